import { CONSENT_STATUSES, resolveWithinAccount, type AccountQuestion } from '@assent/decision'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  permissionImpact,
  shownCount,
  stops,
  type MemberNow,
  type PermissionChange,
} from './impact.ts'
import { nextStatus, type ConsentStatus } from './status.ts'

const AT = '2026-06-01T09:00:00Z'
const base: AccountQuestion = {
  kind: 'feature',
  ceilings: [],
  account: 'members_decide',
  groups: [],
  ground: 'consent',
  member: 'given',
}
const turnOff: PermissionChange = { permission: 'off', asking: null, at: AT }
const askNow: PermissionChange = { permission: 'members_decide', asking: 'ask_now', at: AT }

function members(
  counts: Partial<Record<ConsentStatus, number>>,
  departure: Partial<AccountQuestion> = {},
): readonly MemberNow[] {
  return Object.entries(counts).flatMap(([status, count]) =>
    Array.from({ length: count }, () => ({
      question: { ...base, ...departure, member: status as ConsentStatus },
      askedAt: null,
    })),
  )
}

describe('permissionImpact', () => {
  it('turning off ends each standing yes, and everything that ran on one', () => {
    const impact = permissionImpact(
      turnOff,
      members({ given: 7, stale: 2, refused: 3, expired: 1 }),
    )
    expect(impact).toEqual({
      members: 13,
      yesesEnding: 9,
      membersToAsk: 0,
      permittedBefore: 7,
      permittedAfter: 0,
    })
    expect(stops(impact)).toBe(true)
  })

  it('turning off what runs on another ground stops it for those who said nothing', () => {
    const silent = members({ undecided: 5, withdrawn: 2 }, { ground: 'other_ground' })
    expect(permissionImpact(turnOff, silent)).toMatchObject({
      yesesEnding: 0,
      permittedBefore: 5,
      permittedAfter: 0,
    })
  })

  it('C1: permitting and asking makes nothing run for anyone', () => {
    const fresh = members({ undecided: 12 }, { account: null })
    expect(permissionImpact(askNow, fresh)).toMatchObject({
      membersToAsk: 12,
      permittedBefore: 0,
      permittedAfter: 0,
    })
  })

  it('permitting again asks those whose yes had ended, and nobody who said no', () => {
    const after = members({ revoked: 6, refused: 2, withdrawn: 1, expired: 1 }, { account: 'off' })
    expect(permissionImpact(askNow, after)).toMatchObject({ membersToAsk: 7, permittedAfter: 0 })
  })

  it('asks nobody whose group has it off, where the terms rule it out, or when not yet', () => {
    const offered = { undecided: 3 }
    const asked = (departure: Partial<AccountQuestion>, change = askNow) =>
      permissionImpact(change, members(offered, departure)).membersToAsk
    expect(asked({})).toBe(3)
    expect(asked({ groups: ['off'] })).toBe(0)
    expect(asked({ ceilings: ['forbidden'] })).toBe(0)
    expect(asked({ ceilings: ['no_choice'] })).toBe(0)
    expect(asked({}, { ...askNow, asking: 'not_yet' })).toBe(0)
    expect(asked({}, { ...askNow, asking: 'other_ground' })).toBe(0)
  })

  it('asks nobody about a feature twice within 12 months', () => {
    const [member] = members({ undecided: 1 })
    if (!member) throw new Error('no member')
    const askedIn = (askedAt: string) =>
      permissionImpact(askNow, [{ ...member, askedAt }]).membersToAsk
    expect(askedIn('2025-06-01T09:00:00Z')).toBe(1)
    expect(askedIn('2025-06-01T09:00:01Z')).toBe(0)
  })

  it('another ground makes a feature run for all who have not objected, and sharing for nobody', () => {
    const change = { ...askNow, asking: 'other_ground' } as const
    const people = { undecided: 4, refused: 1 }
    expect(permissionImpact(change, members(people)).permittedAfter).toBe(4)
    expect(permissionImpact(change, members(people, { kind: 'sharing' })).permittedAfter).toBe(0)
  })

  it('says exactly what the resolution answers once the change is made', () => {
    const permission = fc.constantFrom('members_decide' as const, 'off' as const)
    const people = fc.array(
      fc.record({
        askedAt: fc.constant(null),
        question: fc.record({
          kind: fc.constantFrom('feature' as const, 'sharing' as const),
          ceilings: fc.constantFrom([], ['forbidden' as const]),
          account: fc.constantFrom('members_decide' as const, 'off' as const, null),
          groups: fc.constantFrom([], ['off' as const]),
          ground: fc.constantFrom('consent' as const, 'other_ground' as const),
          member: fc.constantFrom(...CONSENT_STATUSES),
        }),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(people, permission, (list, changed) => {
        const asking = changed === 'off' ? null : 'not_yet'
        const impact = permissionImpact({ permission: changed, asking, at: AT }, list)
        const after = list.filter(({ question }) => {
          const ground = asking === null ? question.ground : 'consent'
          const member = nextStatus(question.member, changed)
          const asked = { ...question, account: changed, ground, member } as const
          return resolveWithinAccount(asked).decision === 'permit'
        })
        expect(impact.permittedAfter).toBe(after.length)
        if (changed === 'off') expect(impact.permittedAfter).toBe(0)
      }),
    )
  })

  it('has nothing to stop where nothing ran', () => {
    expect(stops(permissionImpact(turnOff, members({ undecided: 4 })))).toBe(false)
    expect(stops(permissionImpact(turnOff, []))).toBe(false)
  })
})

describe('shownCount', () => {
  it('shows a number from five on, of a group that is larger by five', () => {
    expect(shownCount(5, 10)).toEqual({ shown: 'count', count: 5, of: 10 })
    expect(shownCount(4, 10)).toEqual({ shown: 'not_everyone' })
    expect(shownCount(6, 10)).toEqual({ shown: 'not_everyone' })
  })

  it('says everyone when it is everyone, which tells on nobody', () => {
    expect(shownCount(3, 3)).toEqual({ shown: 'everyone' })
    expect(shownCount(0, 0)).toEqual({ shown: 'not_everyone' })
  })

  it('never lets anyone single out fewer than five people, on either side of the number', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (count, rest) => {
        const shown = shownCount(count, count + rest)
        if (shown.shown !== 'count') return
        expect(shown.count).toBeGreaterThanOrEqual(5)
        expect(shown.of - shown.count).toBeGreaterThanOrEqual(5)
      }),
    )
  })

  it('tells nobody, one and four apart from nothing', () => {
    const few = [0, 1, 2, 3, 4].map((count) => shownCount(count, 30))
    expect(new Set(few.map((each) => JSON.stringify(each))).size).toBe(1)
  })
})
