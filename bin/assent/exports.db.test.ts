import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatVerifierKey } from '@assent/receipt'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sequenceEntries } from '#lib/commands/sequence-entries.ts'
import { appContext, closeContext } from '#lib/context.ts'
import { testDatabase } from '../../test-support/database.ts'
import { addManyChoices } from '../../test-support/many-choices.ts'
import { runToEnd, spawnProgram, type Ended } from '../../test-support/spawn-program.ts'
import { openWorld } from '../../test-support/world.ts'

// Each start of a program takes a second, and several where much runs beside it.
vi.setConfig({ testTimeout: 120_000 })

const at = await testDatabase()
const home = mkdtempSync(join(tmpdir(), 'assent-exports-'))
const settings = {
  DATABASE_URL: at.url,
  DATA_DIR: join(home, 'data'),
  PUBLIC_URL: 'https://portal.example',
}
Object.assign(process.env, settings)
const owner = new pg.Pool({ connectionString: at.ownerUrl, max: 1 })
const days = ['--from', '2000-01-01', '--to', '2099-12-31'] as const
const name = 'harbour-everyone-2000-01-01-2099-12-31.ndjson'
let vkey: string

beforeAll(async () => {
  const context = await appContext()
  vkey = formatVerifierKey(context.keys.verifierKey)
  const world = await openWorld(context.database, context)
  const { id: accountId } = await world.account('harbour')
  const admin = await world.member('harbour', 'Ada Admin', 'admin')
  await world.permit(admin, 'meeting_summary')
  await world.include(await world.member('harbour', 'Mo Member'), 'meeting_summary')
  await addManyChoices(owner, context, { accountId, count: 4_000 })
})

afterAll(async () => {
  await owner.end()
  await closeContext()
  rmSync(home, { recursive: true })
})

test('a run that is killed in the middle leaves no file of that name, and the next one goes on', async () => {
  const out = join(home, 'killed')
  const left = await killedIn(out)
  expect(existsSync(join(out, name))).toBe(false)
  // The ledger grows meanwhile, and the file stays the one that was begun.
  const context = await appContext()
  const world = await openWorld(context.database, context)
  await world.member('harbour', 'Lea Late')
  await sequenceEntries(context)
  const { code, stdout, stderr } = await write(out)
  expect(code).toBe(0)
  expect(stdout).toContain(`Went on behind ${left.toLocaleString('en')} bytes`)
  expect(stderr).toMatch(/exporting: \d+ of \d+ MB/)
  expect(readdirSync(out).toSorted()).toEqual([name, `${name}.manifest`])
  const bytes = readFileSync(join(out, name))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect(stdout).toContain(sha256)
  const lines = bytes.toString().trim().split('\n')
  expect(readFileSync(join(out, `${name}.manifest`), 'utf8')).toContain(
    `"lines":${String(lines.length)},`,
  )
  const indexes = lines.map((line) => (JSON.parse(line) as { index: number }).index)
  expect(new Set(indexes).size).toBe(lines.length)
  expect(lines.some((line) => line.includes('"kind":"choices_made"'))).toBe(true)
  expect(check(out)).toBe(0)
  writeFileSync(join(out, name), Buffer.concat([bytes, Buffer.from('\n')]))
  expect(check(out)).not.toBe(0)
  writeFileSync(join(out, name), bytes)
  const manifest = readFileSync(join(out, `${name}.manifest`), 'utf8')
  writeFileSync(
    join(out, `${name}.manifest`),
    manifest.replace('"scope":"everyone"', '"scope":"nobody"'),
  )
  expect(check(out)).not.toBe(0)
})

test('a part that somebody changed is not gone on with', async () => {
  const out = join(home, 'changed')
  await killedIn(out)
  const part = join(out, `${name}.part`)
  const bytes = readFileSync(part)
  bytes[500_000] = bytes[500_000] === 0x58 ? 0x59 : 0x58
  writeFileSync(part, bytes)
  const { code, stderr } = await write(out)
  expect(code).toBe(1)
  expect(stderr).toMatch(/was not what an earlier run wrote, and is removed/)
  expect(existsSync(part)).toBe(false)
  expect((await write(out)).code).toBe(0)
  expect(check(out)).toBe(0)
})

test('what is not understood is said in a line', async () => {
  const refused = async (...args: string[]) => {
    const { code, stderr } = await assent('exports', 'write', ...args)
    return `${String(code)} ${stderr.trim()}`
  }
  const to = ['--out', join(home, 'refused')]
  expect(await refused('--account', 'nobody', ...to)).toBe(
    '1 There is no account with this short name.',
  )
  const reversed = ['--from', '2026-02-01', '--to', '2026-01-01']
  expect(await refused('--account', 'harbour', ...to, ...reversed)).toMatch(/^1 --to: The last day/)
  expect(await refused('--account', 'harbour', ...to, '--format', 'xml')).toMatch(
    /^2 .*ndjson, csv/,
  )
})

test('an export is scheduled, listed and ended', async () => {
  const set = ['exports', 'schedule', '--account', 'harbour', '--every', 'week', '--to'] as const
  const made = await assent(...set, 's3://records/harbour')
  expect(made.stdout).toMatch(/^[0-9a-f-]{36}: harbour, every week, as ndjson to s3:/)
  const id = made.stdout.slice(0, 36)
  const listed = `${id}\tharbour\tweek\tndjson\ts3://records/harbour\tno period is over yet\n`
  expect((await assent('exports', 'schedules')).stdout).toBe(listed)
  expect((await assent('exports', 'unschedule', id)).stdout).toBe(`${id}: ended\n`)
  expect(await assent('exports', 'unschedule', id)).toMatchObject({ code: 1, stdout: '' })
  const withKey = await assent(...set, 's3://KEY:secret@records/harbour')
  expect(withKey).toMatchObject({ code: 1 })
  expect(withKey.stderr).not.toContain('secret')
})

/** Answers how many bytes a run had written when it was killed. */
async function killedIn(out: string): Promise<number> {
  const killed = spawnProgram(['bin/assent.ts', ...writing(out)], settings)
  const part = join(out, `${name}.part`)
  await vi.waitFor(() => expect(statSync(part).size).toBeGreaterThan(1_000_000), {
    timeout: 60_000,
    interval: 1,
  })
  killed.child.kill('SIGKILL')
  await killed.ended
  return statSync(part).size
}

function write(out: string): Promise<Ended> {
  return assent(...writing(out))
}

function writing(out: string): string[] {
  return ['exports', 'write', '--account', 'harbour', ...days, '--out', out]
}

/** The commands of docs/exports.md as they stand there, behind a name and a key of this test's own. */
function check(folder: string): number | null {
  const text = readFileSync('docs/exports.md', 'utf8')
  const commands = text.split('\n').filter((line) => /^ {4}(?!name=|vkey=)/.test(line))
  expect(commands.length).toBeGreaterThan(8)
  const script = [`name=${name}`, `vkey='${vkey}'`, ...commands].join('\n')
  return spawnSync('sh', ['-e', '-c', script], { cwd: folder }).status
}

function assent(...args: readonly string[]): Promise<Ended> {
  return runToEnd(['bin/assent.ts', ...args], settings)
}
