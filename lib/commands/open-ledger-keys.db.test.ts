import { readdirSync, rmSync } from 'node:fs'
import { parseReceiptFile, parseStatement } from '@assent/receipt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkLedger } from '#lib/queries/check-ledger.ts'
import { listKeyReceiptFiles } from '#lib/queries/receipt-files.ts'
import { textAt } from '#lib/queries/receipt-nodes.ts'
import { listSigningKeys } from '#lib/queries/signing-keys.ts'
import { closeDatabase, openDatabase, type Database } from '#lib/store/database.ts'
import { loadSigningRecord } from '#lib/store/signing-keys.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { keepKeys } from '../../test-support/keep-keys.ts'
import { openMachine, trustPolicyOf, verdict, type Machine } from '../../test-support/key-world.ts'
import { openWorld } from '../../test-support/world.ts'
import { rotateKey } from './rotate-key.ts'
import { sequenceEntries } from './sequence-entries.ts'

const at = await testDatabase()
let database: Database
let machines: Machine[] = []
const now = () => new Date('2026-03-02T09:00:00.250Z')

beforeEach(() => {
  database = openDatabase(at.url)
})
afterEach(async () => {
  for (const machine of machines) machine.close()
  machines = []
  await closeDatabase(database)
  await at.reset()
})

async function start(folder?: string): Promise<Machine> {
  const machine = await openMachine(database, now, folder)
  machines.push(machine)
  return machine
}

async function statements(): Promise<string[]> {
  const said: string[] = []
  const policy = await trustPolicyOf({ database })
  for await (const { name, bytes } of listKeyReceiptFiles({ kind: 'command_line' }, { database })) {
    expect(verdict(bytes, policy)).toBe('ok')
    expect(name).toMatch(/^2026-03-02-signing_key-/)
    const file = parseReceiptFile(bytes)
    if (!file.ok) throw new Error(file.code)
    const { credentialSubject } = parseStatement(file.value.jwt).credential
    said.push(`${textAt(credentialSubject, 'signs')} ${textAt(credentialSubject, 'keyEvent')}`)
  }
  return said
}

test('the first start mints two keys, and that they began is the beginning of the ledger', async () => {
  const machine = await start()
  expect(await machine.sequence()).toEqual({ sequenced: 2, size: 2 })
  expect(await statements()).toEqual(['checkpoints added', 'statements added'])
  const keys = await listSigningKeys({ database, now })
  expect(keys.map(({ use, state, entries }) => [use, state, entries])).toEqual([
    ['receipt', 'active', [1]],
    ['ledger', 'active', [0]],
  ])
  const record = await loadSigningRecord(database)
  expect(record?.keys.find(({ use }) => use === 'receipt')?.certificate).toContain(
    '\n2026-03-02T09:00:00Z\n',
  )
  expect(await checkLedger({ database, keys: machine.held.keys })).toMatchObject({ ok: true })
  const { rows } = await database.pool.query('SELECT FROM key_certificate')
  expect(rows, 'nothing new is said of them').toEqual([])
})

test('a start that follows mints nothing and records nothing more', async () => {
  const { folder, held } = await start()
  const again = await start(folder)
  expect(again.held.keys.receipt.id).toBe(held.keys.receipt.id)
  expect(readdirSync(folder)).toHaveLength(2)
  expect(await again.sequence()).toEqual({ sequenced: 2, size: 2 })
})

test('of programs that start at once one writes the record, and all sign with its keys', async () => {
  const { folder } = await start().then((machine) => {
    rmSync(machine.folder, { recursive: true })
    return machine
  })
  await closeDatabase(database)
  await at.reset()
  database = openDatabase(at.url)
  const all = await Promise.all([start(folder), start(folder), start(folder), start(folder)])
  const ids = all.map(({ held }) => `${held.keys.ledger.id} ${held.keys.receipt.id}`)
  expect(new Set(ids).size).toBe(1)
  expect(await all[0].sequence()).toEqual({ sequenced: 2, size: 2 })
  expect(await statements()).toHaveLength(2)
})

test('a database that is older than the record of keys has them recorded at the next start, once', async () => {
  const first = await start()
  const { held, folder } = first
  await closeDatabase(database)
  await at.reset()
  database = openDatabase(at.url)
  await keepKeys({ database, keys: held.keys, clock: { now } })
  const world = await openWorld(database, { now, signer: first.signer })
  const sequenced = await sequenceWith(first)
  expect(sequenced).toBeGreaterThan(0)
  expect((await listSigningKeys({ database, now })).map(({ entries }) => entries)).toEqual([[], []])

  const [one] = await Promise.all([start(folder), start(folder)])
  expect((await one.sequence()).sequenced).toBe(2)
  expect(await statements()).toEqual(['checkpoints added', 'statements added'])
  expect(await checkLedger({ database, keys: one.held.keys })).toMatchObject({ ok: true })
  const acts = await checkActs({ ...world, keys: held.keys })
  expect(acts).toMatchObject({ signing_key_added: 2 })
})

test('a key can be followed before its beginning is on record', async () => {
  const first = await start()
  const { held } = first
  await closeDatabase(database)
  await at.reset()
  database = openDatabase(at.url)
  await keepKeys({ database, keys: held.keys, clock: { now } })
  const rotation = { use: 'ledger' as const, overlapMs: 60_000, reason: 'Why not.', isLost: false }
  const rotated = await rotateKey({ kind: 'command_line' }, rotation, { ...first, database })
  expect(rotated).toMatchObject({ ok: true })
  const again = await start(first.folder)
  expect((await again.sequence()).sequenced).toBe(4)
  const said = ['checkpoints added', 'checkpoints added', 'checkpoints retired', 'statements added']
  expect((await statements()).sort()).toEqual(said)
  expect(await checkLedger({ database, keys: again.held.keys })).toMatchObject({ ok: true })
})

/** With the keys of a machine that was opened on another database. */
async function sequenceWith({ held }: Machine): Promise<number> {
  return (await sequenceEntries({ database, now, keys: held.keys })).sequenced
}

test('replicas without the files are told what to copy, and mint nothing', async () => {
  const { held } = await start()
  await expect(start()).rejects.toThrow(
    new RegExp(`^The ledger key ${held.keys.ledger.id} of this database is not in .*assent-keys-`),
  )
  expect((await loadSigningRecord(database))?.keys).toHaveLength(2)
})
