import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerTerms } from '#lib/commands/answer-terms.ts'
import { openRecord } from '#lib/commands/open-record.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallTerms } from '../../test-support/small-catalogue.ts'
import { language, must, openWorld, type Team, type World } from '../../test-support/world.ts'
import { findMemberRecord } from './members.ts'
import type { RecordEntry } from './record-entry.ts'
import { listRecord } from './record.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
let world: World
let team: Team
let others: readonly MemberPrincipal[]
/** What a member's answers alone would put on a page. */
const answered = /"choices_made"|: yes|: no\b|yes taken back/
const allKinds = { kinds: null, before: null }

/** A team of ten whose members answer in every way, and another account that nothing here may show. */
beforeAll(async () => {
  world = await openWorld(database)
  team = await world.team()
  const names = ['Abe', 'Bea', 'Cas', 'Dov', 'Eli', 'Fay'].map((name) => `${name} Member`)
  others = []
  for (const name of names) others = [...others, await world.member(team.account, name)]
  await world.permit(team.admin, 'meeting_summary')
  await world.permitAndAsk(team.admin, 'product_improvement/audio', 'product_improvement/chat')
  world.clock.advance(60_000)
  await world.include(team.member, 'meeting_summary')
  await world.leaveOut(team.member, 'product_improvement/chat')
  for (const other of others) await world.include(other, 'meeting_summary')
  await world.withdrawEverything(others[0]!)
  const elsewhere = await world.account('elsewhere')
  const admin = await world.member(elsewhere, 'Elsa Where', 'admin')
  await world.permit(admin, 'chat_compose')
  await world.include(admin, 'chat_compose')
})

afterAll(() => closeDatabase(database))

describe('who reads what', () => {
  test('an owner, an admin and an auditor read the account’s acts by name, and no answer but their own', async () => {
    for (const reader of [team.owner, team.admin, team.auditor]) {
      const entries = await all(reader)
      expect(JSON.stringify(entries)).not.toMatch(answered)
      expect(sentences(entries)).toContain(
        `${reader === team.admin ? 'You' : 'Ada Admin'} changed what the organisation permits: AI features.`,
      )
      for (const { name } of otherPeople()) {
        const acted = entries.filter(({ sentence }) => sentence.startsWith(name))
        expect(acted).toEqual([])
      }
    }
    await world.include(team.admin, 'meeting_summary')
    const own = (await all(team.admin)).filter(({ kind }) => kind === 'choices_made')
    expect(own.map(({ sentence, details }) => [sentence, details])).toEqual([
      ['You answered about AI features.', ['Meeting summary: yes']],
    ])
  })

  test('a member reads their own answers, what concerns them, and what the organisation decided', async () => {
    const entries = await all(team.member)
    const kinds = new Set(entries.map(({ kind }) => kind))
    expect([...kinds].sort()).toEqual([
      'account_created',
      'catalogue_published',
      'choices_made',
      'member_added',
      'members_asked',
      'permissions_set',
      'terms_published',
    ])
    const mine = entries.filter(({ kind }) => kind === 'choices_made')
    expect(mine.flatMap(({ details }) => details)).toEqual([
      'Product improvement (chat): no',
      'Meeting summary: yes',
    ])
    expect(entries.filter(({ kind }) => kind === 'member_added')).toHaveLength(1)
    expect(JSON.stringify(entries)).not.toContain('Bea Member')
  })

  test('nothing of another account is anywhere, and nothing of this one is there', async () => {
    for (const reader of [team.owner, team.member])
      expect(JSON.stringify(await all(reader))).not.toContain('Elsa')
    const outsider = await world.member('elsewhere', 'Otto Side', 'owner')
    expect(JSON.stringify(await all(outsider))).not.toMatch(/Ada Admin|Mo Member/)
  })

  test('a receipt is named to whom it belongs, and the account’s documents to those who may open them', async () => {
    for (const { kind, id, receiptId } of await all(team.member))
      expect(receiptId).toBe(kind === 'choices_made' ? id : null)
    const documents = (await all(team.auditor)).filter(({ kind }) => kind === 'permissions_set')
    expect(documents).not.toEqual([])
    for (const { id, receiptId } of documents) expect(receiptId).toBe(id)
  })
})

describe('requests', () => {
  test('who asked sees to how many, masked, and never to whom', async () => {
    const [request] = await of(team.admin, 'members_asked')
    expect(request!.sentence).toBe('You asked members about content sharing.')
    expect(request!.details).toEqual(['Product improvement (audio, chat)', 'Everyone was asked.'])
    const answeredAlready = await world.team()
    await world.permit(answeredAlready.admin, 'chat_compose')
    await world.leaveOut(answeredAlready.member, 'chat_compose')
    await world.ask(answeredAlready.admin, 'chat_compose')
    const [masked] = await of(answeredAlready.admin, 'members_asked')
    expect(masked!.details).toEqual(['Chat compose', 'Not everyone was asked. You were.'])
  })

  test('the number of those asked is out of the members of that moment', async () => {
    const big = await world.team()
    const people: MemberPrincipal[] = []
    for (let i = 0; i < 7; i += 1)
      people.push(await world.member(big.account, `Person ${String(i)} Late`))
    await world.permit(big.admin, 'chat_compose')
    for (const person of people.slice(0, 5)) await world.leaveOut(person, 'chat_compose')
    await world.ask(big.admin, 'chat_compose')
    await world.member(big.account, 'Came Later')
    const [request] = await of(big.owner, 'members_asked')
    expect(request!.sentence).toBe('Ada Admin asked members about AI features.')
    expect(request!.details.at(-1)).toBe('6 of 11 members were asked. You were.')
  })

  test('who was asked reads that they were, and no number', async () => {
    const [request] = await of(team.member, 'members_asked')
    expect(request!.sentence).toBe('Ada Admin asked you about content sharing.')
    expect(request!.details).toEqual(['Product improvement (audio, chat)'])
  })
})

describe('what an act was about', () => {
  test('a permission for every kind of content is one line, with how members are asked', async () => {
    const own = await world.team()
    await world.permitAndAsk(
      own.admin,
      ...['audio', 'chat', 'telemetry'].map((kind) => `product_improvement/${kind}`),
    )
    await world.permitOnGround(own.admin, 'Agreement 7', 'chat_compose')
    await world.forbid(own.admin, 'train_platform_models/audio', 'product_improvement/chat')
    const details = (await of(own.admin, 'permissions_set')).map((entry) => entry.details)
    expect(details).toEqual([
      [
        'Training Castellan Calls’ AI models (audio): off for everyone',
        'Product improvement (chat): off for everyone',
      ],
      ['Chat compose: members decide for themselves; it rests on another ground, Agreement 7'],
      ['Product improvement, every kind of content: members decide for themselves, and are asked'],
    ])
  })

  test('each act names the versions of the terms as they were, also after another took force', async () => {
    const own = await world.team()
    await world.permit(own.admin, 'meeting_summary')
    await world.include(own.admin, 'meeting_summary')
    world.clock.advance('P1D')
    const number = await world.publishTerms(smallTerms.replace('in a meeting', 'in any meeting'))
    await world.permit(own.admin, 'chat_compose')
    const entries = await all(own.admin)
    const numbers = (kind: string) =>
      entries.filter((entry) => entry.kind === kind).map(({ terms }) => terms[0]?.number)
    expect(numbers('choices_made')).toEqual([number - 1])
    expect(numbers('permissions_set')).toEqual([number, number - 1])
  })

  test('putting off a decision on terms is signed by nobody, and says so by saying nothing', async () => {
    const own = await world.team()
    const terms = (await loadPlatform(database)).terms.at(-1)!
    const input = { documentSlug: terms.documentSlug, number: terms.number, digest: terms.digest }
    const nobody = { name: '', authority: '' }
    const names = { name: 'Orla Owner', authority: 'Director' }
    must(await answerTerms(own.owner, { ...input, answer: 'later', ...nobody }, world.context))
    must(await answerTerms(own.owner, { ...input, answer: 'accept', ...names }, world.context))
    const [accepted, later] = await of(own.owner, 'terms_answered')
    expect(accepted!.details).toEqual(['Signed as Orla Owner, Director'])
    expect(later!.details).toEqual([])
    expect(later!.sentence).toMatch(
      /^You put off deciding on version \d+ of Terms of service until \d+ \w+ \d{4}\.$/,
    )
  })
})

describe('an auditor opens one person’s record', () => {
  const wish = { ...allKinds, at: null, language }

  test('nothing of it is there without a reason, nor to anyone who is no auditor', async () => {
    const { subjectId } = team.member
    const closed = await findMemberRecord(team.auditor, subjectId, wish, world.context)
    expect(closed).toEqual({ id: subjectId, name: 'Mo Member', opened: null })
    for (const reader of [team.owner, team.admin, team.member])
      expect(await findMemberRecord(reader, subjectId, wish, world.context)).toBeNull()
  })

  test('with a reason it is open for an hour, to this auditor and no other; the person reads why', async () => {
    const { subjectId } = team.member
    const second = await world.member(team.account, 'Una Auditor', 'auditor')
    const reason = 'A complaint of 2 March asks for it.'
    must(await openRecord(team.auditor, { subjectId, reason }, world.context))
    const opened = (await findMemberRecord(team.auditor, subjectId, wish, world.context))?.opened
    expect(opened).toMatchObject({ reason, state: null })
    const answers = opened!.record.entries.filter(({ kind }) => kind === 'choices_made')
    expect(answers.map(({ sentence }) => sentence)).toEqual([
      'Mo Member answered about content sharing.',
      'Mo Member answered about AI features.',
    ])
    expect(answers.map(({ receiptId }) => receiptId)).toEqual([null, null])
    expect(JSON.stringify(opened)).not.toContain('Bea Member')
    const asked = opened!.record.entries.find(({ kind }) => kind === 'members_asked')
    expect(asked!.sentence).toBe('Ada Admin asked Mo Member about content sharing.')
    expect((await findMemberRecord(second, subjectId, wish, world.context))?.opened).toBeNull()
    const [inspection] = await of(team.member, 'record_opened')
    expect(inspection).toMatchObject({
      sentence: 'Uri Auditor opened your record.',
      details: [`Reason: ${reason}`],
    })
    world.clock.advance(59 * 60_000)
    expect((await findMemberRecord(team.auditor, subjectId, wish, world.context))?.opened).not.toBe(
      null,
    )
    world.clock.advance(60_000)
    expect(
      (await findMemberRecord(team.auditor, subjectId, wish, world.context))?.opened,
    ).toBeNull()
  })

  test('somebody of another account is nobody', async () => {
    const { subjectId: someone } = await world.member('elsewhere', 'Nora Where')
    for (const id of [someone, 'x', '00000000-0000-4000-8000-000000000000'])
      expect(await findMemberRecord(team.auditor, id, wish, world.context)).toBeNull()
  })
})

test('the record is read page by page, each act once, from the newest to the first', async () => {
  const reader = (await world.team()).admin
  for (let i = 0; i < 40; i += 1) {
    if (i % 2 === 0) await world.permit(reader, 'meeting_summary')
    else await world.forbid(reader, 'meeting_summary')
  }
  const positions = (await all(reader)).map(({ position }) => position)
  expect(positions.length).toBeGreaterThan(40)
  expect(positions).toEqual([...new Set(positions)].sort((a, b) => b - a))
  const first = await listRecord(
    reader,
    { kinds: ['account_created'], before: null },
    world.context,
  )
  expect(first.entries.map(({ kind }) => kind)).toEqual(['account_created'])
})

async function all(reader: MemberPrincipal): Promise<RecordEntry[]> {
  const entries: RecordEntry[] = []
  for (let before: number | null = null, more = true; more; more = before !== null) {
    const page = await listRecord(reader, { kinds: null, before }, world.context)
    entries.push(...page.entries)
    before = page.older
  }
  return entries
}

async function of(reader: MemberPrincipal, kind: RecordEntry['kind']): Promise<RecordEntry[]> {
  const page = await listRecord(reader, { kinds: [kind], before: null }, world.context)
  return [...page.entries]
}

function sentences(entries: readonly RecordEntry[]): string[] {
  return entries.map(({ sentence }) => sentence)
}

function otherPeople(): { readonly name: string }[] {
  return [team.member, ...others].map(({ personName: name }) => ({ name }))
}
