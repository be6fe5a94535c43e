import { existsSync } from 'node:fs'
import { runNode } from '../supervisor/tool.ts'
import { type Check, failed, passed } from './check.ts'
import { checkEnvironment } from './static.ts'

const rooms = [
  'app',
  'bench',
  'bin',
  'components',
  'e2e',
  'lib',
  'packages',
  'prisma',
  'test-support',
]
const files = [
  'instrumentation.ts',
  'proxy.ts',
  'prisma.config.ts',
  'vitest.config.ts',
  'playwright.config.ts',
]

/** Which room may import from which: `.dependency-cruiser.cjs`. */
export const boundaries: Check = {
  name: 'boundaries',
  async run() {
    const config = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json']
    const cruised = [...rooms, ...files].filter((path) => existsSync(path))
    const script = 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'
    const { output } = await runNode([script, ...config, ...cruised], checkEnvironment())
    const summary = readSummary(output)
    if (summary === null) return failed(output)
    // A cruiser that does not understand the TypeScript it meets finds nothing and is content.
    if (summary.totalCruised < 100)
      return failed(`Only ${summary.totalCruised} modules were cruised.`)
    if (summary.violations.length > 0)
      return failed(summary.violations.map(sayViolation).join('\n'))
    return passed(`${summary.totalCruised} modules`)
  },
}

type Summary = { readonly totalCruised: number; readonly violations: readonly Violation[] }

type Violation = {
  readonly from: string
  readonly to: string
  readonly rule: { readonly name: string }
  readonly cycle?: readonly { readonly name: string }[]
}

function readSummary(output: string): Summary | null {
  try {
    return (JSON.parse(output) as { summary: Summary }).summary
  } catch {
    return null
  }
}

function sayViolation({ from, to, rule, cycle }: Violation): string {
  const way = cycle === undefined ? to : cycle.map(({ name }) => name).join(' → ')
  return `${rule.name}: ${from} → ${way}`
}
