import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Act } from '#lib/domain/ledger/act.ts'
import { closeDatabase, openDatabase, type Database } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { appendActs } from './acts.ts'

const at = await testDatabase()
let database: Database | undefined

beforeEach(async () => {
  if (database !== undefined) await closeDatabase(database)
  await at.reset()
  database = openDatabase(at.url)
  // Connected already, so that what is appended at once does not wait for that.
  await Promise.all([database.pool.query('SELECT 1'), database.pool.query('SELECT 1')])
})

afterAll(() => closeDatabase(open()))

describe('many appends at once', () => {
  test('each is answered when it is durable, and they share statements', async () => {
    const statements = vi.spyOn(open().pool, 'query')
    const acts = Array.from({ length: 200 }, () => act())
    const answers = acts.map(async (each) => {
      const appended = await appendActs(open(), [each])
      return { appended, stored: await isStored(each.eventId) }
    })
    for (const { appended, stored } of await Promise.all(answers))
      expect([appended, stored]).toEqual([{ ok: true, value: undefined }, true])
    const appends = statements.mock.calls.filter(([query]) => nameOf(query).startsWith('append'))
    expect(appends.length).toBeLessThan(20)
  })

  test('what one caller appends one after the other stands in that order', async () => {
    const callers = Array.from({ length: 8 }, async () => {
      const own: string[] = []
      for (let i = 0; i < 12; i++) {
        const made = [act(), act()]
        await appendActs(open(), made)
        own.push(...made.map(({ eventId }) => eventId))
      }
      return own
    })
    const owns = await Promise.all(callers)
    const order = await pendingIds()
    for (const own of owns) expect(order.filter((id) => own.includes(id))).toEqual(own)
  })

  test('one that meets a taken key is told so, and its neighbours are not harmed', async () => {
    const acts = Array.from({ length: 40 }, () => act())
    const twice = acts[20]!
    const answers = await Promise.all([...acts, twice].map((each) => appendActs(open(), [each])))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(40)
    expect(answers.filter(({ ok }) => !ok)).toEqual([
      { ok: false, code: 'conflict', constraint: expect.stringContaining('_pkey') as string },
    ])
    expect((await pendingIds()).sort()).toEqual(acts.map(({ eventId }) => eventId).sort())
  })

  test('one that names nobody throws, and its neighbours are not harmed', async () => {
    const acts = Array.from({ length: 40 }, () => act())
    const broken = act(randomUUID())
    const answers = await Promise.allSettled(
      [...acts.slice(0, 20), broken, ...acts.slice(20)].map((each) => appendActs(open(), [each])),
    )
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    expect(answers[20]).toMatchObject({ reason: { constraint: 'event_actor_id_fkey' } })
    expect((await pendingIds()).sort()).toEqual(acts.map(({ eventId }) => eventId).sort())
  })

  test('acts of one append stay together: none where one of them is refused', async () => {
    const taken = act()
    await appendActs(open(), [taken])
    const groups = Array.from({ length: 10 }, (_, i) => [act(), i === 5 ? taken : act(), act()])
    const answers = await Promise.all(groups.map((group) => appendActs(open(), group)))
    expect(answers.map(({ ok }) => ok)).toEqual(groups.map((_, i) => i !== 5))
    const stored = await pendingIds()
    expect(stored).toHaveLength(1 + 9 * 3)
    expect(stored).not.toContain(groups[5]![0]!.eventId)
  })
})

describe('a connection that breaks', () => {
  test('before anything was written: every call throws, and nothing is sent again', async () => {
    const pool = poolThat((_query, i) => (i < 2 ? 'lost' : 'works'))
    const calls = Array.from({ length: 30 }, () => appendActs({ ...open(), pool }, [act()]))
    const answers = await Promise.allSettled(calls)
    // The first two flights were lost: the calls that went alone, before others waited together.
    const lost = answers.filter(({ status }) => status === 'rejected')
    expect(lost).toHaveLength(2)
    expect(await pendingIds()).toHaveLength(28)
  })

  test('after all was written: every call throws, and nothing is written twice', async () => {
    const sent: string[] = []
    const pool = poolThat((query) => {
      sent.push(nameOf(query))
      return 'done, but reported lost'
    })
    const acts = Array.from({ length: 30 }, () => act())
    const answers = await Promise.allSettled(
      acts.map((each) => appendActs({ ...open(), pool }, [each])),
    )
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 'rejected', reason: new Error('the line is dead') })
    expect((await pendingIds()).sort()).toEqual(acts.map(({ eventId }) => eventId).sort())
    expect(sent.length).toBeLessThan(10)
  })
})

function open(): Database {
  if (database === undefined) throw new Error('the database is not open')
  return database
}

/** An act with nothing but its event and its leaf. */
function act(actorId: string | null = null): Act {
  const eventId = randomUUID()
  const instant = new Date('2026-03-02T09:00:00Z')
  return {
    eventId,
    rows: {
      event: [{ id: eventId, kind: 'choices_made', accountId: null, actorId, at: instant }],
      ledger_pending: [{ eventId, leaf: new TextEncoder().encode(eventId) }],
    },
  }
}

async function pendingIds(): Promise<string[]> {
  const { rows } = await open().pool.query<{ id: string }>(
    'SELECT event_id AS id FROM ledger_pending ORDER BY transaction, ordinal',
  )
  return rows.map(({ id }) => id)
}

async function isStored(eventId: string): Promise<boolean> {
  const { rowCount } = await open().pool.query('SELECT FROM event WHERE id = $1', [eventId])
  return rowCount === 1
}

function nameOf(query: unknown): string {
  return (query as Partial<pg.QueryConfig> | null)?.name ?? ''
}

type Fault = 'works' | 'lost' | 'done, but reported lost'

/** The same pool, which does with its n-th statement as it is told. */
function poolThat(faultOf: (query: unknown, i: number) => Fault): pg.Pool {
  let statements = 0
  const query = async (given: pg.QueryConfig) => {
    const fault = faultOf(given, statements++)
    const result = fault === 'lost' ? undefined : await open().pool.query(given)
    if (fault === 'works') return result
    throw new Error('the line is dead')
  }
  return { query } as unknown as pg.Pool
}
