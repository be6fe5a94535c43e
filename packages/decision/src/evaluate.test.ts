import { beforeEach, describe, expect, it } from 'vitest'
import { answerJson } from './answer.ts'
import { evaluate, may } from './evaluate.ts'
import type { Contributor, Item, Question } from './question.ts'
import type { Snapshot } from './snapshot.ts'
import type { StateRecord } from './state-record.ts'
import {
  account,
  basis,
  change,
  MEETING,
  member,
  NOW,
  participant,
  permission,
  snapshotOf,
} from './testdata/world.ts'

let snapshot: Snapshot

beforeEach(async () => {
  snapshot = await snapshotOf()
})

/** "permit", or "deny" with the codes in the order in which they are reported. */
function ask(question: Question, now = NOW): string {
  const { decision, reasons } = evaluate(snapshot, question, now)
  return [decision, ...reasons.map(({ code }) => code)].join(' ')
}

const person = (id: string, purpose = 'meeting_summary', category: string | null = null) =>
  ask({ kind: 'member', account: 'acme', member: id, purpose, category })
const summary = (
  roster: number | null = snapshot.meetings.get('m1')?.roster ?? null,
): Question => ({
  kind: 'feature',
  meeting: 'm1',
  roster,
  purpose: 'meeting_summary',
})
const ann: Contributor = { account: 'acme', member: 'ann' }
const shared = (more: Partial<Item> = {}): Question => ({
  kind: 'item',
  purpose: 'product_improvement',
  item: { account: 'acme', category: 'audio', contributors: [ann], ...more },
})

describe('one member', () => {
  it('is permitted in a world in which everyone has said yes, by either id', () => {
    expect(person('ann')).toBe('permit')
    expect(person('u_ann')).toBe('permit')
    expect(person('ann', 'product_improvement', 'audio')).toBe('permit')
    expect(
      ask({ kind: 'member', account: 'org-acme', member: 'u_ann', purpose: 'meeting_summary' }),
    ).toBe('permit')
  })

  it('C41: whatever is not known is a no that says what', () => {
    const asked = {
      kind: 'member',
      account: 'acme',
      member: 'ann',
      purpose: 'meeting_summary',
    } as const
    expect(ask({ ...asked, account: 'nobody' })).toBe('deny UNKNOWN_ACCOUNT')
    expect(ask({ ...asked, member: 'nobody' })).toBe('deny UNKNOWN_MEMBER')
    expect(ask({ ...asked, member: 'vic' })).toBe('deny UNKNOWN_MEMBER')
    expect(ask({ ...asked, purpose: 'mood_reader' })).toBe('deny UNKNOWN_PURPOSE')
    expect(ask({ ...asked, purpose: 'product_improvement' })).toBe('deny UNKNOWN_CATEGORY')
    expect(ask({ ...asked, category: 'audio' })).toBe('deny UNKNOWN_CATEGORY')
    for (const category of ['smell', 'voiceprint', ''])
      expect(ask({ ...asked, purpose: 'product_improvement', category })).toBe(
        'deny UNKNOWN_CATEGORY',
      )
    for (const word of ['__proto__', 'constructor', 'toString'])
      expect(ask({ ...asked, purpose: word })).toBe('deny UNKNOWN_PURPOSE')
    const wrong = { ...asked, kind: 'wish' } as unknown as Question
    expect(ask(wrong)).toBe('deny UNKNOWN_PURPOSE')
  })

  it('C8: a yes goes stale from the instant that its basis does, and not before', () => {
    change(snapshot, basis('basis-0', 0, { staleFrom: NOW }))
    const asked = {
      kind: 'member',
      account: 'acme',
      member: 'ann',
      purpose: 'meeting_summary',
    } as const
    expect(ask(asked, NOW - 1)).toBe('permit')
    expect(ask(asked, NOW)).toBe('deny CONSENT_STALE')
    expect(evaluate(snapshot, asked, NOW - 1).validUntil).toBe(NOW)
    change(snapshot, member('acme', 'ann', [[0, 'given', { asked: true }]]))
    expect(ask(asked)).toBe('deny MEMBER_NOT_ANSWERED')
  })

  it('a yes runs out when its notice says', () => {
    const expires = NOW / 1000
    change(snapshot, member('acme', 'ann', [[0, 'given', { expires }]]))
    const asked = {
      kind: 'member',
      account: 'acme',
      member: 'ann',
      purpose: 'meeting_summary',
    } as const
    expect(ask(asked, NOW - 1)).toBe('permit')
    expect(ask(asked, NOW)).toBe('deny CONSENT_EXPIRED')
    expect(evaluate(snapshot, asked, NOW - 500).validUntil).toBe(NOW)
  })

  it('a yes that rests on nothing known is needed again', () => {
    change(snapshot, member('acme', 'ann', [[0, 'given', { basis: 0 }]]))
    expect(person('ann')).toBe('deny CONSENT_STALE')
    change(snapshot, member('acme', 'ann', [[0, 'given', { basis: 3 }]]))
    expect(person('ann')).toBe('deny CONSENT_STALE')
  })

  it('keeps to the stricter of the terms in force and those consented under', () => {
    change(snapshot, basis('basis-2', 2, { ceiling: 'forbidden' }))
    expect(person('ann', 'product_improvement', 'audio')).toBe('deny TERMS_PROHIBIT')
    expect(person('ann', 'product_improvement', 'outputs')).toBe('deny TERMS_PROHIBIT')
    expect(person('ann', 'product_improvement', 'chat')).toBe('permit')
  })

  it('the terms in force change on their day', () => {
    change(snapshot, {
      type: 'question',
      question: 0,
      ceilings: [
        [NOW - 1000, 'open'],
        [NOW + 1000, 'forbidden'],
      ],
    })
    const asked = {
      kind: 'member',
      account: 'acme',
      member: 'ann',
      purpose: 'meeting_summary',
    } as const
    expect(ask(asked)).toBe('permit')
    expect(ask(asked, NOW + 1000)).toBe('deny TERMS_PROHIBIT')
    expect(ask(asked, NOW - 1001)).toBe('deny TERMS_NO_CHOICE')
  })

  it('derived data follows all its sources', () => {
    change(snapshot, member('acme', 'ann', [[3, 'refused']]))
    expect(person('ann', 'product_improvement', 'transcripts')).toBe('permit')
    expect(person('ann', 'product_improvement', 'outputs')).toBe('deny MEMBER_REFUSED')
  })

  it('one of several groups that turns it off turns it off; another ground lets silence pass', () => {
    change(
      snapshot,
      { type: 'group_permission', account: 'acme', group: 'hr', question: 0, permission: 'off' },
      member('acme', 'ann', [], { groups: ['it', 'hr'] }),
      member('acme', 'bob', [[0, 'undecided']]),
      permission('acme', 0, { ground: 'other_ground' }),
    )
    expect(person('ann')).toBe('deny GROUP_OFF')
    expect(person('bob')).toBe('permit')
    change(snapshot, member('acme', 'bob', [[0, 'refused']]))
    expect(person('bob')).toBe('deny MEMBER_REFUSED')
  })

  it('C35: a pupil’s account: sharing never, features by a recorded authorisation and no objection', () => {
    change(snapshot, account('acme', { regime: 'minors' }))
    expect(person('ann')).toBe('deny MINORS_NOT_AUTHORISED')
    expect(person('ann', 'product_improvement', 'audio')).toBe('deny MINORS_NEVER_SHARE')
    change(snapshot, account('acme', { regime: 'minors', authorised: ['meeting_summary'] }))
    expect(person('ann')).toBe('permit')
    change(snapshot, member('acme', 'ann', [[0, 'withdrawn']]))
    expect(person('ann')).toBe('deny MEMBER_WITHDREW')
  })

  it('C32: a feature ruled out in a workplace is a no there, whoever says yes', () => {
    expect(person('ann', 'voice_names')).toBe('permit')
    change(snapshot, account('acme', { setting: 'workplace' }))
    expect(person('ann', 'voice_names')).toBe('deny SETTING_FORBIDS')
  })

  it('C34: another ground never stands for a voiceprint', () => {
    change(
      snapshot,
      permission('acme', 1, { ground: 'other_ground' }),
      member('acme', 'ann', [[1, 'undecided']]),
    )
    expect(person('ann', 'voice_names')).toBe('deny MEMBER_UNDECIDED')
  })

  it('is gone once they left, or their account is closed', () => {
    change(snapshot, member('acme', 'ann', [], { left: true }))
    expect(person('ann')).toBe('deny UNKNOWN_MEMBER')
    expect(person('u_ann')).toBe('deny UNKNOWN_MEMBER')
    change(snapshot, member('acme', 'ann', []))
    expect(person('ann')).toBe('deny MEMBER_UNDECIDED')
    change(snapshot, account('acme', { closed: true }))
    expect(person('bob')).toBe('deny UNKNOWN_ACCOUNT')
  })
})

describe('permitting again revives nothing', () => {
  const off = { permission: 'off' as const }

  it('of an account: what was given before is revoked, what is asked is closed, a no stays', () => {
    change(
      snapshot,
      member('acme', 'cy', [[0, 'requested']]),
      member('acme', 'dee', [[0, 'refused']]),
    )
    change(snapshot, permission('acme', 0, off))
    expect(person('ann')).toBe('deny ACCOUNT_OFF MEMBER_REVOKED')
    change(snapshot, permission('acme', 0))
    expect(person('ann')).toBe('deny MEMBER_REVOKED')
    expect(person('cy')).toBe('deny MEMBER_UNDECIDED')
    expect(person('dee')).toBe('deny MEMBER_REFUSED')
    change(snapshot, member('acme', 'ann', [[0, 'given']]))
    expect(person('ann')).toBe('permit')
  })

  it('of a yes that arrives behind the off', () => {
    change(snapshot, permission('acme', 0, off), member('acme', 'ann', [[0, 'given']]))
    change(snapshot, permission('acme', 0))
    expect(person('ann')).toBe('deny MEMBER_REVOKED')
  })

  it('of sharing: a permission that ends takes the consents under it along', () => {
    change(snapshot, permission('acme', 2, off))
    change(snapshot, permission('acme', 2))
    expect(ask(shared())).toBe('deny MEMBER_REVOKED')
    expect(ask(shared({ category: 'chat' }))).toBe('permit')
  })

  it('of a group, and of whoever joins one that has it turned off', () => {
    const group = { type: 'group_permission', account: 'acme', group: 'hr', question: 0 } as const
    change(snapshot, member('acme', 'ann', [], { groups: ['hr'] }))
    change(snapshot, { ...group, permission: 'off' })
    change(snapshot, member('acme', 'bob', [], { groups: ['hr'] }))
    change(snapshot, { ...group, permission: 'members_decide' })
    expect(person('ann')).toBe('deny MEMBER_REVOKED')
    expect(person('bob')).toBe('deny MEMBER_REVOKED')
  })

  it('of a yes said in a meeting, by the host account’s off and by the visitor’s own', () => {
    const vic = (at: number) =>
      participant('p-vic', 'beta', 'vic', { answers: { meeting_summary: ['include', at] } })
    change(snapshot, vic(snapshot.position + 1))
    expect(ask(summary())).toBe('permit')
    change(snapshot, permission('beta', 0, { elsewhere: 'off' }))
    change(snapshot, permission('beta', 0))
    expect(ask(summary())).toBe('permit PARTICIPANT_NOT_ANSWERED')
  })

  it('of a yes said in a meeting before the off, where only the whole state tells of it', () => {
    const vic = participant('p-vic', 'beta', 'vic', {
      answers: { meeting_summary: ['include', 4] },
    })
    change(snapshot, vic, permission('acme', 0, { offAt: 3 }))
    expect(ask(summary())).toBe('permit')
    change(snapshot, permission('acme', 0, { offAt: 5 }))
    expect(ask(summary())).toBe('permit PARTICIPANT_NOT_ANSWERED')
  })
})

describe('a feature in a meeting', () => {
  it('is found by the platform’s id, and by the account that hosts where two have that id', () => {
    const daily = {
      kind: 'feature',
      meeting: 'daily',
      roster: 1,
      purpose: 'meeting_summary',
    } as const
    expect(ask(daily)).toBe('permit')
    expect(ask({ ...daily, account: 'org-acme' })).toBe('permit')
    expect(ask({ ...daily, account: 'beta' })).toBe('deny UNKNOWN_MEETING')
    const other = { ...MEETING, id: 'm2', account: 'beta', host: 'p-vic' }
    change(snapshot, other, participant('p-vic', 'beta', 'vic', { meeting: 'm2' }))
    expect(ask(daily)).toBe('deny UNKNOWN_MEETING')
    expect(ask({ ...daily, account: 'beta' })).toBe('permit')
    change(snapshot, { ...MEETING, ended: true })
    expect(ask({ ...daily, account: 'acme' })).toBe('deny UNKNOWN_MEETING')
    expect(ask(daily)).toBe('permit')
  })

  it('that is not asked about any more is not known, until it is again', () => {
    const ceilings = (spans: readonly (readonly [number, 'open'])[]): StateRecord => ({
      type: 'question',
      question: 0,
      ceilings: spans,
    })
    change(snapshot, ceilings([]))
    expect(ask(summary())).toBe('deny UNKNOWN_PURPOSE')
    expect(person('ann')).toBe('deny UNKNOWN_PURPOSE')
    change(snapshot, ceilings([[0, 'open']]))
    expect(ask(summary())).toBe('permit')
  })

  it('is permitted, with everything that an answer carries', () => {
    const answer = evaluate(snapshot, summary(), NOW)
    expect(answer).toEqual({
      decision: 'permit',
      opinion: 'GRANT',
      purpose: 'meeting_summary',
      mode: 'leave-out',
      categories: [
        { category: 'audio', decision: 'permit', leftOut: 0 },
        { category: 'chat', decision: 'permit', leftOut: 0 },
      ],
      reasons: [],
      termsVersions: ['terms-7'],
      revision: 10,
      roster: 1,
      evaluatedAt: NOW,
      observedUntil: null,
      validUntil: NOW + 1000,
      stateAge: 0,
      obligations: [],
      sentence: 'Meeting summary may run. Everyone here is included.',
    })
    expect(may(snapshot, summary(), NOW)).toBe(true)
  })

  it('names the roster it rests on: behind, ahead or unnamed is a no', () => {
    change(snapshot, participant('p-cat', null, null, { roster: 2 }))
    expect(ask(summary(1))).toBe('deny ROSTER_BEHIND')
    expect(ask(summary(3))).toBe('deny ROSTER_UNKNOWN')
    expect(ask(summary(null))).toBe('deny ROSTER_UNKNOWN')
    expect(ask(summary(Number.NaN))).toBe('deny ROSTER_UNKNOWN')
    expect(ask(summary(2))).toBe('permit PARTICIPANT_NOT_ANSWERED')
  })

  it('C28: a guest joins late, is shown the notice, and is left out by the platform’s id meanwhile', () => {
    change(snapshot, participant('p-guest', null, null, { roster: 2, told: [] }))
    const answer = evaluate(snapshot, summary(2), NOW)
    expect(answer.obligations).toEqual([
      { type: 'show_notice', notice: 'notice-summary', participants: ['p-guest'] },
      { type: 'leave_out', categories: ['audio', 'chat'], participants: ['p-guest'] },
    ])
    expect(answer.categories).toEqual([
      { category: 'audio', decision: 'partial', leftOut: 1 },
      { category: 'chat', decision: 'partial', leftOut: 1 },
    ])
    expect(answer.sentence).toBe('Meeting summary may run. Not everyone here is included.')
    expect(may(snapshot, summary(2), NOW)).toBe(false)
  })

  it('C31: what a feature makes has to be marked, in every permit about it, and a boolean is true all the same', () => {
    const output = {
      media: ['text'],
      mark: 'https://marks.example/generated',
      law: 'Article 50(2)',
    }
    const purpose: StateRecord = {
      ...{ type: 'purpose', key: 'meeting_summary', kind: 'feature', title: 'Meeting summary' },
      ...{ notice: 'notice-summary', categories: ['audio', 'chat'], ruledOutIn: [], output },
    }
    change(snapshot, purpose)
    const marked = { type: 'mark_output', ...output }
    const answer = evaluate(snapshot, summary(), NOW)
    expect([answer.decision, answer.obligations]).toEqual(['permit', [marked]])
    expect(may(snapshot, summary(), NOW)).toBe(true)
    expect(answerJson(answer)['obligations']).toEqual([
      { id: 'mark_output', type: 'custom', properties: { action: 'mark_output', ...output } },
    ])
    // Beside what has to be done about people, by which a boolean is false.
    change(snapshot, participant('p-guest', null, null, { roster: 2, told: [] }))
    const types = evaluate(snapshot, summary(2), NOW).obligations.map(({ type }) => type)
    expect(types).toEqual(['show_notice', 'leave_out', 'mark_output'])
    expect(may(snapshot, summary(2), NOW)).toBe(false)
    // A no asks for nothing, and where the law makes an exception there is nothing to mark.
    expect(evaluate(snapshot, summary(1), NOW)).toMatchObject({ decision: 'deny', obligations: [] })
    change(snapshot, { ...purpose, output: null })
    expect(evaluate(snapshot, summary(2), NOW).obligations).toHaveLength(2)
  })

  it('C33: a guest from California makes it everyone’s', () => {
    change(snapshot, participant('p-guest', null, null, { place: 'US-CA', told: [] }))
    expect(ask(summary())).toBe('deny PARTICIPANT_NOT_ASKED')
    change(snapshot, participant('p-guest', null, null, { place: 'DE-BY', told: [] }))
    expect(ask(summary())).toBe('deny PARTICIPANT_NOT_ASKED')
    change(snapshot, participant('p-guest', null, null, { place: null, told: [] }))
    expect(ask(summary())).toBe('permit PARTICIPANT_NOT_ASKED')
    change(snapshot, account('acme', { unknownPlaceIsStrict: true }))
    expect(ask(summary())).toBe('deny PARTICIPANT_NOT_ASKED')
  })

  it('C38: a label that the operator has not declared open closes it', () => {
    change(snapshot, { ...MEETING, label: 'public' })
    expect(ask(summary())).toBe('permit')
    for (const label of ['hr', 'legal', 'medical', 'a label nobody knows']) {
      change(snapshot, { ...MEETING, label })
      expect(ask(summary())).toBe('deny LABEL_FORBIDS')
      expect(ask(shared({ meeting: 'm1' }))).toBe('deny LABEL_FORBIDS')
      expect(ask(shared({ label }))).toBe('deny LABEL_FORBIDS')
    }
  })

  it('a refusal in one’s own account binds there; an answer in the meeting does not lift it', () => {
    change(
      snapshot,
      member('beta', 'vic', [[0, 'refused']]),
      participant('p-vic', 'beta', 'vic', { answers: { meeting_summary: ['include', 11] } }),
    )
    expect(evaluate(snapshot, summary(), NOW).reasons).toEqual([
      { code: 'PARTICIPANT_REFUSED', level: 'participant', count: 1 },
    ])
  })

  it('a client that cannot leave people out of every input gets everyone-agrees', () => {
    change(snapshot, { ...MEETING, leavesOut: ['audio'] }, participant('p-guest', null, null))
    expect(evaluate(snapshot, summary(), NOW)).toMatchObject({
      decision: 'deny',
      mode: 'everyone-agrees',
      categories: [
        { category: 'audio', decision: 'deny', leftOut: 0 },
        { category: 'chat', decision: 'deny', leftOut: 0 },
      ],
      obligations: [],
    })
  })

  it('N12: when the host leaves it may not run until another host of the account is there', () => {
    change(snapshot, participant('p-ann', 'acme', 'ann', { present: false, roster: 2 }))
    expect(ask(summary())).toBe('deny NO_HOST')
    change(snapshot, participant('p-vic', 'beta', 'vic'), { ...MEETING, host: 'p-vic', roster: 3 })
    expect(ask(summary())).toContain('deny NO_HOST')
    change(snapshot, { ...MEETING, host: 'p-bob', roster: 4 })
    expect(ask(summary())).toContain('permit')
  })

  it('C41: unknown meeting, participant, account or member, and a feature without a notice', () => {
    expect(ask({ ...summary(1), meeting: 'm2' } as Question)).toBe('deny UNKNOWN_MEETING')
    expect(ask({ ...summary(1), participant: 'p-zoe' } as Question)).toBe(
      'deny UNKNOWN_PARTICIPANT',
    )
    change(snapshot, participant('p-x', 'nobody', 'x'), participant('p-y', 'acme', 'y'))
    expect(evaluate(snapshot, summary(), NOW).reasons).toEqual([
      { code: 'PARTICIPANT_UNIDENTIFIED', level: 'participant', count: 2 },
    ])
    change(snapshot, {
      type: 'purpose',
      key: 'meeting_summary',
      kind: 'feature',
      title: 'Meeting summary',
      notice: null,
      categories: ['audio', 'chat'],
      ruledOutIn: [],
    })
    expect(ask(summary())).toBe('deny NO_NOTICE')
  })

  it('a meeting that ended is not known any more', () => {
    change(snapshot, { ...MEETING, ended: true })
    expect(ask(summary(1))).toBe('deny UNKNOWN_MEETING')
  })

  it('asked for one participant, answers about that one', () => {
    change(snapshot, participant('p-guest', null, null, { told: [] }))
    const one = (id: string) => ask({ ...summary(), participant: id } as Question)
    expect(one('p-ann')).toBe('permit')
    expect(one('p-guest')).toBe('deny PARTICIPANT_NOT_ASKED')
    change(snapshot, permission('acme', 0, { permission: 'off' }))
    expect(one('p-ann')).toContain('deny ACCOUNT_OFF')
  })

  it('C42: no answer names a person, an account or a member’s own id', () => {
    change(
      snapshot,
      member('beta', 'vic', [[0, 'withdrawn']]),
      participant('p-vic', 'beta', 'vic', { told: [] }),
    )
    const text = JSON.stringify(answerJson(evaluate(snapshot, summary(), NOW)))
    expect(text).toContain('p-vic')
    for (const name of ['beta', '"vic"', 'u_vic', 'acme', 'WITHDREW'])
      expect(text).not.toContain(name)
  })
})

describe('sharing an item', () => {
  it('takes everybody in it, and their accounts', () => {
    const vic = { account: 'beta', member: 'vic' }
    expect(ask(shared())).toBe('permit')
    expect(ask(shared({ contributors: [ann, vic] }))).toBe('permit')
    change(snapshot, permission('beta', 2, { permission: null }))
    expect(ask(shared({ contributors: [ann, vic] }))).toBe('deny OTHER_ACCOUNT_UNSET')
    expect(ask(shared({ contributors: [] }))).toBe('deny NO_CONTRIBUTORS')
    expect(ask(shared({ contributors: [ann, { guest: 'g' }] }))).toBe('deny GUEST_NEVER_SHARES')
    expect(ask(shared({ contributors: [{ account: 'acme', member: 'who' }] }))).toBe(
      'deny PARTICIPANT_UNIDENTIFIED',
    )
  })

  it('names contributors as the meeting’s participants, those who left too', () => {
    const at = (...ids: string[]) =>
      ask(shared({ meeting: 'm1', contributors: ids.map((id) => ({ participant: id })) }))
    change(
      snapshot,
      participant('p-bob', 'acme', 'bob', { present: false }),
      participant('p-guest', null, null),
      participant('p-room', 'acme', 'ann', { device: 'room' }),
      participant('p-seat', 'acme', 'ann', { several: true }),
    )
    expect(at('p-ann', 'p-bob')).toBe('permit')
    expect(at('p-ann', 'p-guest')).toBe('deny GUEST_NEVER_SHARES')
    expect(at('p-room')).toBe('deny PARTICIPANT_UNIDENTIFIED')
    expect(at('p-seat')).toBe('deny PARTICIPANT_UNIDENTIFIED')
    expect(at('p-zoe')).toBe('deny PARTICIPANT_UNIDENTIFIED')
    expect(ask(shared({ contributors: [{ participant: 'p-ann' }] }))).toBe(
      'deny PARTICIPANT_UNIDENTIFIED',
    )
    expect(ask(shared({ meeting: 'm2' }))).toBe('deny UNKNOWN_MEETING')
    expect(ask(shared({ meeting: 'm1', account: 'beta' }))).toBe('deny UNKNOWN_MEETING')
  })

  it('another ground, a mode, a switch and an answer in a meeting are nothing to sharing', () => {
    change(
      snapshot,
      permission('acme', 2, { ground: 'other_ground', mode: 'tell-and-object' }),
      member('acme', 'ann', [[2, 'undecided']]),
      participant('p-ann', 'acme', 'ann', { answers: { product_improvement: ['include', 11] } }),
    )
    expect(ask(shared())).toBe('deny MEMBER_UNDECIDED')
    expect(ask(shared({ meeting: 'm1', contributors: [{ participant: 'p-ann' }] }))).toBe(
      'deny MEMBER_UNDECIDED',
    )
  })

  it('is asked of no feature, and a feature of no item', () => {
    expect(ask({ ...summary(1), purpose: 'product_improvement' })).toBe('deny UNKNOWN_CATEGORY')
    expect(ask({ ...shared(), purpose: 'meeting_summary' })).toBe('deny UNKNOWN_CATEGORY')
  })
})

describe('a state that may be old', () => {
  it('C12: sharing is never answered from it: not cut off, not unheard for a second, not by another clock', () => {
    expect(ask(shared(), NOW + 1000)).toBe('permit')
    expect(ask(shared(), NOW + 1001)).toBe('deny STATE_OLD')
    expect(ask(shared(), NOW - 1001)).toBe('deny STATE_OLD')
    expect(ask(shared(), Number.NaN)).toBe('deny STATE_OLD')
    snapshot.lost()
    expect(ask(shared())).toBe('deny STATE_OLD')
    expect(person('ann', 'product_improvement', 'audio')).toBe('deny STATE_OLD')
    snapshot.heard(NOW)
    expect(ask(shared())).toBe('permit')
  })

  it('a feature is answered from it for a while, marked with its age, and then denied', () => {
    snapshot.lost()
    expect(evaluate(snapshot, summary(), NOW + 30_000)).toMatchObject({
      decision: 'permit',
      stateAge: 30_000,
      validUntil: NOW + 30_000,
    })
    expect(ask(summary(), NOW + 30_001)).toBe('deny STATE_OLD')
  })

  it('no answer outlives a second, nor the state it rests on', () => {
    expect(evaluate(snapshot, summary(), NOW).validUntil).toBe(NOW + 1000)
    expect(evaluate(snapshot, shared(), NOW + 400).validUntil).toBe(NOW + 1000)
  })
})

describe('answerJson', () => {
  it('writes members in snake case and instants in ISO 8601', () => {
    change(snapshot, participant('p-guest', null, null, { told: [] }))
    expect(answerJson(evaluate(snapshot, summary(), NOW))).toEqual({
      decision: 'permit',
      purpose: 'meeting_summary',
      mode: 'leave-out',
      categories: [
        { category: 'audio', decision: 'partial', left_out: 1 },
        { category: 'chat', decision: 'partial', left_out: 1 },
      ],
      reasons: [{ code: 'PARTICIPANT_NOT_ASKED', level: 'participant', count: 1 }],
      terms_versions: ['terms-7'],
      revision: 11,
      roster: 1,
      evaluated_at: '2026-11-26T09:00:00.000Z',
      valid_until: '2026-11-26T09:00:01.000Z',
      state_age_ms: 0,
      obligations: [
        {
          id: 'show_notice',
          type: 'custom',
          properties: {
            action: 'show_notice',
            notice: 'notice-summary',
            participants: ['p-guest'],
          },
        },
        {
          id: 'leave_out',
          type: 'custom',
          properties: {
            action: 'leave_out',
            categories: ['audio', 'chat'],
            participants: ['p-guest'],
          },
        },
      ],
      sentence: 'Meeting summary may run. Not everyone here is included.',
    })
  })
})
