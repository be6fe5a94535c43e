import { describe, expect, it } from 'vitest'
import type { ConsentStatus } from './consent-status.ts'
import type { Permission } from './permission.ts'
import { resolveWithinAccount, type AccountQuestion } from './resolve-within-account.ts'
import { allYes } from './testdata/questions.ts'

/** "permit", or "deny" with the codes in the order in which they are reported. */
function answer(departure: Partial<AccountQuestion>): string {
  const { decision, reasons } = resolveWithinAccount({ ...allYes, ...departure })
  return [decision, ...reasons.map(({ code }) => code)].join(' ')
}

const feature = (departure: Partial<AccountQuestion>) => answer({ ...departure, kind: 'feature' })
const sharing = (departure: Partial<AccountQuestion>) => answer({ ...departure, kind: 'sharing' })

describe('C1: a fresh account', () => {
  it('permits no feature and no sharing', () => {
    const fresh = { account: null, member: 'undecided' } as const
    expect(feature(fresh)).toBe('deny ACCOUNT_UNSET MEMBER_UNDECIDED')
    expect(sharing(fresh)).toBe('deny ACCOUNT_UNSET MEMBER_UNDECIDED')
  })

  it('permits nothing for a fresh member of an account that lets members decide', () => {
    expect(feature({ member: 'undecided' })).toBe('deny MEMBER_UNDECIDED')
    expect(sharing({ member: 'undecided' })).toBe('deny MEMBER_UNDECIDED')
  })
})

describe('the cases of 5.3 that one account decides', () => {
  it('H grants both; all own users granted both: permit, permit', () => {
    expect(feature({})).toBe('permit')
    expect(sharing({})).toBe('permit')
  })

  it('H features yes, sharing undecided: permit, deny ACCOUNT_UNSET', () => {
    expect(feature({})).toBe('permit')
    expect(sharing({ account: null, member: 'undecided' })).toContain('deny ACCOUNT_UNSET')
  })

  it('H features no, sharing yes: deny, permit', () => {
    expect(feature({ account: 'off', member: 'revoked' })).toContain('deny ACCOUNT_OFF')
    expect(sharing({})).toBe('permit')
  })

  it('H turns summary off, a yes given earlier: deny ACCOUNT_OFF, sharing unaffected', () => {
    expect(feature({ account: 'off' })).toBe('deny ACCOUNT_OFF')
    expect(sharing({})).toBe('permit')
  })

  it('H permits again later: the old yes is revoked and counts for nothing', () => {
    expect(feature({ member: 'revoked' })).toBe('deny MEMBER_REVOKED')
    expect(sharing({ member: 'revoked' })).toBe('deny MEMBER_REVOKED')
  })

  it('a participant withdraws: deny from then on', () => {
    expect(feature({ member: 'withdrawn' })).toBe('deny MEMBER_WITHDREW')
    expect(sharing({ member: 'withdrawn' })).toBe('deny MEMBER_WITHDREW')
  })

  it('terms 2023-08-11 in force, everyone granted training: permit, deny TERMS_PROHIBIT', () => {
    expect(feature({ ceilings: ['open'] })).toBe('permit')
    expect(sharing({ ceilings: ['forbidden'] })).toBe('deny TERMS_PROHIBIT')
  })

  it('terms March to July 27, and July 27 to August 7: nothing stale, the yes still counts', () => {
    expect(sharing({ ceilings: ['open', 'open'], member: 'given' })).toBe('permit')
  })
})

describe('ceilings', () => {
  it('the stricter of the terms in force and those consented under governs', () => {
    expect(sharing({ ceilings: ['open', 'forbidden'] })).toBe('deny TERMS_PROHIBIT')
    expect(sharing({ ceilings: ['forbidden', 'open'] })).toBe('deny TERMS_PROHIBIT')
  })

  it('a ceiling is PROHIBITED, and no yes below it makes it less', () => {
    expect(resolveWithinAccount({ ...allYes, ceilings: ['forbidden'] }).opinion).toBe('PROHIBITED')
  })

  it('where no choice is offered it says so, and never reads as consented', () => {
    const members: ConsentStatus[] = ['undecided', 'requested', 'given', 'refused']
    for (const member of members) {
      const decided = resolveWithinAccount({ ...allYes, member, ceilings: ['no_choice'] })
      expect(decided.decision).toBe('deny')
      expect(decided.opinion).not.toBe('GRANT')
      expect(decided.reasons[0]).toEqual({ code: 'TERMS_NO_CHOICE', level: 'terms' })
    }
  })
})

describe('permissions', () => {
  it('an account that says nothing permits nothing', () => {
    expect(feature({ account: null })).toBe('deny ACCOUNT_UNSET')
  })

  it('one group of several that turns it off turns it off', () => {
    expect(feature({ groups: ['members_decide', 'off', null] })).toBe('deny GROUP_OFF')
  })

  it('a group that says nothing is skipped', () => {
    expect(feature({ groups: [null, null] })).toBe('permit')
  })

  it('a group that lets members decide does not lift what the account turned off', () => {
    expect(feature({ account: 'off', groups: ['members_decide'] })).toBe('deny ACCOUNT_OFF')
    expect(feature({ account: null, groups: ['members_decide'] })).toBe('deny ACCOUNT_UNSET')
  })

  it('permitting is no yes: it answers for nobody', () => {
    expect(feature({ groups: ['members_decide'], member: 'requested' })).toBe(
      'deny MEMBER_NOT_ANSWERED',
    )
  })
})

describe('the member', () => {
  const expected: [ConsentStatus, string][] = [
    ['undecided', 'deny MEMBER_UNDECIDED'],
    ['requested', 'deny MEMBER_NOT_ANSWERED'],
    ['given', 'permit'],
    ['refused', 'deny MEMBER_REFUSED'],
    ['withdrawn', 'deny MEMBER_WITHDREW'],
    ['revoked', 'deny MEMBER_REVOKED'],
    ['expired', 'deny CONSENT_EXPIRED'],
    ['stale', 'deny CONSENT_STALE'],
  ]

  it.each(expected)('%s: %s, for features on consent and for sharing', (member, answered) => {
    expect(feature({ member })).toBe(answered)
    expect(sharing({ member })).toBe(answered)
  })

  it('another ground: silence does not stand in the way of a feature, an objection does', () => {
    const silent: ConsentStatus[] = ['undecided', 'requested', 'revoked', 'expired', 'stale']
    for (const member of silent) {
      expect(feature({ ground: 'other_ground', member })).toBe('permit')
    }
    expect(feature({ ground: 'other_ground', member: 'given' })).toBe('permit')
    expect(feature({ ground: 'other_ground', member: 'refused' })).toBe('deny MEMBER_REFUSED')
    expect(feature({ ground: 'other_ground', member: 'withdrawn' })).toBe('deny MEMBER_WITHDREW')
  })

  it('another ground still needs the account, its groups and the terms', () => {
    const silent = { ground: 'other_ground', member: 'undecided' } as const
    expect(feature({ ...silent, account: null })).toBe('deny ACCOUNT_UNSET')
    expect(feature({ ...silent, groups: ['off'] })).toBe('deny GROUP_OFF')
    expect(feature({ ...silent, ceilings: ['forbidden'] })).toBe('deny TERMS_PROHIBIT')
  })

  it('another ground is nothing to sharing', () => {
    expect(sharing({ ground: 'other_ground', member: 'undecided' })).toBe('deny MEMBER_UNDECIDED')
  })

  it('throws rather than answer for a value from outside, in plain JavaScript', () => {
    const wrong = [
      { member: 'GIVEN' as ConsentStatus },
      { account: 'on' as Permission },
      { account: undefined as unknown as Permission },
      { groups: ['on' as Permission] },
      { ceilings: ['none' as 'open'] },
    ]
    for (const departure of wrong) {
      expect(() => resolveWithinAccount({ ...allYes, ...departure })).toThrow(TypeError)
    }
  })
})
