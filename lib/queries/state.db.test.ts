import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerTerms } from '#lib/commands/answer-terms.ts'
import { openRecord } from '#lib/commands/open-record.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { language, must, openWorld, type Team, type World } from '../../test-support/world.ts'
import { getAnswers } from './answers.ts'
import { findMemberRecord } from './members.ts'
import { getStateAt } from './state.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
let world: World
let team: Team

beforeAll(async () => {
  world = await openWorld(database)
  team = await world.team()
})
afterAll(() => closeDatabase(database))

/** What a member's own pages say at this moment, question by question. */
async function answersNow(member: MemberPrincipal) {
  const pages = await Promise.all(
    (['features', 'sharing'] as const).map((question) =>
      getAnswers(member, question, language, world.context),
    ),
  )
  return pages.flatMap(({ purposes }) =>
    purposes.flatMap(({ controls }) =>
      controls.map(({ purpose, category, status, decision, permission, ceiling }) => ({
        ...{ purpose, category, status, decision, permission, ceiling },
      })),
    ),
  )
}

async function answersAt(member: MemberPrincipal, instant: Date) {
  const { questions } = await getStateAt(member, instant, language, world.context)
  return questions.map(({ purpose, category, status, decision, permission, ceiling }) => ({
    ...{ purpose, category, status, decision, permission, ceiling },
  }))
}

test('the state at any past instant is what the pages said at that instant', async () => {
  const { admin, member } = team
  const ruledOut = {
    ...smallMapping,
    ceilings: [
      {
        purpose: 'train_platform_models',
        category: null,
        rule: 'forbidden' as const,
        clause: '3.2',
      },
    ],
  }
  const wider = smallTerms.replace('in a meeting', 'in any meeting')
  const steps: (() => Promise<unknown>)[] = [
    () => world.permit(admin, 'meeting_summary', 'chat_compose'),
    () => world.include(member, 'meeting_summary'),
    () => world.permitAndAsk(admin, 'product_improvement/audio', 'product_improvement/chat'),
    () => world.include(member, 'product_improvement/audio'),
    () => world.publishTerms(wider, smallMapping, { effect: 'widens' }),
    () => world.include(member, 'meeting_summary'),
    () => world.forbid(admin, 'product_improvement/audio'),
    () => world.sequence(),
    () => world.withdrawEverything(member),
    () => world.publishTerms(smallTerms.replace('our own models', 'no models'), ruledOut),
    () => world.permitOnGround(admin, 'Agreement 7', 'meeting_summary'),
    () => world.sequence(),
  ]
  const remembered = [{ at: world.context.now(), answers: await answersNow(member) }]
  for (const step of steps) {
    world.clock.advance(90_000)
    await step()
    remembered.push({ at: world.context.now(), answers: await answersNow(member) })
  }
  world.clock.advance('P1M')
  for (const then of remembered) expect(await answersAt(member, then.at)).toEqual(then.answers)
  // Between two acts nothing has happened yet.
  const between = new Date(remembered[2]!.at.getTime() + 89_999)
  expect(await answersAt(member, between)).toEqual(remembered[2]!.answers)
  expect(new Set(remembered.map(({ answers }) => JSON.stringify(answers))).size).toBeGreaterThan(8)
})

test('terms in force then, and what the account had answered to them, are of then', async () => {
  const own = await world.team()
  const platform = await loadPlatform(database)
  const terms = platform.terms.at(-1)!
  const before = world.context.now()
  world.clock.advance(60_000)
  const names = { name: 'Orla Owner', authority: 'Director' }
  const { documentSlug, number, digest } = terms
  const shown = { documentSlug, number, digest, ...names }
  const until = '2027-01-01'
  must(await answerTerms(own.owner, { ...shown, answer: 'later', until }, world.context))
  const putOff = world.context.now()
  world.clock.advance(60_000)
  must(await answerTerms(own.owner, { ...shown, answer: 'decline' }, world.context))
  const declined = world.context.now()
  world.clock.advance('P1D')
  await world.publishTerms(`${smallTerms}\nAnd more.\n`)
  const newest = (await loadPlatform(database)).terms.at(-1)!.digest
  const stateAt = (instant: Date) => getStateAt(own.owner, instant, language, world.context)
  const termsAt = async (instant: Date) =>
    (await stateAt(instant)).terms.map(({ digest: of, ...then }) => {
      expect(of).toBe(then.number === number ? digest : newest)
      return then
    })
  const slug = documentSlug
  const title = terms.documentTitle
  expect(await termsAt(before)).toEqual([{ slug, title, number, answer: null, until: null }])
  expect(await termsAt(putOff)).toEqual([
    { slug, title, number, answer: 'later', until: new Date(until) },
  ])
  expect(await termsAt(declined)).toEqual([{ slug, title, number, answer: 'decline', until: null }])
  expect(await termsAt(world.context.now())).toEqual([
    { slug, title, number: number + 1, answer: null, until: null },
  ])
  const past = await stateAt(declined)
  expect(past.head).toBe(past.position + 1)
})

test('before anything was published there is nothing, and nobody belonged to anything', async () => {
  const state = await getStateAt(team.member, new Date('2020-01-01'), language, world.context)
  expect(state).toMatchObject({ position: 0, role: null, terms: [], questions: [] })
})

test('how many had said yes is masked, out of the members of that moment, and for no plain member', async () => {
  const own = await world.team()
  await world.permit(own.admin, 'meeting_summary')
  const people: MemberPrincipal[] = []
  for (let i = 0; i < 8; i += 1)
    people.push(await world.member(own.account, `Person ${String(i)} X`))
  const yesAt = async (reader: MemberPrincipal, instant: Date) => {
    const { questions } = await getStateAt(reader, instant, language, world.context)
    return questions.find(({ purpose }) => purpose === 'meeting_summary')!.yes
  }
  for (const person of people.slice(0, 4)) await world.include(person, 'meeting_summary')
  const four = world.context.now()
  world.clock.advance(1000)
  for (const person of people.slice(4, 6)) await world.include(person, 'meeting_summary')
  const six = world.context.now()
  world.clock.advance(1000)
  await world.member(own.account, 'Came Later')
  for (const reader of [own.owner, own.admin, own.auditor]) {
    expect(await yesAt(reader, four)).toEqual({ shown: 'not_everyone' })
    expect(await yesAt(reader, six)).toEqual({ shown: 'count', count: 6, of: 12 })
    expect(await yesAt(reader, world.context.now())).toEqual({ shown: 'count', count: 6, of: 13 })
  }
  expect(await yesAt(own.member, six)).toBeNull()
})

test('an auditor reads one person’s past state only once the record is open, without counts', async () => {
  const own = await world.team()
  await world.permit(own.admin, 'meeting_summary')
  await world.include(own.member, 'meeting_summary')
  const { subjectId } = own.member
  const wish = { kinds: null, before: null, at: world.context.now(), language }
  const closed = await findMemberRecord(own.auditor, subjectId, wish, world.context)
  expect(closed?.opened).toBeNull()
  world.clock.advance(1000)
  await world.leaveOut(own.member, 'meeting_summary')
  const reason = 'A complaint asks for it.'
  must(await openRecord(own.auditor, { subjectId, reason }, world.context))
  const opened = (await findMemberRecord(own.auditor, subjectId, wish, world.context))!.opened!
  const summary = opened.state!.questions.find(({ purpose }) => purpose === 'meeting_summary')
  expect(summary).toMatchObject({ status: 'given', decision: 'permit', yes: null })
  expect(opened.state!.role).toBe('member')
  expect(opened.record.entries.every(({ position }) => position < opened.state!.position)).toBe(
    true,
  )
})
