import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listAccountTerms } from '#lib/queries/account-terms.ts'
import { loadAcceptances } from '#lib/store/acceptances.ts'
import { closeDatabase, openDatabase, type Database } from '#lib/store/database.ts'
import { findVersion } from '#lib/store/terms.ts'
import { beforeAppend } from '../../test-support/before-append.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { must, openWorld, type Team, type World } from '../../test-support/world.ts'
import { answerTerms, type TermsAnswerInput } from './answer-terms.ts'

const at = await testDatabase()
let database: Database
let world: World
let team: Team

beforeEach(async () => {
  await at.reset()
  database = openDatabase(at.url)
  world = await openWorld(database)
  team = await world.team()
})

afterEach(async () => {
  await checkActs(world)
  await closeDatabase(database)
})

describe('C7: accepting terms is a third thing', () => {
  test('C7: it writes no consent and changes no answer and no permission', async () => {
    const { owner, admin, member } = team
    await world.permit(admin, 'meeting_summary', 'chat_compose')
    await world.permit(admin, 'product_improvement/chat')
    await world.include(member, 'meeting_summary')
    const before = [await world.states(owner), await world.states(member)]
    for (const answer of ['later', 'decline', 'accept'] as const)
      must(await answerTerms(owner, await input({ answer }), world.context))
    expect([await world.states(owner), await world.states(member)]).toEqual(before)
    const { rowCount } = await database.pool.query(
      `SELECT FROM event e JOIN choice c ON c.event_id = e.id WHERE e.kind = 'terms_answered'`,
    )
    expect(rowCount).toBe(0)
  })

  test('C7: neither declining them nor refusing every consent stands in the way of anything', async () => {
    const { owner, admin, member } = team
    must(await answerTerms(owner, await input({ answer: 'decline' }), world.context))
    await world.permit(admin, 'meeting_summary')
    await world.leaveOut(member, 'meeting_summary', 'chat_compose')
    await world.leaveOut(owner, 'product_improvement/chat')
    must(await answerTerms(owner, await input({ answer: 'accept' }), world.context))
    await world.include(member, 'meeting_summary')
    expect((await world.state(member, 'meeting_summary')).decision).toBe('permit')
  })

  test('C7: its receipt is a document of its own kind, and nobody’s consent receipt', async () => {
    const { eventId } = must(await answerTerms(team.owner, await input({}), world.context))
    const receipt = await database.prisma.receipt.findUniqueOrThrow({ where: { eventId } })
    const credential = Buffer.from(receipt.jws.split('.')[1]!, 'base64url').toString()
    expect(credential).toContain('"AcceptanceDocument"')
    expect(credential).not.toContain('Consent')
    expect(receipt.subjectId).toBeNull()
  })
})

test('what was answered is kept in order, with the name as it was typed', async () => {
  const { owner, admin } = team
  await answerTerms(owner, await input({ answer: 'later', name: '', authority: '' }), world.context)
  await answerTerms(admin, await input({ answer: 'decline' }), world.context)
  await answerTerms(owner, await input({ name: ' Orla O. ' }), world.context)
  const kept = await loadAcceptances(database, team.account.id)
  expect(kept.map(({ answer, seq, name }) => [answer, seq, name])).toEqual([
    ['later', 1, ''],
    ['decline', 2, 'Orla Owner'],
    ['accept', 3, ' Orla O. '],
  ])
})

describe('deciding later', () => {
  test('is until the day that was named, or a fortnight on', async () => {
    const { owner, account } = team
    await answerTerms(owner, await input({ answer: 'later', until: '2026-12-08' }), world.context)
    await answerTerms(owner, await input({ answer: 'later' }), world.context)
    await answerTerms(owner, await input({ answer: 'decline', until: '2026-12-08' }), world.context)
    const kept = await loadAcceptances(database, account.id)
    expect(kept.map(({ until }) => until?.toISOString() ?? null)).toEqual([
      '2026-12-08T00:00:00.000Z',
      '2026-03-16T00:00:00.000Z',
      null,
    ])
  })

  test('its document says until when, and the account is asked again on that day, not before', async () => {
    const { owner, member } = team
    const awaits = async () => (await listAccountTerms(owner, world.context))[0]!.awaitsAnswer
    expect(await awaits()).toBe(true)
    const put = must(await answerTerms(owner, await input({ answer: 'later' }), world.context))
    const receipt = await database.prisma.receipt.findUniqueOrThrow({
      where: { eventId: put.eventId },
    })
    const credential = Buffer.from(receipt.jws.split('.')[1]!, 'base64url').toString()
    expect(credential).toContain('"until":"2026-03-16T00:00:00Z"')
    expect(await awaits()).toBe(false)
    world.clock.set('2026-03-15T23:59:59Z')
    expect(await awaits()).toBe(false)
    world.clock.set('2026-03-16T00:00:00Z')
    expect(await awaits()).toBe(true)
    const [seenByMember] = await listAccountTerms(member, world.context)
    expect(seenByMember!.awaitsAnswer).toBe(false)
  })

  test('the database keeps no day with an answer, and no putting off without one', async () => {
    const { eventId } = must(await answerTerms(team.owner, await input({}), world.context))
    const copy = (answer: string, until: string) =>
      database.pool.query(
        `INSERT INTO acceptance (event_id, account_id, terms_version_id, seq, answer, until)
         SELECT event_id, account_id, terms_version_id, 99, '${answer}', ${until}
           FROM acceptance WHERE event_id = $1`,
        [eventId],
      )
    await expect(copy('accept', 'now()')).rejects.toThrow('acceptance_until')
    await expect(copy('later', 'NULL')).rejects.toThrow('acceptance_until')
  })
})

describe('bad input writes nothing', () => {
  test('a version that is unknown, or that governs nothing', async () => {
    const archival = { documentSlug: 'old-terms', archival: true }
    await world.publishTerms(smallTerms, { clauses: [], ceilings: [] }, archival)
    await expectRefused({ number: 9 }, 'terms_unknown')
    await expectRefused({ documentSlug: 'nothing' }, 'terms_unknown')
    await expectRefused({ documentSlug: 'old-terms' }, 'terms_archival')
  })

  test('accepting another text than the one in force, or on its way; declining one is possible', async () => {
    await expectRefused({ digest: '0'.repeat(64) }, 'stale_page')
    const first = await input({})
    world.clock.advance(1000)
    await world.publishTerms(`${smallTerms}\nMore.\n`, smallMapping)
    await expectRefused(first, 'stale_page')
    const declined = await answerTerms(
      team.owner,
      { ...first, digest: '', answer: 'decline' },
      world.context,
    )
    expect(declined).toMatchObject({ ok: true })
    const next = await answerTerms(team.owner, await input({ number: 2 }), world.context)
    expect(next).toMatchObject({ ok: true })
  })

  test('a day that is over, more than a year away, or none at all', async () => {
    for (const until of ['2026-03-02', '2025-12-08', '2027-03-03', '2026-02-30', 'soon', ''])
      await expectRefused({ answer: 'later', until }, 'until_out_of_range')
  })

  test('two answers at once: one of them, and the other is told', async () => {
    const wanted = await input({})
    const overtaken = beforeAppend(database, () => answerTerms(team.admin, wanted, world.context))
    const own = { ...world.context, database: overtaken }
    expect(await answerTerms(team.owner, wanted, own)).toEqual({ ok: false, code: 'conflict' })
    expect(await loadAcceptances(database, team.account.id)).toHaveLength(1)
  })

  async function expectRefused(given: Partial<TermsAnswerInput>, code: string) {
    const before = await checkActs(world)
    const result = await answerTerms(team.owner, await input(given), world.context)
    expect(result).toEqual({ ok: false, code })
    expect(await checkActs(world)).toEqual(before)
  }
})

async function input(given: Partial<TermsAnswerInput>): Promise<TermsAnswerInput> {
  const { documentSlug = 'terms-of-service', number = 1 } = given
  const version = await findVersion(database, documentSlug, number)
  return {
    documentSlug,
    number,
    digest: version?.digest ?? '',
    answer: 'accept',
    name: 'Orla Owner',
    authority: 'Director',
    ...given,
  }
}
