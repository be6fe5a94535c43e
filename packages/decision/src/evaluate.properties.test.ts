import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from './answer.ts'
import { CONSENT_STATUSES, type ConsentStatus } from './consent-status.ts'
import { evaluate, may } from './evaluate.ts'
import type { Question } from './question.ts'
import { resolveWithinAccount } from './resolve-within-account.ts'
import type { Snapshot } from './snapshot.ts'
import type { StateRecord } from './state-record.ts'
import {
  change,
  MEETING,
  member,
  NOW,
  participant,
  permission,
  QUESTIONS,
  snapshotOf,
} from './testdata/world.ts'

const statuses: fc.Arbitrary<ConsentStatus> = fc.oneof(
  { weight: 2, arbitrary: fc.constant('given' as const) },
  { weight: 1, arbitrary: fc.constantFrom(...CONSENT_STATUSES) },
)
const permitted = fc.oneof(
  { weight: 3, arbitrary: fc.constant('members_decide' as const) },
  { weight: 1, arbitrary: fc.constantFrom('off' as const, null) },
)
const accounts = fc.constantFrom('acme', 'beta')
const people = fc.constantFrom(
  ['acme', 'ann'] as const,
  ['acme', 'bob'] as const,
  ['beta', 'vic'] as const,
)
const questionNumbers = fc.nat(QUESTIONS.length - 1)

/** Whatever can happen to the small world. */
const records: fc.Arbitrary<StateRecord> = fc.oneof(
  fc
    .tuple(people, questionNumbers, statuses, fc.constantFrom([], ['hr']))
    .map(([[account, id], question, status, groups]) =>
      member(account, id, [[question, status]], { groups }),
    ),
  fc
    .tuple(
      accounts,
      questionNumbers,
      permitted,
      permitted,
      fc.constantFrom('consent' as const, 'other_ground' as const),
    )
    .map(([account, question, own, elsewhere, ground]) =>
      permission(account, question, { permission: own, elsewhere, ground }),
    ),
  fc.tuple(accounts, questionNumbers, permitted).map(([account, question, own]): StateRecord => ({
    type: 'group_permission',
    account,
    group: 'hr',
    question,
    permission: own,
  })),
  fc
    .record({
      who: fc.constantFrom(
        ['p-ann', 'acme', 'ann'] as const,
        ['p-bob', 'acme', 'bob'] as const,
        ['p-vic', 'beta', 'vic'] as const,
        ['p-guest', null, null] as const,
      ),
      present: fc.boolean(),
      answer: fc.option(fc.constantFrom('include' as const, 'leave_out' as const), { nil: null }),
      told: fc.constantFrom([], ['notice-summary']),
      place: fc.constantFrom('US-NY', 'US-NY', 'US-CA', null),
    })
    .map(({ who: [id, account, name], present, answer, told, place }) =>
      participant(id, account, name, {
        present,
        told,
        place,
        answers: answer === null ? {} : { meeting_summary: [answer, 1_000] },
      }),
    ),
  fc.constantFrom<StateRecord>(
    { ...MEETING, switches: { meeting_summary: 'off' } },
    { ...MEETING, leavesOut: [] },
    MEETING,
  ),
)
const stories = fc.array(records, { maxLength: 12 })

const FEATURES: readonly Question[] = [
  { kind: 'feature', meeting: 'm1', roster: 1, purpose: 'meeting_summary' },
  { kind: 'feature', meeting: 'm1', roster: 1, purpose: 'voice_names' },
  { kind: 'member', account: 'acme', member: 'ann', purpose: 'meeting_summary' },
  { kind: 'member', account: 'beta', member: 'vic', purpose: 'voice_names' },
]
const SHARING: readonly Question[] = ['audio', 'chat', 'transcripts', 'outputs'].flatMap(
  (category) => [
    { kind: 'member', account: 'acme', member: 'ann', purpose: 'product_improvement', category },
    {
      kind: 'item',
      purpose: 'product_improvement',
      item: {
        account: 'acme',
        category,
        contributors: [
          { account: 'acme', member: 'bob' },
          { account: 'beta', member: 'vic' },
        ],
      },
    },
  ],
)
const ALL = [...FEATURES, ...SHARING]

function ofEach(...participants: readonly string[]): readonly Question[] {
  return participants.map((id) => ({
    kind: 'feature',
    meeting: 'm1',
    roster: 1,
    purpose: 'meeting_summary',
    participant: id,
  }))
}

/** Without the revision, which every change moves. */
const answersTo = (snapshot: Snapshot, questions: readonly Question[]) =>
  questions.map((question): Omit<Answer, 'revision'> => {
    const { revision, ...answer } = evaluate(snapshot, question, NOW)
    expect(revision).toBe(snapshot.position)
    return answer
  })

async function told(story: readonly StateRecord[]): Promise<Snapshot> {
  const snapshot = await snapshotOf()
  for (const each of story) change(snapshot, each)
  return snapshot
}

describe('evaluate', () => {
  it('C43: asking twice gives the same answer, and changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const snapshot = await told(story)
        const first = answersTo(snapshot, ALL)
        expect(answersTo(snapshot, ALL)).toEqual(first)
        expect(answersTo(await told(story), ALL)).toEqual(first)
      }),
    )
  })

  it('C43: what was asked before, and when, changes no later answer', async () => {
    const seconds = fc.nat(4)
    const ending = fc
      .tuple(people, questionNumbers, seconds)
      .map(([[account, id], question, expires]) =>
        member(account, id, [[question, 'given', { expires: NOW / 1000 + expires }]]),
      )
    const steps = fc.array(fc.tuple(fc.oneof(records, ending), seconds), { maxLength: 12 })
    const inMeeting = [...FEATURES.slice(0, 2), ...ofEach('p-ann', 'p-bob', 'p-guest')]
    await fc.assert(
      fc.asyncProperty(steps, fc.array(seconds), async (story, later) => {
        const asked = await snapshotOf()
        const seen: StateRecord[] = []
        const isAlike = async (second: number) => {
          const now = NOW + 1000 * second
          const fresh = await told(seen)
          for (const snapshot of [asked, fresh]) snapshot.heard(now)
          for (const question of inMeeting)
            expect(evaluate(asked, question, now)).toEqual(evaluate(fresh, question, now))
        }
        for (const [each, second] of story) {
          change(asked, each)
          seen.push(each)
          await isAlike(second)
        }
        for (const second of later) await isAlike(second)
      }),
    )
  })

  it('C2: turning sharing off never changes a feature’s answer, nor a feature sharing’s', async () => {
    await fc.assert(
      fc.asyncProperty(stories, accounts, async (story, account) => {
        const snapshot = await told(story)
        const features = answersTo(snapshot, FEATURES)
        for (const question of [2, 3])
          change(snapshot, permission(account, question, { permission: 'off', elsewhere: 'off' }))
        expect(answersTo(snapshot, FEATURES)).toEqual(features)
        const sharing = answersTo(snapshot, SHARING)
        for (const question of [0, 1])
          change(snapshot, permission(account, question, { permission: 'off', elsewhere: 'off' }))
        expect(answersTo(snapshot, SHARING)).toEqual(sharing)
      }),
    )
  })

  it('permitting again never revives a yes: after off and on nobody is included who is not on another ground', async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const snapshot = await told(story)
        for (const account of ['acme', 'beta'])
          for (const [question] of QUESTIONS.entries()) {
            change(snapshot, permission(account, question, { permission: 'off', elsewhere: 'off' }))
            change(snapshot, permission(account, question))
          }
        for (const question of [...SHARING, ...FEATURES.slice(2)])
          expect(evaluate(snapshot, question, NOW).decision).toBe('deny')
      }),
    )
  })

  it('a withdrawal, a lock or another person never widens', async () => {
    const narrowing: fc.Arbitrary<StateRecord> = fc.oneof(
      fc
        .tuple(people, questionNumbers)
        .map(([[account, id], question]) => member(account, id, [[question, 'withdrawn']])),
      fc
        .tuple(accounts, questionNumbers)
        .map(([account, question]) =>
          permission(account, question, { permission: 'off', elsewhere: 'off' }),
        ),
      fc.constant(participant('p-new', null, null, { told: [] })),
    )
    await fc.assert(
      fc.asyncProperty(stories, narrowing, async (story, less) => {
        const snapshot = await told(story)
        const before = ALL.map((each) => evaluate(snapshot, each, NOW))
        if (less.type === 'member') {
          const groups = snapshot.members.factsOf(
            snapshot.members.find(snapshot.accountOf(less.account)?.number ?? -1, less.id) ?? 0,
          ).groups
          change(snapshot, { ...less, groups })
        } else change(snapshot, less)
        for (const [i, each] of ALL.entries())
          if (before[i]?.decision === 'deny')
            expect(evaluate(snapshot, each, NOW).decision).toBe('deny')
      }),
    )
  })

  it('says of one member what the rules within an account say', async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const snapshot = await told(story)
        for (const [question, [purpose, category]] of QUESTIONS.entries()) {
          if (purpose === 'voice_names') continue
          const asked = {
            kind: 'member',
            account: 'acme',
            member: 'ann',
            purpose,
            category,
          } as const
          const account = snapshot.accountOf('acme')!
          const row = snapshot.members.find(account.number, 'ann')!
          const known = snapshot.questionAt(purpose, category)!
          const settings = account.permissions[question]
          const inside = resolveWithinAccount({
            kind: category === null ? 'feature' : 'sharing',
            ceilings: ['open'],
            account: settings?.permission ?? null,
            groups: snapshot.members
              .groupsOf(row)
              .map((group) => account.groups.get(group)?.[question] ?? null),
            ground: settings?.ground ?? 'consent',
            member: CONSENT_STATUSES[known.answers.packedAt(row) & 7]!,
          })
          const answer = evaluate(snapshot, asked, NOW)
          expect(answer.decision).toBe(inside.decision)
          expect(answer.opinion).toBe(inside.opinion)
          expect(answer.reasons.map(({ code }) => code)).toEqual(
            inside.reasons.map(({ code }) => code),
          )
        }
      }),
    )
  })

  it('as a boolean is true only for a permit that asks for nothing', async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const snapshot = await told(story)
        for (const question of ALL) {
          const { decision, obligations, reasons } = evaluate(snapshot, question, NOW)
          const isTrue = decision === 'permit' && obligations.length === 0
          expect(may(snapshot, question, NOW)).toBe(isTrue)
          if (decision === 'deny') {
            expect(reasons.length).toBeGreaterThan(0)
            expect(obligations).toEqual([])
          }
        }
      }),
    )
  })

  it('answers any text that names nothing with a no', () => {
    // Short as it is, it is drawn by chance in one of some thousand runs.
    const text = fc.string().filter((each) => each !== MEETING.id)
    return fc.assert(
      fc.asyncProperty(text, text, text, async (one, other, third) => {
        const snapshot = await snapshotOf()
        const asked: Question[] = [
          { kind: 'member', account: one, member: other, purpose: third, category: one },
          { kind: 'feature', meeting: one, roster: 1, purpose: other, participant: third },
          { kind: 'feature', meeting: one, roster: 1, purpose: 'meeting_summary' },
          {
            kind: 'item',
            purpose: one,
            item: { account: other, category: third, contributors: [{ guest: one }] },
          },
        ]
        for (const each of asked) expect(evaluate(snapshot, each, NOW).decision).toBe('deny')
      }),
    )
  })
})
