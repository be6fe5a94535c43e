import { describe, expect, it } from 'vitest'
import { contributorCode } from './resolve-item.ts'
import { contributor, sharer, sharing } from './testdata/meetings.ts'

const visitor = { ...contributor, party: 'other' as const }
const guest = { ...contributor, party: 'guest' as const, account: null }

describe('the cases of 5.3, for sharing', () => {
  it('H grants both; all own users granted both: permit', () => {
    expect(sharing([contributor, contributor])).toBe('permit')
  })

  it('H sharing undecided: deny ACCOUNT_UNSET', () => {
    expect(sharing([contributor], { host: { ...sharer, permissions: [null] } })).toBe(
      'deny ACCOUNT_UNSET',
    )
  })

  it('H features no, sharing yes: permit, since nothing of a feature is read here (product.md, rule 1)', () => {
    expect(sharing([contributor])).toBe('permit')
  })

  it('B’s account does not permit it: deny for items with B', () => {
    const off = { ...visitor, account: { ...sharer, permissions: ['off' as const] } }
    expect(sharing([contributor, off])).toBe('deny OTHER_ACCOUNT_OFF')
    const unset = { ...visitor, account: { ...sharer, permissions: [null] } }
    expect(sharing([contributor, unset])).toBe('deny OTHER_ACCOUNT_UNSET')
  })

  it('a guest speaks: deny for mixed audio; permit for chat that others wrote', () => {
    expect(sharing([contributor, guest])).toBe('deny GUEST_NEVER_SHARES')
    expect(sharing([contributor])).toBe('permit')
  })

  it('a participant withdraws: deny from then on, for what was recorded before too', () => {
    expect(sharing([{ ...contributor, standings: ['withdrawn'] }])).toBe('deny MEMBER_WITHDREW')
  })

  it('terms 2023-08-11 in force, everyone granted training: deny TERMS_PROHIBIT', () => {
    expect(sharing([contributor], { ceilings: ['forbidden'] })).toBe('deny TERMS_PROHIBIT')
  })

  it('nobody resolved: deny NO_CONTRIBUTORS', () => {
    expect(sharing([])).toBe('deny NO_CONTRIBUTORS')
  })
})

describe('sharing', () => {
  it('is never decided by silence', () => {
    const statuses = ['undecided', 'requested', 'revoked', 'expired', 'stale'] as const
    for (const standing of statuses)
      expect(sharing([{ ...contributor, standings: [standing] }])).toMatch(/^deny /)
    expect(sharing([{ ...contributor, standings: [] }])).toBe('deny MEMBER_UNDECIDED')
  })

  it('takes what is derived as its strictest source', () => {
    const account = { ...sharer, permissions: ['members_decide', 'members_decide'] as const }
    const both = { ...contributor, account, consented: ['open', 'open'] as const }
    expect(sharing([{ ...both, standings: ['given', 'given'] }], { host: account })).toBe('permit')
    expect(sharing([{ ...both, standings: ['given', 'refused'] }], { host: account })).toBe(
      'deny MEMBER_REFUSED',
    )
    const half = { ...sharer, permissions: ['members_decide', null] as const }
    expect(sharing([{ ...both, standings: ['given', 'given'] }], { host: half })).toBe(
      'deny ACCOUNT_UNSET',
    )
  })

  it('keeps to the stricter of the terms in force and those consented under', () => {
    expect(sharing([{ ...contributor, consented: ['forbidden'] }])).toBe('deny TERMS_PROHIBIT')
    expect(sharing([{ ...contributor, consented: ['no_choice'] }])).toBe('deny TERMS_NO_CHOICE')
  })

  it('C35, C36: is prohibited for minors and for health data, whoever says yes', () => {
    expect(sharing([{ ...contributor, isMinor: true }])).toBe('deny MINORS_NEVER_SHARE')
    expect(sharing([contributor], { isForMinors: true })).toBe('deny MINORS_NEVER_SHARE')
    const clinic = { ...sharer, regime: 'healthcare' as const }
    expect(sharing([contributor], { host: clinic })).toBe('deny HEALTHCARE_NEVER_SHARES')
    expect(sharing([{ ...visitor, account: clinic }])).toBe('deny HEALTHCARE_NEVER_SHARES')
  })

  it('C38: is prohibited under a sensitivity label', () => {
    expect(sharing([contributor], { isClosedByLabel: true })).toBe('deny LABEL_FORBIDS')
  })

  it('C39: an opt-out that a browser signalled, recorded as a refusal, is a no', () => {
    expect(contributorCode({ ...contributor, standings: ['refused'] })).toBe('MEMBER_REFUSED')
  })

  it('C42: of another account’s people it is said that they are out, never what they did', () => {
    const codes = (['refused', 'withdrawn'] as const).map((standing) =>
      contributorCode({ ...visitor, standings: [standing] }),
    )
    expect(codes).toEqual(['PARTICIPANT_REFUSED', 'PARTICIPANT_REFUSED'])
  })

  it('C41: whoever is not identified is a no', () => {
    expect(sharing([{ ...contributor, party: 'unidentified', account: null }])).toBe(
      'deny PARTICIPANT_UNIDENTIFIED',
    )
    expect(sharing([{ ...contributor, account: { ...sharer, permissions: [] } }])).toBe('permit')
    expect(sharing([{ ...visitor, account: { ...sharer, permissions: [] } }])).toBe(
      'deny OTHER_ACCOUNT_UNSET',
    )
    expect(sharing([contributor], { host: { ...sharer, permissions: [] } })).toBe(
      'deny ACCOUNT_UNSET',
    )
  })
})
