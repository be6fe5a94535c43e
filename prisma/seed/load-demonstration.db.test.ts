import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeDatabase, openDatabase, type Database } from '#lib/store/database.ts'
import { checkLedger } from '../../test-support/check-ledger.ts'
import { testDatabase } from '../../test-support/database.ts'
import { memoryContext } from '../../test-support/memory-context.ts'
import { loadDemonstration } from './load-demonstration.ts'
import { readStory } from './story.ts'

const at = await testDatabase()
const story = readStory()
let database: Database

beforeEach(async () => {
  await at.reset()
  database = openDatabase(at.url)
})

afterEach(() => closeDatabase(database))

test('the whole story is carried out by the commands, in its order, and its ledger verifies', async () => {
  const context = memoryContext(database, story.acts[0]!.at)
  await loadDemonstration(story, context, () => undefined)
  await checkLedger(at.ownerUrl, context.keys.verifierKey)
  expect(await rows('SELECT * FROM ledger_pending')).toEqual([])
  const recorded = await rows<{ at: Date }>(
    `SELECT DISTINCT e.at FROM event e JOIN entry n ON n.event_id = e.id ORDER BY e.at`,
  )
  const told = story.acts.filter((act) => !('afterPermit' in act) || !act.afterPermit)
  for (const act of told) expect(recorded).toContainEqual({ at: act.at })
  const inOrder = await rows<{ at: Date }>(
    `SELECT e.at FROM event e JOIN entry n ON n.event_id = e.id ORDER BY n.index`,
  )
  expect(inOrder).toEqual(inOrder.toSorted((a, b) => a.at.getTime() - b.at.getTime()))
})

test('loaded again it does nothing; nothing in it waits for a second person', async () => {
  const context = { ...memoryContext(database, story.acts[0]!.at), fourEyes: true }
  await loadDemonstration(story, context, () => undefined)
  const before = await rows('SELECT index, event_id FROM entry ORDER BY index')
  expect(await loadDemonstration(story, context, () => undefined)).toBe(0)
  expect(await rows('SELECT index, event_id FROM entry ORDER BY index')).toEqual(before)
})

test('a load that was cut off is finished, wherever it was cut off', async () => {
  const context = memoryContext(database, story.acts[0]!.at)
  for (const after of [7, 31, 60]) {
    const cutOff = loadDemonstration(story, context, (done) => {
      if (done === after) throw new Error('killed')
    })
    await expect(cutOff).rejects.toThrow('killed')
  }
  await loadDemonstration(story, context, () => undefined)
  await checkLedger(at.ownerUrl, context.keys.verifierKey)
  const counted = await kinds()
  await closeDatabase(database)
  await at.reset()
  database = openDatabase(at.url)
  const again = memoryContext(database, story.acts[0]!.at)
  await loadDemonstration(story, again, () => undefined)
  expect(await kinds()).toEqual(counted)
})

test('a load that was cut off within an act, before or after its event, is finished', async () => {
  const context = memoryContext(database, story.acts[0]!.at)
  for (const table of ['"publication"', '"choice"', '"permission"', 'entry'] as const) {
    const cutOff = loadDemonstration(
      story,
      { ...context, database: dyingAt(table) },
      () => undefined,
    )
    await expect(cutOff).rejects.toThrow('killed')
  }
  await loadDemonstration(story, context, () => undefined)
  await checkLedger(at.ownerUrl, context.keys.verifierKey)
  expect(await rows('SELECT number FROM terms_version ORDER BY number')).toEqual(
    [1, 2, 3, 4].map((number) => ({ number })),
  )
})

/** The same database, over a pool that fails at the first statement that inserts into a table. */
function dyingAt(table: string): Database {
  const die = (given: unknown) => {
    const text = typeof given === 'string' ? given : ((given as { text?: string }).text ?? '')
    if (text.includes(`INSERT INTO ${table} (`)) throw new Error('killed')
  }
  const pool = new Proxy(database.pool, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      if (name === 'connect') {
        return async () => {
          const client = await target.connect()
          const query = (...args: [never]) => {
            die(args[0])
            return client.query(...args)
          }
          return { query, release: client.release.bind(client) }
        }
      }
      return (...args: unknown[]): unknown => {
        if (name === 'query') die(args[0])
        return (value as (...all: unknown[]) => unknown).apply(target, args)
      }
    },
  })
  return { ...database, pool }
}

async function rows<Row extends object = object>(sql: string): Promise<Row[]> {
  return (await database.pool.query<Row>(sql)).rows
}

function kinds(): Promise<object[]> {
  return rows('SELECT kind, at, count(*)::int FROM event GROUP BY kind, at ORDER BY at, kind')
}
