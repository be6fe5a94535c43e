import { describe, expect, it } from 'vitest'
import { hostSentence } from './host-sentence.ts'
import type { ParticipantFacts } from './participant.ts'
import { resolveFeature, type FeatureQuestion } from './resolve-feature.ts'
import { allAgree, feature, guest, member, party, visitor } from './testdata/meetings.ts'

const silent: ParticipantFacts = { ...member, id: 'sid', standing: 'undecided' }
const grounded = { ...party, ground: 'other_ground' as const }
const under = (host: typeof party, ...participants: ParticipantFacts[]) => ({
  host,
  participants: participants.map((each) =>
    each.party === 'own' ? { ...each, account: host } : each,
  ),
})
const leftOut = (departure: Partial<FeatureQuestion>) =>
  resolveFeature({ ...allAgree, ...departure }).leftOut

describe('the cases of 5.3, for a feature', () => {
  it('H grants both; all own users granted both: permit', () => {
    expect(feature({})).toBe('permit')
  })

  it('H features no: deny ACCOUNT_OFF', () => {
    expect(feature({ host: { ...party, permission: 'off' } })).toBe('deny ACCOUNT_OFF')
  })

  it('H turns it off, a yes given earlier: deny ACCOUNT_OFF; on again: the old yes is no yes', () => {
    expect(feature({ host: { ...party, permission: 'off' } })).toBe('deny ACCOUNT_OFF')
    const revoked = { ...member, standing: 'revoked' as const }
    expect(feature({ participants: [revoked] })).toBe('deny NOBODY_INCLUDED MEMBER_REVOKED')
  })

  it('B’s account: “no AI elsewhere”, its user says yes: left out; off where everyone must agree', () => {
    const vic = { ...visitor, account: { ...party, elsewhere: 'off' as const } }
    expect(feature({ participants: [member, vic] })).toBe('permit OTHER_ACCOUNT_OFF')
    expect(leftOut({ participants: [member, vic] })).toEqual(['vic'])
    const strict = { ...party, mode: 'everyone-agrees' as const }
    expect(feature(under(strict, member, vic))).toBe('deny OTHER_ACCOUNT_OFF')
  })

  it('one guest, unanswered, leave-out: runs without the guest’s part; guest told', () => {
    const resolution = resolveFeature({ ...allAgree, participants: [member, guest] })
    expect(resolution).toMatchObject({
      decision: 'permit',
      mode: 'leave-out',
      leftOut: ['guest'],
      untold: ['guest'],
      reasons: [{ code: 'PARTICIPANT_NOT_ASKED', level: 'participant', count: 1 }],
    })
  })

  it('C33: same, California guest: everyone must agree, deny PARTICIPANT_NOT_ASKED', () => {
    const inCalifornia = { ...guest, place: 'everyone_agrees' as const }
    expect(feature({ participants: [member, inCalifornia] })).toBe('deny PARTICIPANT_NOT_ASKED')
  })

  it('C33: same, guest in an unknown place: strict only where the policy of a party says so', () => {
    const somewhere = { ...guest, place: 'unknown' as const }
    expect(feature({ participants: [member, somewhere] })).toBe('permit PARTICIPANT_NOT_ASKED')
    const careful = { ...party, isUnknownPlaceStrict: true }
    expect(feature(under(careful, member, somewhere))).toBe('deny PARTICIPANT_NOT_ASKED')
    const vic = { ...visitor, account: careful }
    expect(feature({ participants: [member, vic, somewhere] })).toBe('deny PARTICIPANT_NOT_ASKED')
  })

  it('guest on the phone: cannot be asked, left out as above', () => {
    const phone = { ...guest, device: 'phone' as const, canBeAsked: false }
    expect(feature({ participants: [member, phone] })).toBe('permit PARTICIPANT_CANNOT_BE_ASKED')
    expect(feature({ canLeaveOut: false, participants: [member, phone] })).toBe(
      'deny PARTICIPANT_CANNOT_BE_ASKED',
    )
  })

  it('a participant withdraws: their part stops at once', () => {
    const withdrawn = { ...member, id: 'wil', standing: 'withdrawn' as const }
    expect(leftOut({ participants: [member, withdrawn] })).toEqual(['wil'])
  })

  it('terms 2023-08-11 in force: a feature they say nothing about is permitted', () => {
    expect(feature({ ceilings: ['open'] })).toBe('permit')
    expect(feature({ ceilings: ['forbidden'] })).toBe('deny TERMS_PROHIBIT')
  })

  it('a meeting with no participants resolved: deny NO_VOTERS', () => {
    expect(feature({ participants: [] })).toBe('deny NO_VOTERS')
  })
})

describe('the mode in force', () => {
  const modeOf = (departure: Partial<FeatureQuestion>) =>
    resolveFeature({ ...allAgree, ...departure }).mode

  it('is leave-out where no party has one', () => {
    expect(modeOf({})).toBe('leave-out')
  })

  it('is everyone-agrees for a client that cannot leave people out', () => {
    expect(modeOf({ canLeaveOut: false })).toBe('everyone-agrees')
    expect(feature({ canLeaveOut: false })).toBe('permit')
    expect(feature({ canLeaveOut: false, participants: [member, silent] })).toBe(
      'deny MEMBER_UNDECIDED',
    )
  })

  it('is the strictest party’s, whoever that is', () => {
    const lenient = { ...grounded, mode: 'tell-and-object' as const }
    const vic = { ...visitor, account: { ...party, mode: 'everyone-agrees' as const } }
    expect(modeOf(under(lenient, member))).toBe('tell-and-object')
    expect(modeOf(under(lenient, member, vic))).toBe('everyone-agrees')
    expect(feature(under(lenient, member, silent, vic))).toBe('deny MEMBER_UNDECIDED')
  })

  it('is never lent by another party’s ground: without one of the host’s own its people are asked', () => {
    const vic = { ...visitor, account: { ...party, ground: 'other_ground' as const } }
    expect(modeOf(under(party, member, vic))).toBe('leave-out')
    const { leftOut } = resolveFeature({ ...allAgree, ...under(party, member, silent, vic) })
    expect(leftOut).toContain('sid')
  })

  it('listen-until-answered and tell-and-object need a recorded ground, else the next stricter', () => {
    expect(modeOf({ host: { ...party, mode: 'listen-until-answered' } })).toBe('everyone-agrees')
    expect(modeOf({ host: { ...grounded, mode: 'listen-until-answered' } })).toBe(
      'listen-until-answered',
    )
    expect(modeOf({ host: { ...party, mode: 'tell-and-object' } })).toBe('leave-out')
  })

  it('listen-until-answered: who has not answered listens; who said no or cannot be asked does not', () => {
    const host = { ...grounded, mode: 'listen-until-answered' as const }
    const refused = { ...member, id: 'ron', standing: 'refused' as const }
    const phone = { ...guest, id: 'tel', canBeAsked: false }
    const resolution = resolveFeature({
      ...allAgree,
      ...under(host, member, silent, refused, guest, phone),
    })
    expect(resolution.decision).toBe('permit')
    expect(resolution.leftOut).toEqual(['guest', 'ron', 'sid', 'tel'])
    expect(resolution.listening).toEqual(['guest', 'sid'])
  })

  it.each(['everyone-agrees', 'listen-until-answered', 'leave-out', 'tell-and-object'] as const)(
    'a no is never overridden: %s',
    (mode) => {
      const refused = { ...member, id: 'ron', standing: 'refused' as const }
      const { decision, leftOut: out } = resolveFeature({
        ...allAgree,
        ...under({ ...grounded, mode }, member, refused),
      })
      expect(decision === 'deny' || out.includes('ron')).toBe(true)
    },
  )
})

describe('another ground', () => {
  it('silence is no vote for the host’s own people who were told; a no still is one', () => {
    expect(feature(under(grounded, silent))).toBe('permit')
    const untold = { ...silent, isTold: false }
    expect(leftOut(under(grounded, member, untold))).toEqual(['sid'])
    expect(leftOut(under(grounded, member, { ...silent, standing: 'refused' }))).toEqual(['sid'])
    expect(leftOut(under(grounded, member, { ...silent, answer: 'leave_out' }))).toEqual(['sid'])
  })

  it('never for guests, nor for other accounts’ people, whatever ground their account has', () => {
    const told = { ...guest, isTold: true }
    const vic = { ...visitor, answer: null, account: grounded }
    expect(leftOut(under(grounded, member, told, vic))).toEqual(['guest', 'vic'])
  })

  it('never where the law wants consent to record', () => {
    const there = { ...member, place: 'everyone_agrees' as const }
    expect(feature(under(grounded, there, silent))).toBe('deny MEMBER_UNDECIDED')
  })

  it('C34: never for a voiceprint: it takes each person’s own yes', () => {
    expect(feature({ ...under(grounded, silent), needsConsent: true })).toBe(
      'deny NOBODY_INCLUDED MEMBER_UNDECIDED',
    )
    expect(feature({ ...under(grounded, member), needsConsent: true })).toBe('permit')
  })
})

describe('other accounts’ people (our people in other organisations’ meetings)', () => {
  const at = (departure: Partial<ParticipantFacts>) =>
    feature({ participants: [member, { ...visitor, ...departure }] })

  it('need their account’s word, and their own yes', () => {
    expect(at({})).toBe('permit')
    expect(at({ account: { ...party, elsewhere: null } })).toBe('permit OTHER_ACCOUNT_UNSET')
    expect(at({ answer: null })).toBe('permit PARTICIPANT_NOT_ANSWERED')
    expect(at({ account: { ...party, permission: 'off' } })).toBe('permit OTHER_ACCOUNT_OFF')
    expect(at({ groups: ['off'] })).toBe('permit OTHER_ACCOUNT_OFF')
  })

  it('a standing yes is to their own organisation’s meetings, unless its notice said more', () => {
    expect(at({ answer: null, standing: 'given' })).toBe('permit PARTICIPANT_NOT_ANSWERED')
    expect(at({ answer: null, standing: 'given', isStandingForElsewhere: true })).toBe('permit')
  })

  it('a no in their own account binds, and a yes in the meeting does not lift it', () => {
    expect(at({ answer: 'include', standing: 'refused' })).toBe('permit PARTICIPANT_REFUSED')
    expect(at({ answer: 'include', standing: 'withdrawn' })).toBe('permit PARTICIPANT_REFUSED')
  })

  it('C42: of them it is said that they are out, never what they did', () => {
    const reports = (['refused', 'withdrawn'] as const).map((standing) => at({ standing }))
    expect(new Set(reports)).toEqual(new Set(['permit PARTICIPANT_REFUSED']))
  })
})

describe('C28: the notice', () => {
  it('goes to everyone who has not seen it: members, guests, phones, late joiners', () => {
    const late = { ...member, id: 'late', isTold: false }
    const phone = { ...guest, id: 'tel', device: 'phone' as const, canBeAsked: false }
    const { untold } = resolveFeature({ ...allAgree, participants: [member, guest, late, phone] })
    expect(untold).toEqual(['guest', 'late', 'tel'])
  })

  it('C30: a feature turned on mid-meeting has a notice of its own, that nobody has seen', () => {
    const unseen = allAgree.participants.map((each) => ({ ...each, isTold: false }))
    expect(resolveFeature({ ...allAgree, participants: unseen }).untold).toEqual(['ann', 'bob'])
  })
})

describe('regimes', () => {
  it('C32: reading emotions is ruled out at work and at school, whoever says yes', () => {
    expect(feature({ host: { ...party, isRuledOut: true } })).toBe('deny SETTING_FORBIDS')
    const vic = { ...visitor, account: { ...party, isRuledOut: true } }
    expect(leftOut({ participants: [member, vic] })).toEqual(['vic'])
  })

  it('C35: for minors only with a school’s authorisation, and then not against their no', () => {
    const school = { ...party, regime: 'minors' as const }
    const pupil = { ...member, isMinor: true, standing: 'undecided' as const }
    expect(feature(under(school, pupil))).toContain('deny MINORS_NOT_AUTHORISED')
    const authorised = { ...school, isAuthorised: true }
    expect(feature(under(authorised, pupil))).toBe('permit')
    expect(
      leftOut(under(authorised, member, { ...pupil, id: 'kim', standing: 'refused' })),
    ).toEqual(['kim'])
    expect(feature({ isForMinors: true })).toBe('deny MINORS_NOT_AUTHORISED')
  })

  it('C35: a minor cannot say yes alone, in any account and as a guest', () => {
    const pupil = { ...member, id: 'kim', isMinor: true }
    expect(leftOut({ participants: [member, pupil] })).toEqual(['kim'])
    const child = { ...guest, isMinor: true, answer: 'include' as const }
    expect(leftOut({ participants: [member, child] })).toEqual(['guest'])
  })

  it('C36: health data only with the agreement on record', () => {
    const clinic = { ...party, regime: 'healthcare' as const }
    expect(feature(under(clinic, member))).toBe('deny HEALTHCARE_NOT_AUTHORISED')
    expect(feature(under({ ...clinic, isAuthorised: true }, member))).toBe('permit')
    expect(leftOut({ participants: [member, { ...visitor, account: clinic }] })).toEqual(['vic'])
  })

  it('C38: a sensitivity label denies whoever has said yes', () => {
    expect(feature({ isClosedByLabel: true })).toBe('deny LABEL_FORBIDS')
  })

  it('a room’s device is never a yes: nobody answers for all who sit before it', () => {
    const room = { ...member, id: 'room', device: 'room' as const, answer: 'include' as const }
    expect(feature({ participants: [member, room] })).toBe('permit PARTICIPANT_IS_A_ROOM')
  })

  it('C41: whoever is not identified is never included', () => {
    const unknown = { ...visitor, party: 'unidentified' as const, account: null }
    expect(feature({ participants: [member, unknown] })).toBe('permit PARTICIPANT_UNIDENTIFIED')
  })
})

describe('the host', () => {
  it('N12: without a host present it may not run', () => {
    expect(feature({ isHostPresent: false })).toBe('deny NO_HOST')
  })

  it('switches off, and cannot switch on what others have not permitted', () => {
    expect(feature({ switch: 'off' })).toBe('deny MEETING_OFF')
    expect(feature({ switch: 'on', host: { ...party, permission: null } })).toBe(
      'deny ACCOUNT_UNSET',
    )
  })

  it('is bound by their groups', () => {
    expect(feature({ hostGroups: ['off'] })).toBe('deny GROUP_OFF')
  })
})

describe('C37, C42: what a host reads', () => {
  const people = (count: number, each: ParticipantFacts) =>
    Array.from({ length: count }, (_, i) => ({ ...each, id: `${each.id}-${i}` }))
  const read = (departure: Partial<FeatureQuestion>) =>
    hostSentence('Meeting summary', resolveFeature({ ...allAgree, ...departure }))

  it('counts, and under five only “not everyone”', () => {
    expect(read({})).toBe('Meeting summary may run. Everyone here is included.')
    expect(read({ participants: [...people(9, member), silent] })).toBe(
      'Meeting summary may run. Not everyone here is included.',
    )
    expect(read({ participants: [...people(7, member), ...people(6, silent)] })).toBe(
      'Meeting summary may run. 7 of 13 people here are included.',
    )
    const all = { canLeaveOut: false }
    expect(read({ ...all, participants: [member, silent] })).toBe(
      'Meeting summary may not run: not everyone here has said yes.',
    )
    expect(read({ ...all, participants: [...people(7, member), ...people(6, silent)] })).toBe(
      'Meeting summary may not run: 7 of 13 people here have said yes.',
    )
  })

  it('tells a refusal from silence to nobody', () => {
    const refused = { ...silent, standing: 'refused' as const }
    expect(read({ participants: [member, refused] })).toBe(read({ participants: [member, silent] }))
  })

  it('says why, where it is nobody’s answer', () => {
    expect(read({ host: { ...party, permission: 'off' } })).toBe(
      'Meeting summary may not run: the organisation has turned it off.',
    )
  })
})
