import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldMeeting, type Meeting } from './fold-meeting.ts'
import type { MeetingChange, MeetingStatement } from './meeting-change.ts'
import { growMeeting } from './grow-meeting.ts'
import { StatedMeeting } from './stated-meeting.ts'

const beginning = { label: null, isForMinors: false, leavesOut: ['audio'] }

test('a meeting of which nothing was stated has nobody in it, and roster 0', () => {
  expect(foldMeeting(beginning, [])).toEqual({
    ...beginning,
    roster: 0,
    hasEnded: false,
    host: null,
    participants: new Map(),
    features: new Map(),
  })
})

test('joining, leaving and joining again', () => {
  const joined = change(1, 0, join('ana'))
  const left = change(2, 10, { kind: 'left', participant: 'ana' })
  const again = change(3, 20, join('ana', { place: 'DE' }))
  expect(whoIsThere(joined)).toEqual(['ana'])
  expect(whoIsThere(joined, left)).toEqual([])
  const meeting = foldMeeting(beginning, [joined, left, again])
  expect(meeting.participants.get('ana')).toMatchObject({
    number: 1,
    roster: 3,
    isPresent: true,
    place: 'DE',
  })
})

test('who left before it was said that they joined has left', () => {
  const left = change(1, 10, { kind: 'left', participant: 'ana' })
  const joined = change(2, 0, join('ana'))
  const meeting = foldMeeting(beginning, [left, joined])
  expect(meeting.participants.get('ana')).toMatchObject({ number: 2, roster: 2, isPresent: false })
})

test('who only left was never there, and is no participant', () => {
  const left = change(1, 10, { kind: 'left', participant: 'ana' })
  expect(foldMeeting(beginning, [left]).participants.size).toBe(0)
})

test('an id that named somebody else before is known to have been several people’s', () => {
  const ana = change(1, 0, join('seat'))
  const again = change(2, 10, join('seat', { place: 'DE' }))
  const member = change(3, 20, join('seat', { account: 'a', member: 'm' }))
  const isSeveral = (...changes: MeetingChange[]) =>
    foldMeeting(beginning, changes).participants.get('seat')?.isSeveral
  expect(isSeveral(ana, again)).toBe(false)
  expect(isSeveral(ana, member)).toBe(true)
  expect(isSeveral(member, ana)).toBe(true)
})

test('who is invited is known and not there', () => {
  const invited = { ...join('ana'), kind: 'invited' } as const
  const meeting = foldMeeting(beginning, [change(1, 0, invited)])
  expect(meeting.participants.get('ana')).toMatchObject({ number: 1, isPresent: false })
})

test('at the same instant the stricter holds: there, off, no host, under a label', () => {
  const meeting = foldMeeting(beginning, [
    change(1, 5, join('ana')),
    change(2, 5, { kind: 'left', participant: 'ana' }),
    change(3, 5, turn('feature_stopped')),
    change(4, 5, turn('feature_started')),
    change(5, 5, { kind: 'host_changed', participant: null }),
    change(6, 5, { kind: 'host_changed', participant: 'ana' }),
    change(7, 5, { kind: 'described', label: 'legal', isForMinors: false, leavesOut: [] }),
    change(8, 5, { kind: 'described', label: null, isForMinors: false, leavesOut: [] }),
  ])
  expect(meeting.participants.get('ana')?.isPresent).toBe(true)
  expect(meeting.features.get('meeting_summary')?.switch).toBe('off')
  expect(meeting.host).toBeNull()
  expect(meeting.label).toBe('legal')
})

test('the host stays named when they leave: the decision asks who is there', () => {
  const meeting = foldMeeting(beginning, [
    change(1, 0, join('ana')),
    change(2, 1, { kind: 'host_changed', participant: 'ana' }),
    change(3, 2, { kind: 'left', participant: 'ana' }),
  ])
  expect(meeting.host).toBe('ana')
  expect(meeting.participants.get('ana')?.isPresent).toBe(false)
})

test('a feature that is announced is neither on nor off; it is off when it stopped', () => {
  const announced = change(1, 0, turn('feature_announced'))
  const started = change(2, 1, turn('feature_started'))
  const stopped = change(3, 2, turn('feature_stopped'))
  const summary = (...changes: MeetingChange[]) =>
    foldMeeting(beginning, changes).features.get('meeting_summary')
  expect(summary(announced)).toEqual({ switch: null, turnedBy: null, turnedAt: null })
  expect(summary(announced, started)).toEqual({
    switch: 'on',
    turnedBy: 'ana',
    turnedAt: new Date(1),
  })
  expect(summary(stopped, announced, started)?.switch).toBe('off')
})

test('what has ended stays so, whatever is said later', () => {
  const ended = change(1, 5, { kind: 'ended' })
  expect(foldMeeting(beginning, [ended, change(2, 9, join('ana'))]).hasEnded).toBe(true)
})

const statements = fc.oneof(
  fc.record({
    kind: fc.constantFrom('invited' as const, 'joined' as const),
    participant: fc.constantFrom('ana', 'ben', 'cid'),
    account: fc.constant(null),
    member: fc.constant(null),
    isUnidentified: fc.boolean(),
    device: fc.constantFrom('client' as const, 'phone' as const),
    canBeAsked: fc.boolean(),
    place: fc.constantFrom(null, 'DE', 'US-CA'),
    isMinor: fc.constantFrom(null, true, false),
  }),
  fc.record({ kind: fc.constant('left' as const), participant: fc.constantFrom('ana', 'ben') }),
  fc.record({
    kind: fc.constant('host_changed' as const),
    participant: fc.constantFrom(null, 'ana', 'ben'),
  }),
  fc.record({
    kind: fc.constantFrom(
      'feature_announced' as const,
      'feature_started' as const,
      'feature_stopped' as const,
    ),
    feature: fc.constantFrom('meeting_summary', 'meeting_questions'),
    participant: fc.constantFrom(null, 'ana'),
  }),
  fc.record({
    kind: fc.constant('described' as const),
    label: fc.constantFrom(null, 'legal'),
    isForMinors: fc.boolean(),
    leavesOut: fc.constantFrom([], ['audio']),
  }),
  fc.constant({ kind: 'ended' as const }),
)

const histories = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 4 }), statements), { maxLength: 20 })
  .map((drawn) => drawn.map(([at, statement], i) => change(i + 1, at, statement)))

test('grown a few statements at a time it is what it is folded at once', () => {
  fc.assert(
    fc.property(histories, fc.array(fc.integer({ min: 1, max: 6 })), (changes, sizes) => {
      const stated = new StatedMeeting()
      let meeting = foldMeeting(beginning, [])
      for (const size of [...sizes, changes.length]) {
        const news = changes.slice(stated.size, stated.size + size)
        meeting = growMeeting(beginning, meeting, stated, news)
      }
      expect(meeting).toEqual(foldMeeting(beginning, changes))
    }),
  )
})

test('the order in which statements come changes nothing', () => {
  fc.assert(
    fc.property(histories, fc.infiniteStream(fc.nat()), (changes, order) => {
      const shuffled = changes
        .map((each) => [each, Number(order.next().value)] as const)
        .sort(([, a], [, b]) => a - b)
        .map(([each]) => each)
      expect(foldMeeting(beginning, shuffled)).toEqual(foldMeeting(beginning, changes))
    }),
  )
})

test('a statement that comes again changes nothing', () => {
  fc.assert(
    fc.property(histories, (changes) => {
      expect(foldMeeting(beginning, [...changes, ...changes])).toEqual(
        foldMeeting(beginning, changes),
      )
    }),
  )
})

test('each statement makes the roster one version older, and nobody’s number changes', () => {
  fc.assert(
    fc.property(histories, (changes) => {
      const numbers = new Map<string, number>()
      for (const [i] of changes.entries()) {
        const meeting = foldMeeting(beginning, changes.slice(0, i + 1))
        expect(meeting.roster).toBe(i + 1)
        for (const { participant, number } of meeting.participants.values()) {
          expect(numbers.get(participant) ?? number).toBe(number)
          numbers.set(participant, number)
        }
      }
      expect(new Set(numbers.values()).size).toBe(numbers.size)
    }),
  )
})

test('of some who take part, and of the meeting, what is stated of them adds up to the same as all of it', () => {
  const people = fc.uniqueArray(fc.constantFrom('ana', 'ben', 'cid'))
  fc.assert(
    fc.property(histories, people, fc.nat(20), (changes, some, first) => {
      const stated = new StatedMeeting()
      stated.add(changes.slice(0, first))
      const news = stated.add(changes.slice(first))
      expect(stated.size).toBe(changes.length)
      const about = new Set([...some, ...news])
      const { participants, ...meeting } = foldMeeting(beginning, stated.about(about))
      const { participants: all, ...whole } = foldMeeting(beginning, changes)
      expect(meeting).toEqual(whole)
      for (const each of about) expect(participants.get(each)).toEqual(all.get(each))
      // Nothing is new of anybody else.
      const { participants: before } = foldMeeting(beginning, changes.slice(0, first))
      for (const [each, was] of before) if (!news.has(each)) expect(all.get(each)).toEqual(was)
    }),
  )
})

function change(seq: number, at: number, statement: MeetingStatement): MeetingChange {
  return { seq, key: `k${String(seq)}`, at: new Date(at), statement }
}

function join(
  participant: string,
  more: { place?: string; account?: string; member?: string } = {},
) {
  return {
    kind: 'joined',
    participant,
    account: null,
    member: null,
    isUnidentified: false,
    device: 'client',
    canBeAsked: true,
    place: null,
    isMinor: null,
    ...more,
  } as const
}

function turn(kind: 'feature_announced' | 'feature_started' | 'feature_stopped') {
  return { kind, feature: 'meeting_summary', participant: 'ana' } as const
}

function whoIsThere(...changes: MeetingChange[]): string[] {
  const { participants }: Meeting = foldMeeting(beginning, changes)
  return [...participants.values()]
    .filter(({ isPresent }) => isPresent)
    .map(({ participant }) => participant)
}
