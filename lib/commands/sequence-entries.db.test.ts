import { generateKeyPairSync, sign } from 'node:crypto'
import { verifierKey } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { appendActs } from '#lib/store/acts.ts'
import { closeDatabase, openDatabase, type Database } from '#lib/store/database.ts'
import { checkLedger } from '../../test-support/check-ledger.ts'
import { appendBareActs, bareActs } from '../../test-support/bare-acts.ts'
import { breakAt, broken } from '../../test-support/break-at.ts'
import { testDatabase } from '../../test-support/database.ts'
import { sequenceEntries, type SequencingContext } from './sequence-entries.ts'

const at = await testDatabase()
let database: Database
let open: Database[] = []

beforeEach(async () => {
  await Promise.all(open.map(closeDatabase))
  await at.reset()
  database = openDatabase(at.url)
  open = [database]
})

afterAll(() => Promise.all(open.map(closeDatabase)))

describe('random histories', () => {
  test('after every batch the whole ledger verifies, and acts stand in the order of their transactions', async () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ append: fc.integer({ min: 1, max: 40 }) }) },
      { weight: 1, arbitrary: fc.record({ append: fc.integer({ min: 200, max: 600 }) }) },
      { weight: 3, arbitrary: fc.record({ sequence: fc.integer({ min: 1, max: 700 }) }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        const appended = [...(await checkLedger(at.ownerUrl, key)), ...(await pendingIds())]
        for (const each of steps) {
          if ('append' in each) appended.push(...(await appendBareActs(database, each.append)))
          else await sequenceEntries(context(), each.sequence)
          const entered = await checkLedger(at.ownerUrl, key)
          expect(entered).toEqual(appended.slice(0, entered.length))
        }
      }),
      { numRuns: 8 },
    )
  })

  test('a tree that reaches the third row of tiles verifies', async () => {
    for (let size = 0; size < 256 * 256 + 300; size += 11_000)
      await appendBareActs(database, Math.min(11_000, 256 * 256 + 300 - size))
    for (const batch of [1, 255, 300, 30_000, 40_000]) {
      await sequenceEntries(context(), batch)
      await checkLedger(at.ownerUrl, key)
    }
    await appendBareActs(database, 1)
    expect(await sequenceEntries(context())).toEqual({ sequenced: 1, size: 65_837 })
    await checkLedger(at.ownerUrl, key)
  })

  test('nothing waiting writes nothing', async () => {
    expect(await sequenceEntries(context())).toEqual({ sequenced: 0, size: 0 })
    await appendBareActs(database, 3)
    expect(await sequenceEntries(context())).toEqual({ sequenced: 3, size: 3 })
    expect(await sequenceEntries(context())).toEqual({ sequenced: 0, size: 3 })
    expect(await count('checkpoint')).toBe(1)
  })
})

describe('several programs at once', () => {
  test('while writers append, racing sequencers enter every act once and in order', async () => {
    const done = new AbortController()
    const until = async (work: () => Promise<unknown>) => {
      while (!done.signal.aborted) await work()
    }
    const sequencers = Array.from({ length: 4 }, () => another())
    const working = sequencers.map((own) => until(() => sequenceEntries(context(own), 7)))
    const watching = until(() => checkLedger(at.ownerUrl, key))
    const writers = Array.from({ length: 6 }, async () => {
      const mine: string[] = []
      for (let i = 0; i < 40; i++) mine.push(...(await appendBareActs(database, 1 + (i % 3))))
      return mine
    })
    const own = await Promise.all(writers)
    done.abort()
    await Promise.all([...working, watching])
    while ((await sequenceEntries(context(), 50)).sequenced > 0);
    const entered = await checkLedger(at.ownerUrl, key)
    expect(await pendingIds()).toEqual([])
    for (const mine of own) expect(entered.filter((id) => mine.includes(id))).toEqual(mine)
  })

  test('a sequencer that finds another at it leaves the acts to it', async () => {
    await appendBareActs(database, 5)
    await sequenceEntries(context())
    await appendBareActs(database, 5)
    const other = await hold('SELECT pg_advisory_xact_lock(6962)')
    expect(await sequenceEntries(context())).toEqual({ sequenced: 0, size: 5 })
    await other.end()
    await eventually(() => sequenceEntries(context()), { sequenced: 5, size: 10 })
    await checkLedger(at.ownerUrl, key)
  })
})

describe('commits out of order', () => {
  test('an act that began first and commits last is not skipped', async () => {
    const slow = await hold('SELECT 1')
    const slowId = await appendOver(slow)
    const [before] = await appendBareActs(database, 1)
    await sequenceEntries(context())
    expect(await checkLedger(at.ownerUrl, key)).toEqual([before])
    const [after] = await appendBareActs(database, 1)
    await slow.query('COMMIT')
    await slow.end()
    await sequenceEntries(context())
    // Its transaction is older than the other that waits, so it comes first of the two.
    expect(await checkLedger(at.ownerUrl, key)).toEqual([before, slowId, after])
  })

  test('an act that was done after reading another stands after it, batch by batch', async () => {
    const slow = await hold('SELECT 1')
    const slowId = await appendOver(slow)
    const early = await appendBareActs(database, 3)
    await slow.query('COMMIT')
    await slow.end()
    const effect = await appendBareActs(database, 2)
    for (let i = 0; i < 6; i++) {
      await sequenceEntries(context(), 1)
      await checkLedger(at.ownerUrl, key)
    }
    expect(await checkLedger(at.ownerUrl, key)).toEqual([slowId, ...early, ...effect])
  })

  test('a clock set back changes no order', async () => {
    const first = await appendBareActs(database, 2, new Date('2026-03-02T09:00:00Z'))
    await sequenceEntries(context(database, new Date('2026-03-02T09:00:01Z')))
    const second = await appendBareActs(database, 2, new Date('2026-03-01T09:00:00Z'))
    await sequenceEntries(context(database, new Date('2026-03-01T09:00:01Z')))
    expect(await checkLedger(at.ownerUrl, key)).toEqual([...first, ...second])
  })
})

describe('faults', () => {
  const statements = [
    'BEGIN',
    'SET',
    'sequencer turn',
    'ledger head',
    'leaf hashes',
    'move pending',
  ]
  const writes = ['append tiles', 'append checkpoint', 'COMMIT']
  const faults = [...statements, ...writes].flatMap((statement) =>
    broken.map((fault) => ({ statement, fault })),
  )

  test.each(faults)('$statement $fault: all or nothing, and the next turn is right', async (f) => {
    await appendBareActs(database, 300)
    await sequenceEntries(context())
    await appendBareActs(database, 400)
    const committed = f.statement === 'COMMIT' && f.fault !== 'lost'
    for (const round of [1, 2]) {
      const waiting = await count('ledger_pending')
      await expect(
        sequenceEntries(context(breakAt(database, f.statement, f.fault))),
      ).rejects.toThrow('the connection is gone')
      const entered = await checkLedger(at.ownerUrl, key)
      expect(entered.length, `round ${String(round)}`).toBe(committed ? 300 + 400 * round : 300)
      expect(await count('ledger_pending')).toBe(committed ? 0 : waiting)
      await appendBareActs(database, 400)
    }
    const size = 300 + 3 * 400
    expect((await sequenceEntries(context())).size).toBe(size)
    expect((await checkLedger(at.ownerUrl, key)).length).toBe(size)
  })

  test('a stored tree that is not the one that was signed is not signed over', async () => {
    await appendBareActs(database, 300)
    await sequenceEntries(context())
    const owner = new pg.Client(at.ownerUrl)
    await owner.connect()
    await owner.query(`UPDATE tile SET root = sha256('forged')`)
    await appendBareActs(database, 1)
    await expect(sequenceEntries(context())).rejects.toThrow('root of checkpoint 300')
    await owner.query(`DELETE FROM entry WHERE index = 299`)
    await expect(sequenceEntries(context())).rejects.toThrow('a tile of the edge is missing')
    await owner.end()
    expect([await count('checkpoint'), await count('ledger_pending')]).toEqual([1, 1])
  })
})

const origin = 'portal.test/ledger'
const pair = generateKeyPairSync('ed25519')
const publicKey = Buffer.from(pair.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
const key = verifierKey(origin, publicKey, 'ed25519', nodeCrypto)

function context(own = database, now = new Date('2026-03-02T10:00:00Z')): SequencingContext {
  const ledger = {
    id: 'ledger',
    publicKey,
    sign: (message: Uint8Array) => sign(null, message, pair.privateKey),
  }
  return { database: own, now: () => now, keys: { origin, ledger, find: () => null } }
}

function another(): Database {
  const own = openDatabase(at.url, 2)
  open.push(own)
  return own
}

async function appendOver(client: pg.Client): Promise<string> {
  const [slow] = bareActs(1)
  const over = { ...database, pool: client as unknown as pg.Pool }
  expect(await appendActs(over, [slow!])).toMatchObject({ ok: true })
  return slow!.eventId
}

/** A transaction that somebody else has open. */
async function hold(sql: string): Promise<pg.Client> {
  const client = new pg.Client(at.url)
  await client.connect()
  await client.query('BEGIN')
  await client.query(sql)
  return client
}

async function eventually<T>(attempt: () => Promise<T>, expected: T): Promise<void> {
  await expect.poll(attempt).toEqual(expected)
}

async function pendingIds(): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    'SELECT event_id AS id FROM ledger_pending ORDER BY transaction, ordinal',
  )
  return rows.map(({ id }) => id)
}

async function count(table: 'ledger_pending' | 'checkpoint'): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${table}`,
  )
  return rows[0]?.n ?? 0
}
