import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endKey } from '#lib/commands/end-key.ts'
import { rotateKey } from '#lib/commands/rotate-key.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { MINUTE, openKeyWorld } from '../../test-support/key-world.ts'
import { must } from '../../test-support/world.ts'
import { checkLedger } from './check-ledger.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const owner = new pg.Client(at.ownerUrl)
let world: Awaited<ReturnType<typeof openKeyWorld>>

const commandLine = { kind: 'command_line' } as const
const rotation = { overlapMs: 60 * MINUTE, reason: 'The yearly change.', isLost: false }

beforeAll(async () => {
  await owner.connect()
  await owner.query('ALTER TABLE key_event DROP CONSTRAINT key_event_added_first')
  world = await openKeyWorld(database)
  await world.machine.sequence()
  const { follows } = must(
    await rotateKey(commandLine, { use: 'receipt', ...rotation }, world.machine),
  )
  must(await rotateKey(commandLine, { use: 'ledger', ...rotation }, world.machine))
  await world.machine.takeUp()
  await world.account('harbour')
  await world.machine.sequence()
  world.advance(MINUTE)
  const ending = { keyId: follows, kind: 'revoked' as const, reason: 'Its disk was stolen.' }
  must(await endKey(commandLine, ending, world.machine))
  await world.machine.sequence()
})
afterAll(async () => {
  world.machine.close()
  await closeDatabase(database)
  await owner.end()
})

const check = () => checkLedger({ database, keys: world.machine.held.keys })
const old = `(SELECT id FROM signing_key WHERE use = 'receipt' AND seq = 1)`
const oldLedger = `(SELECT id FROM signing_key WHERE use = 'ledger' AND seq = 1)`
const newLedger = `(SELECT id FROM signing_key WHERE use = 'ledger' AND seq = 2)`

test('keys that nobody touched add up', async () => {
  expect(await check()).toMatchObject({ ok: true })
})

test('a program that signs with a key that is on no record is told so', async () => {
  const other = await openKeyWorld(openDatabase((await testDatabase()).url)).catch(() => null)
  const keys = {
    origin: world.machine.held.keys.origin,
    verifierKey: other!.machine.held.keys.verifierKey,
  }
  expect(await checkLedger({ database, keys })).toEqual({
    ok: false,
    index: null,
    fault: 'the key that signs checkpoints here is not on record',
  })
  other!.machine.close()
  await closeDatabase(other!.machine.database)
})

/** What an owner of the tables changed, and the words in which it is found. */
const faults: Record<string, { change: string; fault: RegExp }> = {
  'another public half under the id of a key': {
    change: `UPDATE signing_key SET public_key = sha256('x') WHERE id = ${old}`,
    fault: /^the key \S+ is not the one that its id names$/,
  },
  'the end of a key put off': {
    change: `UPDATE key_event SET until = until + interval '1 day' WHERE key_id = ${oldLedger} AND seq = 2`,
    fault: /^the act that \S+ was retired is not what its statement says$/,
  },
  'a revocation made a retirement': {
    change: `UPDATE key_event SET kind = 'retired' WHERE key_id = ${old} AND kind = 'revoked'`,
    fault: /is not what (its statement says|the entries say of the key)$/,
  },
  'a reason': {
    change: `UPDATE key_event SET reason = 'None.' WHERE key_id = ${newLedger}`,
    fault: /^the act that \S+ was added is not what its statement says$/,
  },
  'a key that nobody added': {
    change: `INSERT INTO signing_key VALUES ('mine', 'receipt', sha256('x'), 'note', now(), 3)`,
    fault: /^the key mine is not the one that its id names$/,
  },
  'a certificate that forgets the end of its key': {
    change: `UPDATE key_certificate c SET note = k.certificate FROM signing_key k WHERE k.id = c.key_id
                AND k.id = ${old}`,
    fault: /^the certificate of \S+ at checkpoint \d+ is (not signed by the ledger|not what)/,
  },
  'a certificate that is no note': {
    change: `UPDATE key_certificate SET note = 'none'`,
    fault: /^the certificate of \S+ at checkpoint \d+ is malformed: /,
  },
  'a checkpoint without the line of one of its keys': {
    change: `UPDATE checkpoint SET note = (SELECT string_agg(line, E'\\n' ORDER BY i) || E'\\n'
               FROM unnest(string_to_array(note, E'\\n')) WITH ORDINALITY t (line, i) WHERE i < 6)
              WHERE size = (SELECT max(size) FROM checkpoint)`,
    fault: /^checkpoint \d+ is not signed by just the keys that signed then$/,
  },
}

test.each(Object.entries(faults))('%s is found', async (_, { change, fault }) => {
  await owner.query('BEGIN')
  const undo = await snapshot()
  await owner.query(change)
  await owner.query('COMMIT')
  try {
    const found = await check()
    expect(found).toMatchObject({ ok: false, fault: expect.stringMatching(fault) as string })
  } finally {
    await undo()
  }
  expect(await check()).toMatchObject({ ok: true })
})

/** The tables as they are; answers how to make them so again. */
async function snapshot(): Promise<() => Promise<void>> {
  const tables = ['key_certificate', 'key_event', 'signing_key', 'checkpoint']
  for (const table of tables) {
    await owner.query(`DROP TABLE IF EXISTS kept_${table}`)
    await owner.query(`CREATE TABLE kept_${table} AS TABLE ${table}`)
  }
  return async () => {
    await owner.query('BEGIN')
    for (const table of ['key_certificate', 'key_event', 'signing_key', 'checkpoint'])
      await owner.query(`DELETE FROM ${table}`)
    for (const table of [...tables].reverse())
      await owner.query(`INSERT INTO ${table} SELECT * FROM kept_${table}`)
    for (const table of tables) await owner.query(`DROP TABLE kept_${table}`)
    await owner.query('COMMIT')
  }
}
