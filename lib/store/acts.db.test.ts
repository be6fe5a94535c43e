import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { Act } from '#lib/domain/ledger/act.ts'
import { choicesAct } from '#lib/signing/choices-act.ts'
import { closeDatabase, openDatabase, type Database } from '#lib/store/database.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { interfaceVersion, language, openWorld, type World } from '../../test-support/world.ts'
import { appendActs } from './acts.ts'

const at = await testDatabase()
let database: Database
let world: World
let member: MemberPrincipal

beforeEach(async () => {
  await at.reset()
  database = openDatabase(at.url)
  world = await openWorld(database)
  const team = await world.team()
  member = team.member
  await world.permit(team.admin, 'meeting_summary', 'chat_compose')
})

afterEach(async () => {
  await checkActs(world)
  await closeDatabase(database)
})

describe('an append that fails writes nothing at all', () => {
  test('the second of three acts meets a key that is taken', async () => {
    const [yes, other, third] = [
      await act('meeting_summary'),
      await act('meeting_summary'),
      await act('chat_compose'),
    ]
    const before = await everyRow()
    const appended = await appendActs(database, [third, yes, other])
    expect(appended).toEqual({
      ok: false,
      code: 'conflict',
      constraint: 'choice_subject_id_purpose_category_seq_key',
    })
    expect(await everyRow()).toEqual(before)
  })

  test('another program’s act has the key already', async () => {
    await appendActs(database, [await act('meeting_summary', 1)])
    const before = await everyRow()
    const late = [await act('chat_compose'), await act('meeting_summary', 1)]
    expect(await appendActs(database, late)).toMatchObject({ ok: false, code: 'conflict' })
    expect(await everyRow()).toEqual(before)
  })

  test('a row names nobody, or a value that is none: it throws, and nothing is written', async () => {
    const before = await everyRow()
    const good = await act('meeting_summary')
    const stranger = { ...(await act('chat_compose')) }
    const event = [{ ...stranger.rows.event![0]!, actorId: world.context.newId() }]
    const broken = { ...stranger, rows: { ...stranger.rows, event } }
    await expect(appendActs(database, [good, broken])).rejects.toThrow('foreign key')
    const salt = [{ eventId: good.eventId, salt: new Uint8Array(31) }]
    await expect(
      appendActs(database, [{ ...good, rows: { ...good.rows, secret: salt } }]),
    ).rejects.toThrow('secret_salt')
    expect(await everyRow()).toEqual(before)
  })

  test('the connection is cut while it is written', async () => {
    const blocker = await hold('LOCK TABLE "secret" IN ACCESS EXCLUSIVE MODE')
    const before = await everyRow(['secret'])
    const cut = expect(appendActs(database, [await act('meeting_summary')])).rejects.toThrow()
    await terminate(`query LIKE 'WITH part0%' AND wait_event_type = 'Lock'`)
    await cut
    await blocker.end()
    expect(await everyRow(['secret'])).toEqual(before)
  })
})

test('two appends that answer the same questions in opposite order never wait for each other', async () => {
  await asOwner(`
    CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_sleep(0.1); RETURN NEW; END $$;
    CREATE TRIGGER slow BEFORE INSERT ON "choice" FOR EACH ROW EXECUTE FUNCTION slow();
    GRANT EXECUTE ON FUNCTION slow() TO PUBLIC`)
  const [one, other] = [
    await act('meeting_summary', 1, 'chat_compose'),
    await act('chat_compose', 1, 'meeting_summary'),
  ]
  const appended = await Promise.all([one, other].map((each) => appendActs(database, [each])))
  expect(appended.map(({ ok }) => ok).sort()).toEqual([false, true])
})

test('acts of one append stand in the record in the order in which they were given', async () => {
  const acts = [await act('chat_compose'), await act('meeting_summary')]
  expect(await appendActs(database, acts)).toEqual({ ok: true, value: undefined })
  await world.sequence()
  const { rows } = await database.pool.query<{ id: string }>(
    'SELECT event_id AS id FROM entry ORDER BY index DESC LIMIT 2',
  )
  expect(rows.map(({ id }) => id)).toEqual(acts.map(({ eventId }) => eventId).reverse())
})

/** A yes of the member's, signed and not appended, to one feature or two. */
async function act(purpose: string, seq = 1, second: string | null = null): Promise<Act> {
  const { member: cells, platform } = await world.cells(member)
  const choices = [purpose, second].flatMap((key) => {
    const cell = cells.find(({ question }) => question.purpose === key)
    return cell === undefined ? [] : [{ cell, kind: 'give' as const }]
  })
  const selection = { question: 'features' as const, language, interfaceVersion, choices, platform }
  const made = choicesAct(member, selection, world.context)
  return {
    ...made,
    rows: { ...made.rows, choice: made.rows.choice!.map((row) => ({ ...row, seq })) },
  }
}

async function everyRow(except: readonly string[] = []): Promise<Record<string, number>> {
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of rows) {
    if (except.includes(name)) continue
    const counted = await database.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM "${name}"`,
    )
    counts[name] = counted.rows[0]!.n
  }
  return counts
}

async function asOwner(sql: string): Promise<void> {
  const client = new pg.Client(at.ownerUrl)
  await client.connect()
  await client.query(sql)
  await client.end()
}

/** A transaction that somebody else has open. */
async function hold(sql: string): Promise<pg.Client> {
  const client = new pg.Client(at.ownerUrl)
  await client.connect()
  await client.query('BEGIN')
  await client.query(sql)
  return client
}

/** Cuts the one connection that matches, as soon as there is one. */
async function terminate(which: string): Promise<void> {
  const sql = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND ${which}`
  await expect.poll(async () => (await database.pool.query(sql)).rowCount).toBe(1)
}
