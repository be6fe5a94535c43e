import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { openWorld } from '../../test-support/world.ts'

// The checks on giving and taking back, over the commands as they are.

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const everything = [
  'meeting_summary',
  'chat_compose',
  'product_improvement/audio',
  'product_improvement/chat',
  'product_improvement/telemetry',
  'train_platform_models/audio',
  'train_platform_models/chat',
]

afterEach(() => checkActs(world))
afterAll(() => closeDatabase(database))

describe('C1: a fresh account', () => {
  test('C1: for a new member every question is undecided and every answer is a no', async () => {
    const { owner, admin, auditor, member } = await world.team()
    for (const person of [owner, admin, auditor, member]) {
      const states = await world.states(person)
      expect(Object.keys(states)).toEqual(everything)
      for (const state of Object.values(states))
        expect(state).toEqual({ status: 'undecided', decision: 'deny' })
    }
  })

  test('C1: a member who joins an account that permits and shares starts undecided', async () => {
    const { account, admin, member } = await world.team()
    await world.permit(admin, 'meeting_summary', 'chat_compose')
    await world.permit(admin, 'product_improvement/audio', 'product_improvement/chat')
    await world.include(member, 'meeting_summary')
    await world.include(member, 'product_improvement/chat')
    const late = await world.member(account, 'Lena Late')
    for (const state of Object.values(await world.states(late)))
      expect(state).toEqual({ status: 'undecided', decision: 'deny' })
  })

  test('C1: the same person’s answers in one account say nothing in another', async () => {
    const [one, other] = [await world.team(), await world.team()]
    for (const { admin } of [one, other]) await world.permit(admin, 'meeting_summary')
    await world.include(one.member, 'meeting_summary')
    expect(one.member.personId).toBe(other.member.personId)
    expect(await world.state(other.member, 'meeting_summary')).toMatchObject({
      status: 'undecided',
      decision: 'deny',
    })
  })
})

describe('C2: two questions', () => {
  const features = ['meeting_summary', 'chat_compose'] as const
  const sharing = ['product_improvement/audio', 'product_improvement/chat'] as const

  test.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])('C2: features %s and sharing %s are reached and kept', async (withFeatures, withSharing) => {
    const { admin, member } = await world.team()
    await world.permit(admin, ...features)
    await world.permit(admin, ...sharing)
    await (withSharing ? world.include : world.leaveOut)(member, ...sharing)
    await (withFeatures ? world.include : world.leaveOut)(member, ...features)
    const states = await world.states(member)
    for (const about of features)
      expect(states[about]?.decision).toBe(withFeatures ? 'permit' : 'deny')
    for (const about of sharing)
      expect(states[about]?.decision).toBe(withSharing ? 'permit' : 'deny')
  })

  test('C2: turning sharing off never changes a feature’s answer, and turning features off never changes sharing’s', async () => {
    const { admin, member } = await world.team()
    await world.permit(admin, ...features)
    await world.permit(admin, ...sharing)
    await world.include(member, 'meeting_summary')
    await world.include(member, ...sharing)
    const before = await world.states(member)
    const keeps = async (kept: readonly string[]) => {
      const states = await world.states(member)
      for (const about of kept) expect(states[about], about).toEqual(before[about])
    }
    await world.leaveOut(member, 'product_improvement/audio')
    await keeps(features)
    await world.forbid(admin, ...sharing)
    await keeps(features)
    await world.permit(admin, ...sharing)
    await keeps(features)
    const shared = await world.states(member)
    await world.leaveOut(member, 'meeting_summary')
    await world.forbid(admin, ...features)
    const after = await world.states(member)
    for (const about of sharing) expect(after[about], about).toEqual(shared[about])
  })
})

test('C4: time, reading, new terms and being asked again and again never make a yes', async () => {
  const { admin, member } = await world.team()
  await world.permitAndAsk(admin, 'meeting_summary', 'chat_compose')
  await world.permitAndAsk(admin, 'product_improvement/chat')
  for (const days of ['P1D', 'P1M', 'P12M', 'P3Y']) {
    world.clock.advance(days)
    await world.ask(admin, 'meeting_summary')
    await world.ask(admin, 'product_improvement')
    const states = Object.values(await world.states(member))
    expect(states.map(({ decision }) => decision)).not.toContain('permit')
    expect(states.map(({ status }) => status)).not.toContain('given')
  }
})

test('C5: sharing is answered category by category, and each answer stands alone', async () => {
  const { admin, member } = await world.team()
  const categories = ['audio', 'chat', 'telemetry'].map((key) => `product_improvement/${key}`)
  await world.permit(admin, ...categories)
  await world.include(member, 'product_improvement/chat')
  const states = await world.states(member)
  expect(categories.map((each) => states[each]?.decision)).toEqual(['deny', 'permit', 'deny'])
  // "All" is no more than each of them, and all of them are as quickly refused.
  await world.include(member, ...categories)
  await world.leaveOut(member, ...categories)
  const after = await world.states(member)
  expect(categories.map((each) => after[each]?.status)).toEqual(Array(3).fill('withdrawn'))
})

test('C6: the record holds the digests of exactly the clauses and the notice that were shown, and the language', async () => {
  const { admin, member } = await world.team()
  await world.permit(admin, 'product_improvement/chat')
  const receiptId = await world.include(member, 'product_improvement/chat')
  const { member: cells } = await world.cells(member)
  const cell = cells.find(({ question }) => question.category === 'chat')!
  const [clause] = cell.clauses
  const { credentialSubject, relatedResource } = await statement(receiptId!)
  expect(credentialSubject).toMatchObject({
    'dpv:hasRecordOfActivity': [
      {
        'dpv:hasNotice': { 'dct:language': 'en', 'schema:sha256': cell.notice.digest },
        'dct:references': [{ 'schema:sha256': clause!.clause.digest }],
        'dpv:hasProcess': [
          {
            'dpv:hasRecipient': [{ '@id': 'https://millrace.example/parties/millrace' }],
            'dpv:hasStorageCondition': [{ 'dpv:hasDuration': 'P30D' }, {}],
            'dpv:hasConsentControl': { 'dct:description': cell.notice.content.withdrawal },
          },
        ],
      },
    ],
  })
  expect(relatedResource.map(({ digestSRI }) => digestSRI)).toEqual([
    sri(clause!.terms.digest),
    sri(cell.notice.digest),
  ])
})

test('C12: a withdrawal leaves the yes on record, names it, and says that what was before stays lawful', async () => {
  const { admin, member } = await world.team()
  await world.permit(admin, 'meeting_summary')
  const given = await world.include(member, 'meeting_summary')
  const yes = await statement(given!)
  const withdrawn = await world.leaveOut(member, 'meeting_summary')
  expect(await statement(given!)).toEqual(yes)
  const records = (await statement(withdrawn!)).credentialSubject['dpv:hasRecordOfActivity']
  expect(records).toMatchObject([
    {
      'dct:replaces': { '@id': `urn:uuid:${given!}#0` },
      'dpv:hasConsentStatus': [
        { '@type': ['dpv:ConsentWithdrawn', 'dpv:ExplicitlyExpressedConsent'] },
      ],
      'dpv:hasProcess': [
        {
          'dpv:hasConsentControl': {
            'dct:description': expect.stringContaining(
              'does not make earlier use unlawful',
            ) as string,
          },
        },
      ],
    },
  ])
})

async function statement(eventId: string) {
  const { jws } = await database.prisma.receipt.findUniqueOrThrow({ where: { eventId } })
  const payload = Buffer.from(jws.split('.')[1]!, 'base64url').toString()
  return JSON.parse(payload) as {
    credentialSubject: Record<string, unknown>
    relatedResource: { digestSRI: string }[]
  }
}

function sri(hex: string): string {
  return `sha256-${Buffer.from(hex, 'hex').toString('base64')}`
}
