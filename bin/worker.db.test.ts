import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatVerifierKey } from '@assent/receipt'
import { afterAll, expect, test, vi } from 'vitest'
import { openLedgerKeys } from '#lib/commands/open-ledger-keys.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { openWitnessKey } from '../packages/receipt/src/node-witness-key.ts'
import { openWitnessState } from '../packages/receipt/src/node-witness-state.ts'
import { witnessServer } from '../packages/receipt/src/node-witness.ts'
import { testDatabase } from '../test-support/database.ts'
import { runToEnd, spawnProgram } from '../test-support/spawn-program.ts'
import { openWorld } from '../test-support/world.ts'

// Each start of a program takes a second, and several where much runs beside it.
vi.setConfig({ testTimeout: 60_000 })

const at = await testDatabase()
const database = openDatabase(at.url)
const dataDir = mkdtempSync(join(tmpdir(), 'assent-worker-'))
const settings = { DATABASE_URL: at.url, DATA_DIR: dataDir, PUBLIC_URL: 'https://portal.test' }
afterAll(async () => {
  await closeDatabase(database)
  rmSync(dataDir, { recursive: true })
})

const patience = { timeout: 30_000, interval: 50 }

test('the worker sequences acts as they come, outlives a lost connection, and ends when told to', async () => {
  const { child, output, ended } = spawnProgram(['bin/worker.ts'], settings, { ipc: true })
  const world = await openWorld(database)
  await vi.waitFor(async () => expect(await countPending()).toBe(0), patience)
  expect(await countEntries()).toBeGreaterThan(0)

  await database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()`)
  const before = await countEntries()
  await world.account('harbour')
  await vi.waitFor(async () => expect(await countEntries()).toBe(before + 1), patience)
  const published = join(dataDir, 'ledger', 'checkpoint')
  await vi.waitFor(
    () => expect(readFileSync(published, 'utf8').split('\n')[1]).toBe(String(before + 1)),
    patience,
  )

  child.kill('SIGTERM')
  expect(await ended).toMatchObject({ code: 0, stderr: '' })
  // Each of nine jobs says at most once that it failed, and the sequencer that it goes on.
  expect(output.stdout.trim().split('\n').length).toBeLessThanOrEqual(10)
})

test('the worker has each checkpoint cosigned, whatever becomes of another witness', async () => {
  const key = openWitnessKey(join(dataDir, 'witness.key'), 'witness.test')
  const gone = openWitnessKey(join(dataDir, 'gone.key'), 'gone.test')
  const [log] = (await database.pool.query<{ note: string }>('SELECT note FROM checkpoint')).rows
  const ledger = (await openLedger()).verifierKey
  expect(log?.note).toContain(ledger.name)
  const server = witnessServer({
    key,
    logs: [ledger],
    state: openWitnessState(join(dataDir, 'witness.state')),
    now: () => 1_772_000_000,
    complain: (line) => expect.unreachable(line),
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const WITNESSES = [
    `${formatVerifierKey(key.verifierKey)} http://127.0.0.1:${String(port)}`,
    `${formatVerifierKey(gone.verifierKey)} http://127.0.0.1:1/`,
  ].join(', ')
  const { child, output, ended } = spawnProgram(
    ['bin/worker.ts'],
    { ...settings, WITNESSES },
    { ipc: true },
  )
  await vi.waitFor(async () => expect(await cosigned()).toBe(await countEntries()), patience)
  const world = await openWorld(database)
  await world.account('mole')
  await vi.waitFor(async () => expect(await cosigned()).toBe(await countEntries()), patience)
  expect(output.stdout).toMatch(/"witness":"gone\.test","reason":"it does not answer \(/)
  child.kill('SIGTERM')
  expect((await ended).code).toBe(0)
  server.closeAllConnections()
  server.close()
})

test('the worker ends with the process that started it', async () => {
  const { child, ended } = spawnProgram(['bin/worker.ts'], settings, { ipc: true })
  await new Promise((resolve) => child.once('message', resolve))
  child.disconnect()
  expect((await ended).code).toBe(0)
})

test('a program refuses to run as the owner of the tables, in one line', async () => {
  for (const program of ['bin/worker.ts', 'bin/portal.ts']) {
    const { code, stdout, stderr } = await runToEnd([program], {
      ...settings,
      DATABASE_URL: at.ownerUrl,
    })
    expect({ program, code, stdout }).toEqual({ program, code: 1, stdout: '' })
    expect(stderr).toMatch(/^DATABASE_URL signs in as "\w+", which owns the tables .*\n$/)
  }
})

test('a program that cannot reach the database says so in one line, without the password', async () => {
  const url = Object.assign(new URL(at.url), { port: '1', password: 'not-for-you' }).href
  for (const program of ['bin/worker.ts', 'bin/portal.ts']) {
    const { code, stderr } = await runToEnd([program], { ...settings, DATABASE_URL: url })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^The database does not answer: .*\n$/)
    expect(stderr).not.toContain('not-for-you')
  }
})

function openLedger() {
  const folder = join(dataDir, 'keys')
  const making = { newId: () => randomUUIDv7(), randomBytes }
  return openLedgerKeys(database, { folder, publicUrl: settings.PUBLIC_URL, ...making }, new Date())
}

async function cosigned(): Promise<number> {
  const { rows } = await database.pool.query<{ size: number }>(
    'SELECT coalesce(max(size), -1)::int AS size FROM cosignature',
  )
  return rows[0]?.size ?? -1
}

async function countPending(): Promise<number> {
  return (await database.pool.query('SELECT 1 FROM ledger_pending')).rowCount ?? 0
}

async function countEntries(): Promise<number> {
  return (await database.pool.query('SELECT 1 FROM entry')).rowCount ?? 0
}
