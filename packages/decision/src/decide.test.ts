import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide, decideAll, decideUnknown, type Vote } from './decide.ts'
import { OPINIONS } from './opinion.ts'
import { LEVELS, REASON_CODES } from './reason.ts'

const vote: fc.Arbitrary<Vote> = fc.record({
  level: fc.constantFrom(...LEVELS),
  opinion: fc.oneof(fc.constant('GRANT' as const), fc.constantFrom(...OPINIONS)),
  code: fc.constantFrom(...REASON_CODES),
})
const votes = fc.array(vote, { maxLength: 8 })

describe('decide', () => {
  it('says no, NO_VOTERS, where nobody votes (5.3: a meeting with no participants resolved)', () => {
    expect(decide([])).toEqual({
      decision: 'deny',
      opinion: 'UNSET',
      reasons: [{ code: 'NO_VOTERS', level: 'question' }],
    })
  })

  it('permits without a reason and denies with one', () => {
    fc.assert(
      fc.property(votes, (list) => {
        const { decision, reasons } = decide(list)
        expect(reasons.length === 0).toBe(decision === 'permit')
      }),
    )
  })

  it('C43: gives the same answer and the same explanation whatever the order of the voters', () => {
    fc.assert(
      fc.property(
        votes.chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
          ),
        ),
        ([list, shuffled]) => {
          expect(decide(shuffled)).toEqual(decide(list))
        },
      ),
    )
  })

  it('gives the same answer and the same explanation when everyone is asked twice', () => {
    fc.assert(
      fc.property(votes, (list) => {
        expect(decide([...list, ...list])).toEqual(decide(list))
      }),
    )
  })

  it('never widens by another vote, and never forgets a reason for it', () => {
    fc.assert(
      fc.property(fc.array(vote, { minLength: 1, maxLength: 8 }), vote, (list, another) => {
        const before = decide(list)
        const after = decide([...list, another])
        if (before.decision === 'deny') expect(after.decision).toBe('deny')
        expect(after.reasons).toEqual(expect.arrayContaining([...before.reasons]))
      }),
    )
  })

  it('reports reasons from the terms down to the member', () => {
    const { reasons } = decide([
      { level: 'member', opinion: 'DENY', code: 'MEMBER_REFUSED' },
      { level: 'group', opinion: 'DENY', code: 'GROUP_OFF' },
      { level: 'account', opinion: 'UNSET', code: 'ACCOUNT_UNSET' },
      { level: 'terms', opinion: 'PROHIBITED', code: 'TERMS_PROHIBIT' },
    ])
    expect(reasons.map(({ level }) => level)).toEqual(['terms', 'account', 'group', 'member'])
  })
})

describe('decideAll', () => {
  const yes = decide([{ level: 'member', opinion: 'GRANT' }])
  const no = decide([{ level: 'member', opinion: 'DENY', code: 'MEMBER_REFUSED' }])
  const locked = decide([{ level: 'account', opinion: 'DENY', code: 'ACCOUNT_OFF' }])

  it('permits derived data only when every source is permitted', () => {
    expect(decideAll([yes, yes]).decision).toBe('permit')
    expect(decideAll([yes, no]).decision).toBe('deny')
  })

  it('keeps the reasons of every part, in reporting order', () => {
    expect(decideAll([no, locked, no]).reasons.map(({ code }) => code)).toEqual([
      'ACCOUNT_OFF',
      'MEMBER_REFUSED',
    ])
  })

  it('says no to data derived from nothing', () => {
    expect(decideAll([])).toEqual(decide([]))
  })

  it('equals deciding over all the votes at once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(vote, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        (parts) => {
          expect(decideAll(parts.map(decide))).toEqual(decide(parts.flat()))
        },
      ),
    )
  })
})

describe('decideUnknown', () => {
  it('C41: an unknown account, member, purpose or category is a no that says which', () => {
    const codes = [
      'UNKNOWN_ACCOUNT',
      'UNKNOWN_MEMBER',
      'UNKNOWN_PURPOSE',
      'UNKNOWN_CATEGORY',
    ] as const
    for (const code of codes) {
      expect(decideUnknown(code)).toEqual({
        decision: 'deny',
        opinion: 'UNSET',
        reasons: [{ code, level: 'question' }],
      })
    }
  })
})
