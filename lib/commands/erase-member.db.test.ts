import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { MemberErased } from '#lib/domain/account/erasure.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { checkLedger } from '#lib/queries/check-ledger.ts'
import { loadMemberRole, loadMembers, loadMemberships } from '#lib/store/accounts.ts'
import { closeDatabase, openDatabase, type Database } from '#lib/store/database.ts'
import { findErasable } from '#lib/store/erasures.ts'
import { findPerson } from '#lib/store/people.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { appendSession } from '#lib/store/sessions.ts'
import { beforeAppend } from '../../test-support/before-append.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { placesOf, readableValues } from '../../test-support/readable-values.ts'
import { must, openWorld, type Team, type World } from '../../test-support/world.ts'
import { addMember } from './add-member.ts'
import { answerTerms } from './answer-terms.ts'
import { changeRole } from './change-role.ts'
import { createSignInLink } from './create-sign-in-link.ts'
import { eraseMember } from './erase-member.ts'
import { expireEvidence } from './expire-evidence.ts'
import { openRecord } from './open-record.ts'
import { requestErasure } from './request-erasure.ts'
import { setReminder } from './set-reminder.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const owner = new pg.Client(at.ownerUrl)
let world: World
let team: Team

beforeAll(async () => {
  await owner.connect()
  // The period that evidence is kept for is measured by the database's clock, so this world's is the real one.
  world = await openWorld(database, { now: () => new Date() })
  team = await world.team()
  await world.permitAndAsk(team.admin, 'meeting_summary')
  await world.permit(team.admin, 'product_improvement/chat')
})
afterEach(() => checkActs(world))
afterAll(async () => {
  await closeDatabase(database)
  await owner.end()
})

const erase = (by: MemberPrincipal | World['commandLine'], { subjectId }: { subjectId: string }) =>
  eraseMember(by, { subjectId }, world.context)

/** A member with something in every place that an erasure has to reach. */
async function livedIn(name: string, role: 'owner' | 'member' = 'owner') {
  const { context } = world
  const member = await world.member(team.account, name, role)
  const { subjectId, personId } = member
  const email = (await findPerson(database, personId))!.email
  await world.include(member, 'meeting_summary')
  await world.leaveOut(member, 'product_improvement/chat')
  const reason = `${name} asked whether it was kept.`
  must(await openRecord(team.auditor, { subjectId, reason }, context))
  await setReminder(member, { isOff: true }, context)
  must(await createSignInLink(world.commandLine, { email, minutes: 5 }, context))
  const expiresAt = new Date(Date.now() + 60_000)
  await appendSession(database, { tokenDigest: `digest of ${name}`, personId, expiresAt })
  if (role === 'owner') await sign(member, `${name} Typed`)
  const { rows } = await owner.query<{ jws: string; salt: Buffer }>(
    `SELECT r.jws, s.salt FROM receipt r JOIN secret s USING (event_id)
      WHERE r.subject_id = $1 OR r.event_id IN (SELECT event_id FROM acceptance_signature WHERE signer_id = $1)`,
    [subjectId],
  )
  const strings = [name, email, `${name} Typed`, `digest of ${name}`, personId]
  return {
    member,
    receipts: rows.length,
    left: [...strings, ...rows.flatMap(({ jws, salt }) => [jws, salt])],
  }
}

async function sign(member: MemberPrincipal, name: string) {
  const [terms] = (await loadPlatform(database)).terms
  const { documentSlug, number, digest } = terms!
  const answer = { documentSlug, number, digest, answer: 'accept' as const }
  return answerTerms(member, { ...answer, name, authority: 'Director' }, world.context)
}

async function sealed(subjectId: string) {
  const { rows } = await owner.query<{ jws: string; name: string | null; until: Date }>(
    `SELECT v.jws, v.name, v.until FROM sealed.evidence v JOIN erasure x ON x.event_id = v.erasure_id
      WHERE x.subject_id = $1`,
    [subjectId],
  )
  return rows
}

describe('what an erasure does', () => {
  test('nothing that this role can read holds a trace of the person, and the evidence is sealed', async () => {
    const { member, left, receipts } = await livedIn('Greta Gone')
    expect(placesOf(await readableValues(database), left)).toEqual(
      expect.arrayContaining(['public.person.name', 'public.receipt.jws', 'public.secret.salt']),
    )
    const { keepUntil } = must(await erase(team.owner, member))
    expect(placesOf(await readableValues(database), left)).toEqual([])
    const evidence = await sealed(member.subjectId)
    expect(evidence).toHaveLength(receipts)
    expect(evidence.map(({ name }) => name)).toContain('Greta Gone Typed')
    for (const { until } of evidence) expect(until).toEqual(keepUntil)
  })

  test('it keeps evidence for the stated period, from now on', async () => {
    const { member } = await livedIn('Pia Period', 'member')
    const { keepUntil } = must(await erase(team.admin, member))
    const inThreeYears = new Date()
    inThreeYears.setUTCFullYear(inThreeYears.getUTCFullYear() + 3)
    expect(Math.abs(keepUntil.getTime() - inThreeYears.getTime())).toBeLessThan(86_400_000)
    const { event } = await database.prisma.erasure.findUniqueOrThrow({
      where: { subjectId: member.subjectId },
      include: { event: { include: { receipt: true } } },
    })
    const said = Buffer.from(event.receipt!.jws.split('.')[1]!, 'base64url').toString()
    expect(said).toContain(`"evidenceKeptUntil":"${keepUntil.toISOString().slice(0, 19)}Z"`)
    expect(said).toContain(member.subjectId)
  })

  test('every yes ends, whatever the account permits, and belongs to nobody', async () => {
    const { member } = await livedIn('Yes Sayer', 'member')
    await world.permitOnGround(team.admin, 'WCA 2026-1', 'chat_compose')
    expect(await world.states(member)).toMatchObject({
      meeting_summary: { status: 'given', decision: 'permit' },
      chat_compose: { decision: 'permit' },
    })
    must(await erase(team.admin, member))
    const states = await world.states(member)
    expect(states).toMatchObject({
      meeting_summary: { status: 'revoked' },
      'product_improvement/chat': { status: 'refused' },
    })
    for (const { decision } of Object.values(states)) expect(decision).toBe('deny')
    expect(await loadMemberRole(database, team.account.id, member.subjectId)).toBeNull()
    expect(await loadMembers(database, team.account.id)).not.toContainEqual(
      expect.objectContaining({ subjectId: member.subjectId }),
    )
  })

  test('of somebody in two accounts only the one membership goes, and with the last the person', async () => {
    const [left, right] = [await world.account('left'), await world.account('right')]
    const one = await world.member(left, 'Twice There')
    const other = await world.member(right, 'Twice There')
    expect((await findErasable(database, one.subjectId))?.elsewhere).toBe(true)
    must(await erase(world.commandLine, one))
    expect(await findPerson(database, one.personId)).toMatchObject({ name: 'Twice There' })
    expect((await loadMemberships(database, one.personId)).map((each) => each.accountSlug)).toEqual(
      ['right'],
    )
    expect((await findErasable(database, other.subjectId))?.elsewhere).toBe(false)
    must(await erase(world.commandLine, other))
    expect(await findPerson(database, one.personId)).toBeNull()
  })

  test('who works for the platform keeps a name there', async () => {
    const operator = await world.operator('Sam Staff')
    const member = await world.member(team.account, 'Sam Staff')
    must(await erase(world.commandLine, member))
    expect(await findPerson(database, operator.personId)).toMatchObject({ name: 'Sam Staff' })
  })

  test('who comes back is somebody new, and nothing of before is theirs', async () => {
    const { member } = await livedIn('Back Again', 'member')
    must(await erase(team.admin, member))
    const again = await world.member(team.account, 'Back Again')
    expect([again.subjectId, again.personId]).not.toContain(member.subjectId)
    expect(again.personId).not.toBe(member.personId)
    expect((await world.states(again))['meeting_summary']?.status).toBe('undecided')
  })

  test('who left before can be erased, by a role that does not change again', async () => {
    const { member } = await livedIn('Long Gone', 'member')
    const { subjectId } = member
    const leaving = { accountId: team.account.id, subjectId, role: 'none' as const }
    must(await changeRole(team.admin, leaving, world.context))
    must(await erase(team.admin, member))
    expect(await database.prisma.memberRole.count({ where: { subjectId } })).toBe(2)
  })
})

describe('who erases whom', () => {
  test('owners and admins their own, the operator anyone; an auditor and a member nobody', async () => {
    const { member } = await livedIn('Mia Many', 'member')
    const elsewhere = await world.team()
    const refused = { ok: false, code: 'forbidden' }
    expect(await erase(team.auditor, member)).toEqual(refused)
    expect(await erase(team.member, member)).toEqual(refused)
    expect(await erase(member, member)).toEqual(refused)
    expect(await erase(elsewhere.owner, member)).toEqual({ ok: false, code: 'member_unknown' })
    expect(await erase(team.admin, team.owner)).toEqual({ ok: false, code: 'owner_by_owner_only' })
    const operator = await world.operator('Olive Operator')
    must(await eraseMember(operator, { subjectId: member.subjectId }, world.context))
    expect(await erase(team.admin, member)).toEqual({ ok: false, code: 'member_unknown' })
  })

  test('the last owner only once another is named', async () => {
    const own = await world.account('lone')
    const last = await world.member(own, 'Lone Owner', 'owner')
    const refused = { ok: false, code: 'last_owner' }
    expect(await erase(last, last)).toEqual(refused)
    expect(await erase(world.commandLine, last)).toEqual(refused)
    const next = await world.member(own, 'Next Owner', 'owner')
    must(await erase(next, last))
    expect(await erase(next, next)).toEqual(refused)
  })

  test('of the last two owners, erased at the same moment, one stays', async () => {
    const own = await world.account('pair')
    const first = await world.member(own, 'First Owner', 'owner')
    const second = await world.member(own, 'Second Owner', 'owner')
    const overtaken = beforeAppend(database, () => erase(world.commandLine, second))
    const context = { ...world.context, database: overtaken }
    const { subjectId } = first
    expect(await eraseMember(world.commandLine, { subjectId }, context)).toEqual({
      ok: false,
      code: 'last_owner',
    })
    for (let i = 0; i < 5; i++) {
      const third = await world.member(own, `Third Owner ${String(i)}`, 'owner')
      const other = openDatabase(at.url)
      const both = await Promise.all([
        erase(world.commandLine, first),
        eraseMember(
          world.commandLine,
          { subjectId: third.subjectId },
          { ...world.context, database: other },
        ),
      ])
      await closeDatabase(other)
      expect(both.filter(({ ok }) => ok)).toHaveLength(1)
      if (both[0].ok) break
    }
    const owners = await loadMembers(database, own.id)
    expect(owners.filter(({ role }) => role === 'owner')).toHaveLength(1)
  })

  test('twice at the same moment is once', async () => {
    const { member } = await livedIn('Once Only', 'member')
    const overtaken = beforeAppend(database, () => erase(team.owner, member))
    const context = { ...world.context, database: overtaken }
    const { subjectId } = member
    expect(await eraseMember(team.admin, { subjectId }, context)).toEqual({
      ok: false,
      code: 'member_unknown',
    })
    expect(await database.prisma.erasure.count({ where: { subjectId } })).toBe(1)
  })

  test('a member asks, once; it is on record, and carried out it is gone with the rest', async () => {
    const { member } = await livedIn('Asks Once', 'member')
    const { at: asked } = must(await requestErasure(member, world.context))
    expect(await requestErasure(member, world.context)).toEqual({
      ok: false,
      code: 'erasure_requested_already',
    })
    expect(await findErasable(database, member.subjectId)).toMatchObject({ requestedAt: asked })
    expect(await requestErasure(world.commandLine, world.context)).toEqual({
      ok: false,
      code: 'forbidden',
    })
    must(await erase(team.admin, member))
    expect((await sealed(member.subjectId)).length).toBeGreaterThan(3)
  })
})

describe('what the member does meanwhile', () => {
  test('an answer that comes after is refused, and leaves nothing', async () => {
    const { member } = await livedIn('Late Comer')
    must(await erase(team.owner, member))
    await expect(world.answer(member, 'include', ['meeting_summary'])).rejects.toBeInstanceOf(
      MemberErased,
    )
    expect(await database.prisma.receipt.count({ where: { subjectId: member.subjectId } })).toBe(0)
    await expect(sign(member, 'Late Comer Typed')).rejects.toBeInstanceOf(MemberErased)
  })

  test('an answer on its way is waited for, and sealed with the rest', async () => {
    const { member, receipts } = await livedIn('Just In', 'member')
    // An answer that is all written and cannot commit yet.
    await owner.query(`
      SELECT pg_advisory_lock(1);
      CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER hold AFTER INSERT ON choice DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION hold()`)
    const answering = world.leaveOut(member, 'meeting_summary')
    await untilWaiting(1)
    const erasing = erase(team.admin, member)
    await untilWaiting(2)
    await owner.query('SELECT pg_advisory_unlock(1)')
    await answering
    must(await erasing)
    await owner.query('DROP TRIGGER hold ON choice; DROP FUNCTION hold()')
    expect(await sealed(member.subjectId)).toHaveLength(receipts + 1)
    expect(await database.prisma.receipt.count({ where: { subjectId: member.subjectId } })).toBe(0)
  })

  test('whoever is added at that moment keeps their name', async () => {
    const [here, there] = [await world.account('here'), await world.account('there')]
    const member = await world.member(here, 'Added Meanwhile')
    const input = { name: 'Added Meanwhile', email: 'added.meanwhile@people.example' }
    const overtaken = beforeAppend(database, () =>
      addMember(
        world.commandLine,
        { accountSlug: there.slug, ...input, role: 'member' },
        world.context,
      ),
    )
    const { subjectId, personId } = member
    must(
      await eraseMember(
        world.commandLine,
        { subjectId },
        { ...world.context, database: overtaken },
      ),
    )
    expect(await findPerson(database, personId)).toMatchObject({ name: 'Added Meanwhile' })
    expect(await loadMemberships(database, personId)).toHaveLength(1)
  })
})

/** Until that many statements wait for a lock that another holds. */
async function untilWaiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await owner.query(
      `SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE NOT l.granted AND a.datname = current_database()`,
    )
    if (rows.length >= count) return
  }
}

describe('all or nothing', () => {
  /** Every table that an erasure writes to or takes from, and how. */
  const steps = [
    ['INSERT', 'event'],
    ['INSERT', 'erasure'],
    ['INSERT', 'member_role'],
    ['INSERT', 'receipt'],
    ['INSERT', 'secret'],
    ['INSERT', 'ledger_pending'],
    ['INSERT', 'sealed.evidence'],
    ['INSERT', 'erased_statement'],
    ['DELETE', 'reason'],
    ['DELETE', 'acceptance_signature'],
    ['DELETE', 'secret'],
    ['DELETE', 'receipt'],
    ['DELETE', 'reminder'],
    ['DELETE', 'member'],
    ['DELETE', 'sign_in_link'],
    ['DELETE', 'session'],
    ['DELETE', 'person'],
  ] as const

  test('wherever it stops, nothing has happened', async () => {
    const { member } = await livedIn('Half Erased')
    await owner.query(
      `CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'stopped'; END $$`,
    )
    const before = await everything()
    for (const [verb, table] of steps) {
      await owner.query(
        `CREATE TRIGGER stop AFTER ${verb} ON ${table} FOR EACH ROW EXECUTE FUNCTION stop()`,
      )
      await expect(erase(team.owner, member), `${verb} ${table}`).rejects.toThrow('stopped')
      await owner.query(`DROP TRIGGER stop ON ${table}`)
      expect(await everything(), `${verb} ${table}`).toEqual(before)
    }
    must(await erase(team.owner, member))
  })

  test('a connection that breaks before the commit leaves nothing, one that breaks after it leaves all', async () => {
    const { member, left } = await livedIn('Cut Off', 'member')
    const before = await everything()
    await expect(
      eraseMember(team.owner, member, { ...world.context, database: losing(database, 'before') }),
    ).rejects.toThrow('lost')
    expect(await everything()).toEqual(before)
    await expect(
      eraseMember(team.owner, member, { ...world.context, database: losing(database, 'after') }),
    ).rejects.toThrow('lost')
    expect(placesOf(await readableValues(database), left)).toEqual([])
    expect(await erase(team.owner, member)).toEqual({ ok: false, code: 'member_unknown' })
  })

  async function everything(): Promise<unknown> {
    const rows = await readableValues(database)
    const { rows: kept } = await owner.query('SELECT * FROM sealed.evidence ORDER BY event_id')
    return [rows.map(({ table, column, bytes }) => [table, column, bytes.toString('hex')]), kept]
  }
})

/** The append is sent, or not; in either case no answer to it comes. */
function losing(from: Database, when: 'before' | 'after'): Database {
  const pool = new Proxy(from.pool, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return async (...args: unknown[]): Promise<unknown> => {
        const isAppend = (args[0] as { name?: string }).name?.startsWith('append ') ?? false
        if (isAppend && when === 'before') throw new Error('lost')
        const answer: unknown = await (value as (...all: unknown[]) => unknown).apply(target, args)
        if (isAppend) throw new Error('lost')
        return answer
      }
    },
  })
  return { ...from, pool }
}

describe('the trigger trusts nobody', () => {
  test('the runtime role reaches nothing sealed and changes no rule', async () => {
    const { member } = await livedIn('Not So Fast', 'member')
    const { subjectId } = member
    for (const sql of [
      'SELECT * FROM sealed.evidence',
      'DELETE FROM sealed.evidence',
      `UPDATE setting SET value = 'P0D' WHERE key = 'evidence_period'`,
      `DELETE FROM member WHERE subject_id = '${subjectId}'`,
      'INSERT INTO erased_statement SELECT id, id FROM event',
      // The function on a table of its own, whose rows it could make up.
      `CREATE TEMP TABLE mine AS SELECT * FROM erasure;
       CREATE TRIGGER mine AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION carry_out_erasure()`,
    ])
      await expect(database.pool.query(sql), sql).rejects.toThrow('permission denied')
    await expect(database.pool.query('SELECT carry_out_erasure()')).rejects.toThrow(
      /denied|trigger/,
    )
    expect(await findErasable(database, subjectId)).not.toBeNull()
  })

  test('no erasure without its act, with another’s, or of somebody who stays', async () => {
    const { member } = await livedIn('Act Less', 'member')
    const values = [member.accountId, member.subjectId]
    const insert = `INSERT INTO erasure SELECT id, $1, $2, now() + interval 'P3Y' FROM event`
    await expect(
      database.pool.query(`${insert} WHERE kind = 'choices_made' LIMIT 1`, values),
    ).rejects.toThrow('an erasure is an act')
    await expect(
      database.pool.query(
        `WITH e AS (INSERT INTO event (id, kind, account_id, at) VALUES (gen_random_uuid(), 'member_erased', $1, now()) RETURNING id),
              p AS (INSERT INTO ledger_pending (event_id, leaf, ordinal) SELECT id, 'leaf', 0 FROM e)
         INSERT INTO erasure SELECT id, $1, $2, now() + interval 'P3Y' FROM e`,
        values,
      ),
    ).rejects.toThrow('an erasure ends the membership')
    const elsewhere = await world.account('no-such-member')
    await expect(
      database.pool.query(`${insert} WHERE kind = 'choices_made' LIMIT 1`, [
        elsewhere.id,
        member.subjectId,
      ]),
    ).rejects.toThrow('no such member')
    expect(await findErasable(database, member.subjectId)).toMatchObject({ role: 'member' })
  })

  test('the period is neither shortened nor stretched, whatever the clock of a program says', async () => {
    const { member } = await livedIn('Clock Set', 'member')
    for (const day of ['2020-01-01', '2100-01-01']) {
      const context = { ...world.context, now: () => new Date(day) }
      await expect(eraseMember(team.admin, member, context)).rejects.toThrow('evidence is kept for')
    }
    expect(await findErasable(database, member.subjectId)).not.toBeNull()
  })
})

describe('the end of the evidence', () => {
  test('nothing ends before its time, and after it nothing is left but the commitment', async () => {
    const { member } = await livedIn('Past Period', 'member')
    must(await erase(team.admin, member))
    expect(await expireEvidence(world.context)).toBe(0)
    const kept = await sealed(member.subjectId)
    // Time cannot be waited for here: the owner sets the row back.
    await owner.query(
      `UPDATE sealed.evidence SET until = now() WHERE erasure_id = (SELECT event_id FROM erasure WHERE subject_id = $1)`,
      [member.subjectId],
    )
    expect(await expireEvidence(world.context)).toBe(kept.length)
    expect(await sealed(member.subjectId)).toEqual([])
    expect(await expireEvidence(world.context)).toBe(0)
    await world.sequence()
    expect(await checkLedger(world)).toMatchObject({ ok: true })
  })
})
