import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { openWorld, type World } from '../../test-support/world.ts'
import { checkLedger, type LedgerCheck } from './check-ledger.ts'

const at = await testDatabase()
const empty = await testDatabase()
const database = openDatabase(at.url)
const owner = new pg.Client(at.ownerUrl)
let world: World

beforeAll(async () => {
  await owner.connect()
  // What an owner of the tables who means to deceive would do first.
  await owner.query(`ALTER TABLE entry DROP CONSTRAINT entry_leaf_hash, DROP CONSTRAINT entry_event_id_fkey;
                     ALTER TABLE tile DROP CONSTRAINT tile_full;
                     ALTER TABLE secret DROP CONSTRAINT secret_salt;
                     ALTER TABLE erased_statement DROP CONSTRAINT erased_statement_erasure_id_fkey;
                     DROP INDEX entry_event_id_key`)
  world = await openWorld(database)
  await world.account('harbour')
  await world.sequence()
  await world.account('quarry')
  await world.sequence()
  await appendBare(600)
  await world.sequence()
})
afterAll(async () => {
  await closeDatabase(database)
  await owner.end()
})

test('a ledger that nobody touched adds up, and what is left of each act is told apart', async () => {
  const [{ entries, receipts, checkpoints }] = await rows<Record<string, number>>(
    `SELECT (SELECT count(*) FROM entry)::int AS entries, (SELECT count(*) FROM receipt)::int AS receipts,
            (SELECT count(*) FROM checkpoint)::int AS checkpoints`,
  )
  expect(receipts).toBeGreaterThan(3)
  expect(checkpoints).toBe(3)
  expect(await check()).toEqual({
    ok: true,
    counts: { entries, tiles: 2, checkpoints, receipts, erased: 600, waiting: 0 },
  })
})

test('an empty ledger adds up', async () => {
  const empty = await testDatabaseOf(async (fresh) => checkLedger({ ...world, database: fresh }))
  const none = { entries: 0, tiles: 0, checkpoints: 0, receipts: 0, erased: 0, waiting: 0 }
  expect(empty).toEqual({ ok: true, counts: none })
})

test('progress is told up to the end', async () => {
  const told: number[][] = []
  await checkLedger(world, (done, total) => told.push([done, total]))
  const { length } = await rows('SELECT FROM entry')
  expect(told.at(-1)).toEqual([length, length])
})

type Row = { table: string; where: string }
type Change = Row & { change: string }

/** What an owner of the tables changed, and the entry and the words in which it is found. */
const faults: Record<string, Change & { index: () => number | null; fault: string | RegExp }> = {
  'a leaf': {
    ...entry(1, `leaf = leaf || ' '::bytea`),
    fault: 'the stored leaf hash is not that of the leaf',
  },
  'a leaf hash': {
    ...entry(300, `leaf_hash = sha256('other')`),
    fault: 'the stored leaf hash is not that of the leaf',
  },
  'a leaf together with its hash, in a full tile': {
    ...entry(300, `leaf = 'other', leaf_hash = sha256('\\x00'::bytea || 'other')`),
    fault: 'its hash in tile 0/1 is not that of the leaf',
  },
  'a leaf together with its hash, at the edge': {
    ...entry(550, `leaf = 'other', leaf_hash = sha256('\\x00'::bytea || 'other')`),
    index: () => size() - 1,
    fault: /^the entries up to it do not have the root of checkpoint \d+$/,
  },
  'a leaf together with its hash, under a statement': {
    ...entry(2, `leaf = 'other', leaf_hash = sha256('\\x00'::bytea || 'other')`),
    fault: 'its hash in tile 0/0 is not that of the leaf',
  },
  'an entry that is gone': { ...entry(301, 'DELETE'), fault: 'the entry is missing' },
  'the first entry gone': { ...entry(0, 'DELETE'), fault: 'the entry is missing' },
  'the last entry gone': {
    table: 'entry',
    where: 'index = (SELECT max(index) FROM entry)',
    change: 'DELETE',
    index: () => size() - 1,
    fault: 'the entry is missing',
  },
  'an index that was moved': {
    ...entry(302, 'index = 100000'),
    fault: 'the entry is missing',
  },
  'an act entered twice': {
    ...entry(400, 'event_id = (SELECT event_id FROM entry WHERE index = 399)'),
    fault: /^the act [0-9a-f-]{36} is in 2 places$/,
  },
  'an entry of no act': {
    ...entry(401, 'event_id = gen_random_uuid()'),
    fault: 'its statement and salt are gone, and no erasure on record took them',
  },
  'a byte of a tile': {
    ...tile('hashes = set_byte(hashes, 32 * 7 + 1, 255 - get_byte(hashes, 32 * 7 + 1))'),
    index: () => 256 + 7,
    fault: 'its hash in tile 0/1 is not that of the leaf',
  },
  'a tile cut short': {
    ...tile('hashes = substring(hashes FROM 1 FOR 8191)'),
    index: () => 511,
    fault: 'its hash in tile 0/1 is not that of the leaf',
  },
  'the root of a tile': {
    ...tile(`root = sha256('other')`),
    index: () => 256,
    fault: 'the root of tile 0/1 is not that of its hashes',
  },
  'a tile that is gone': {
    ...tile('DELETE'),
    index: () => 256,
    fault: 'tile 0/1 over it is missing',
  },
  'the signature of a checkpoint': {
    ...lastCheckpoint(`note = left(note, -6) || 'AAAA=' || E'\\n'`),
    fault: /^checkpoint \d+ is (malformed: .*|not signed by the key of the ledger)$/,
  },
  'a checkpoint with the signature of another': {
    ...lastCheckpoint(
      `note = substring(note FROM '^.*\\n\\n') || (SELECT substring(c.note FROM '— .*$') FROM checkpoint c ORDER BY size LIMIT 1)`,
    ),
    fault: /^checkpoint \d+ is not signed by the key of the ledger$/,
  },
  'a checkpoint that speaks of another size': {
    ...lastCheckpoint('note = (SELECT c.note FROM checkpoint c ORDER BY size LIMIT 1)'),
    fault: /^checkpoint \d+ speaks of another ledger or of another size$/,
  },
  'the root beside a checkpoint': {
    ...lastCheckpoint(`root = sha256('other')`),
    fault: /^the root beside checkpoint \d+ is not the one that was signed$/,
  },
  'the last checkpoint gone': {
    ...lastCheckpoint('DELETE'),
    index: () => secondSize(),
    fault: 'no checkpoint is over the entry',
  },
  'a statement': {
    ...beside('receipt', `jws = jws || 'A'`),
    fault: 'the leaf does not commit to the stored statement under its salt',
  },
  'the statement of another act': {
    ...beside('receipt', `jws = (SELECT jws FROM receipt WHERE event_id = ${eventAt(0)})`),
    fault: 'the leaf does not commit to the stored statement under its salt',
  },
  'a salt': {
    ...beside('secret', `salt = sha256('other')`),
    fault: 'the leaf does not commit to the stored statement under its salt',
  },
  'a salt cut short': {
    ...beside('secret', `salt = substring(salt FROM 1 FOR 31)`),
    fault: 'the leaf does not commit to the stored statement under its salt',
  },
  'a statement without its salt': {
    ...beside('secret', 'DELETE'),
    fault: 'its salt is missing, while its statement is there',
  },
  'a salt without its statement': {
    ...beside('receipt', 'DELETE'),
    fault: 'its statement is missing, while its salt is there',
  },
}

describe('what the owner of the tables changed is found and named', () => {
  test.each(Object.entries(faults))('%s', async (_, { index, fault, ...change }) => {
    const found = await withChange(change, check)
    expect({ ...found, fault: null }).toEqual({ ok: false, index: index(), fault: null })
    expect(faultOf(found)).toMatch(typeof fault === 'string' ? new RegExp(`^${fault}$`) : fault)
    expect((await check()).ok, 'what was put back adds up again').toBe(true)
  })

  test('a tile that the tree has not grown to', async () => {
    await owner.query(`INSERT INTO tile SELECT 1, 0, hashes, root FROM tile WHERE index = 0`)
    const fault = 'tile 1/0 is stored, and the tree has not grown to it'
    expect(await check()).toEqual({ ok: false, index: null, fault })
    await owner.query('DELETE FROM tile WHERE level = 1')
  })

  test('an entry of no act, that is said to be erased', async () => {
    const id = '00000000-0000-4000-8000-0000000000fe'
    await owner.query('ALTER TABLE erased_statement DROP CONSTRAINT erased_statement_event_id_fkey')
    await owner.query('INSERT INTO erased_statement VALUES ($1, $1)', [id])
    const fault = `there is no act ${id}, which it is the place of`
    expect(await withChange(entry(401, `event_id = '${id}'`), check)).toEqual({
      ...{ ok: false, index: 401, fault },
    })
    await owner.query('DELETE FROM erased_statement WHERE event_id = $1', [id])
  })

  test('an act that is neither entered nor waits', async () => {
    const id = '00000000-0000-4000-8000-0000000000ff'
    await owner.query(`INSERT INTO event (id, kind, at) VALUES ($1, 'choices_made', now())`, [id])
    const fault = `the act ${id} is neither entered nor waiting`
    expect(await check()).toEqual({ ok: false, index: null, fault })
    await owner.query('DELETE FROM event WHERE id = $1', [id])
  })

  test('a statement that went with its salt, where no erasure took them', async () => {
    const found = await withChange(beside('receipt', 'DELETE'), () =>
      withChange(beside('secret', 'DELETE'), check, 'kept_too'),
    )
    const fault = 'its statement and salt are gone, and no erasure on record took them'
    expect(found).toEqual({ ok: false, index: 2, fault })
  })

  test('a history that was signed by another key', async () => {
    const { keys } = await testDatabaseOf((fresh) => openWorld(fresh))
    expect(faultOf(await checkLedger({ database, keys }))).toMatch(
      /^checkpoint \d+ is not signed by the key of the ledger$/,
    )
  })
})

test(
  'in a tree of three levels, a tile above the leaves is compared as well',
  { timeout: 300_000 },
  async () => {
    await appendBare(65_536)
    for (let left = 1; left > 0;) left = (await world.sequence()).sequenced
    const { length: entries } = await rows('SELECT FROM entry')
    expect(await check()).toMatchObject({ ok: true, counts: { entries, tiles: 259 } })
    const change = 'hashes = set_byte(hashes, 32 * 200, 255 - get_byte(hashes, 32 * 200))'
    expect(await withChange({ table: 'tile', where: 'level = 1', change }, check)).toEqual({
      ok: false,
      index: 200 * 256,
      fault: 'hash 200 of tile 1/0 is not that of the entries',
    })
  },
)

function check() {
  return checkLedger(world)
}

function faultOf(found: LedgerCheck): string {
  return found.ok ? 'none' : found.fault
}

function entry(index: number, change: string) {
  return { table: 'entry', where: `index = ${String(index)}`, change, index: () => index }
}

function tile(change: string): Change {
  return { table: 'tile', where: 'level = 0 AND index = 1', change }
}

function lastCheckpoint(change: string) {
  const where = 'size = (SELECT max(size) FROM checkpoint)'
  return { table: 'checkpoint', where, change, index: () => size() - 1 }
}

/** Of the third act, which has both. */
function beside(table: string, change: string) {
  return { table, where: `event_id = ${eventAt(2)}`, change, index: () => 2 }
}

function eventAt(index: number): string {
  return `(SELECT event_id FROM entry WHERE index = ${String(index)})`
}

let sizes: number[] = []

function size(): number {
  return sizes.at(-1) ?? 0
}

function secondSize(): number {
  return sizes.at(-2) ?? 0
}

/** Changes the row, looks, and puts it back as it was. */
async function withChange<T>(
  { table, where, change }: Change,
  look: () => Promise<T>,
  kept = 'kept',
): Promise<T> {
  const stored = await rows<{ size: number }>('SELECT size::int FROM checkpoint ORDER BY 1')
  sizes = stored.map((checkpoint) => checkpoint.size)
  await owner.query(`CREATE TEMP TABLE ${kept} AS SELECT * FROM "${table}"`)
  const sql =
    change === 'DELETE'
      ? `DELETE FROM "${table}" WHERE ${where}`
      : `UPDATE "${table}" SET ${change} WHERE ${where}`
  const { rowCount } = await owner.query(sql)
  expect(rowCount).toBe(1)
  try {
    return await look()
  } finally {
    await owner.query(`DELETE FROM "${table}";
                       INSERT INTO "${table}" SELECT * FROM ${kept}; DROP TABLE ${kept}`)
  }
}

/** Acts of which nothing is left but their entry, as after an erasure. */
async function appendBare(count: number): Promise<void> {
  await owner.query(
    `WITH made AS (
       INSERT INTO event (id, kind, at)
       SELECT gen_random_uuid(), 'choices_made', now() FROM generate_series(1, $1) RETURNING id
     ), gone AS (INSERT INTO erased_statement (event_id, erasure_id) SELECT id, id FROM made)
     INSERT INTO ledger_pending (event_id, leaf, ordinal)
     SELECT id, convert_to(id::text, 'UTF8'), row_number() OVER () FROM made`,
    [count],
  )
}

async function rows<Row extends pg.QueryResultRow>(sql: string) {
  return (await owner.query<Row>(sql)).rows as [Row, ...Row[]]
}

async function testDatabaseOf<T>(work: (fresh: typeof database) => Promise<T>): Promise<T> {
  const fresh = openDatabase(empty.url)
  try {
    return await work(fresh)
  } finally {
    await closeDatabase(fresh)
  }
}
