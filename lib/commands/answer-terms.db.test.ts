import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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
