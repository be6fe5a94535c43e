import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseNote } from '@assent/receipt'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../../test-support/database.ts'
import { verdict } from '../../test-support/key-world.ts'
import { runToEnd, spawnProgram } from '../../test-support/spawn-program.ts'

// Each start of a program takes a second, and several where much runs beside it.
vi.setConfig({ testTimeout: 180_000 })

const at = await testDatabase()
const home = mkdtempSync(join(tmpdir(), 'assent-key-commands-'))
const settings = {
  DATABASE_URL: at.url,
  DATA_DIR: join(home, 'data'),
  PUBLIC_URL: 'https://portal.example',
}
const reader = new pg.Client(at.url)
const patience = { timeout: 60_000, interval: 100 }

beforeAll(() => reader.connect())
afterAll(async () => {
  await reader.end()
  rmSync(home, { recursive: true })
})

const assent = (...args: readonly string[]) => runToEnd(['bin/assent.ts', ...args], settings)
const policy = () => readFileSync(join(settings.DATA_DIR, 'trust.policy'), 'utf8')

async function lastSigners(): Promise<number> {
  const { rows } = await reader.query<{ note: string }>(
    'SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1',
  )
  return rows[0] === undefined ? 0 : parseNote(rows[0].note).signatures.length
}

test('keys are changed while the worker runs, which takes them up without a restart', async () => {
  expect(await assent('keys', 'rotate', '--use', 'ledger')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Start the portal or the worker on it once/) as string,
  })
  const { child, ended } = spawnProgram(['bin/worker.ts'], settings, { ipc: true })
  await once(child, 'message')
  const old = policy()
  await vi.waitFor(async () => expect(await lastSigners()).toBe(1), patience)

  const rotated = await assent('keys', 'rotate', '--use', 'ledger', '--reason', 'A change.')
  expect(rotated).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^ledger\t\S{43}\n$/) as string,
  })
  expect(rotated.stderr).toContain(`Copy ${join(settings.DATA_DIR, 'keys')}`)
  await vi.waitFor(async () => expect(await lastSigners()).toBe(2), patience)
  await vi.waitFor(() => expect(policy()).toMatch(/^log .*\nlog .*\n$/), patience)
  expect(policy().endsWith(old)).toBe(true)

  expect((await assent('keys', 'rotate', '--use', 'receipt', '--overlap', '12h')).code).toBe(0)
  const listed = (await assent('keys', 'list')).stdout.trim().split('\n')
  expect(listed.map((line) => line.split('\t').slice(0, 2).join(' '))).toEqual([
    ...['receipt active', 'receipt retiring', 'ledger active', 'ledger retiring'],
  ])
  const json = (await assent('keys', 'list', '--json')).stdout.trim().split('\n')
  expect(JSON.parse(json[2]!)).toMatchObject({
    use: 'ledger',
    state: 'active',
    reason: 'A change.',
  })
  const { code, stdout } = await assent('accounts', 'create', 'harbour', '--name', 'Harbour')
  expect({ code, stdout }).toMatchObject({ code: 0 })
  await vi.waitFor(async () => {
    const { rowCount } = await reader.query('SELECT FROM ledger_pending')
    expect(rowCount).toBe(0)
  }, patience)

  const retiring = listed[1]!.split('\t')[2]!
  const refused = await assent('keys', 'revoke', retiring, '--reason', 'It was stolen.')
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toMatch(/^Programs have a minute to take the new key up\./)
  expect((await assent('ledger', 'check')).code).toBe(0)

  const out = join(home, 'acts')
  expect((await assent('keys', 'export', '--out', out)).stdout).toBe(
    `6 acts about keys are in ${out}\n`,
  )
  const files = readdirSync(out)
  expect(files).toHaveLength(6)
  for (const file of files) {
    expect(verdict(readFileSync(join(out, file)), policy())).toBe('ok')
    expect(verdict(readFileSync(join(out, file)), old)).toBe('ok')
  }
  child.kill('SIGTERM')
  expect((await ended).code).toBe(0)
})

test('what is not understood is a usage error, and an unknown key a refusal', async () => {
  const reason = ['--reason', 'A change.']
  for (const args of [
    ['rotate'],
    ['rotate', '--use', 'house'],
    ['rotate', '--use', 'ledger', '--overlap', '0d'],
    ['rotate', '--use', 'ledger', '--overlap', '30'],
    ['rotate', '--use', 'ledger', '--overlap', '9999d'],
    ['rotate', '--use', 'ledger', '--reason', '.'],
    ['retire', 'x'],
    ['revoke', ...reason],
  ]) {
    const { code, stdout, stderr } = await assent('keys', ...args)
    expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' })
    expect(stderr).not.toBe('')
  }
  const { code, stderr } = await assent('keys', 'retire', 'x', ...reason)
  expect({ code, stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^No key of this/) as string,
  })
})
