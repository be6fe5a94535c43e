import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runNode } from '../supervisor/tool.ts'
import type { Check, Outcome } from './check.ts'
import { checkEnvironment } from './static.ts'

export const unit = vitest('unit')
export const database = vitest('db')
export const routes = vitest('route')

export const browser: Check = {
  name: 'browser',
  run: () =>
    withReport(async (file) => {
      const args = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=line,json']
      const { code, output } = await runNode(
        args,
        checkEnvironment({ PLAYWRIGHT_JSON_OUTPUT_NAME: file, NO_COLOR: '' }),
      )
      const {
        expected = 0,
        unexpected = 0,
        flaky = 0,
        skipped = 0,
      } = readReport<PlaywrightReport>(file)?.stats ?? {}
      return judge({ code, output, passed: expected, failed: unexpected + flaky, skipped })
    }),
}

function vitest(project: string): Check {
  return {
    name: project,
    run: () =>
      withReport(async (file) => {
        const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
        const { code, output } = await runNode(
          ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters],
          checkEnvironment(),
        )
        const report = readReport<VitestReport>(file)
        const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = report ?? {}
        const counts = { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }
        return judge({ code, output, ...counts })
      }),
  }
}

async function withReport(run: (file: string) => Promise<Outcome>): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-report-'))
  try {
    return await run(join(folder, 'report.json'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function readReport<Report>(file: string): Partial<Report> | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Report>) : null
}

/** A suite that ran nothing has failed, and so has one that fell over outside its tests. */
function judge(run: Run): Outcome {
  const nothing = run.passed + run.failed === 0
  const failed = Math.max(run.failed, run.code === 0 && !nothing ? 0 : 1)
  const output = nothing ? `${run.output}\nNo test was run.` : run.output
  const skipped = run.skipped === 0 ? '' : `, ${run.skipped} skipped`
  const note = `${run.passed + run.failed} tests${skipped}`
  return { passed: run.passed, failed, output, note }
}

type Run = {
  readonly code: number | null
  readonly output: string
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

type VitestReport = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
}

type PlaywrightReport = {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
}
