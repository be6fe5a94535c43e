import { CONSENT_STATUSES, resolveWithinAccount, type AccountQuestion } from '@assent/decision'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextStatus } from './status.ts'
import { withdrawEverything, type Standing } from './withdraw-everything.ts'

const questions: fc.Arbitrary<AccountQuestion> = fc.record({
  kind: fc.constantFrom('feature', 'sharing'),
  ceilings: fc.constantFrom([], ['open' as const], ['forbidden' as const]),
  account: fc.constantFrom('members_decide', 'members_decide', 'off', null),
  groups: fc.constant([]),
  ground: fc.constantFrom('consent', 'other_ground'),
  member: fc.constantFrom(...CONSENT_STATUSES),
})

function standing(question: AccountQuestion, key = 'meeting_summary'): Standing {
  return {
    purpose: key,
    category: question.kind === 'sharing' ? 'audio' : null,
    status: question.member,
    decision: resolveWithinAccount(question),
  }
}

describe('withdrawEverything', () => {
  const base: AccountQuestion = {
    kind: 'feature',
    ceilings: [],
    account: 'members_decide',
    groups: [],
    ground: 'consent',
    member: 'given',
  }

  it('C14: one act withdraws every yes, of features and of sharing, each in its own record', () => {
    const sharing = standing({ ...base, kind: 'sharing' }, 'product_improvement')
    expect(withdrawEverything([standing(base), sharing])).toEqual([
      { purpose: 'meeting_summary', category: null, outcome: 'withdraw' },
      { purpose: 'product_improvement', category: 'audio', outcome: 'withdraw' },
    ])
  })

  it('C14: after it nothing is permitted any more, and no yes is left that could come back', () => {
    fc.assert(
      fc.property(fc.array(questions, { maxLength: 6 }), (asked) => {
        const acts = withdrawEverything(asked.map((each, i) => standing(each, `p${String(i)}`)))
        for (const [i, question] of asked.entries()) {
          const act = acts.find(({ purpose }) => purpose === `p${String(i)}`)
          const member = act ? nextStatus(question.member, act.outcome) : question.member
          expect(resolveWithinAccount({ ...question, member }).decision).toBe('deny')
          expect(['given', 'stale']).not.toContain(member)
        }
      }),
    )
  })

  it('withdraws a yes that waits to be confirmed, and one that is turned off above it', () => {
    expect(withdrawEverything([standing({ ...base, member: 'stale' })])).toHaveLength(1)
    expect(withdrawEverything([standing({ ...base, account: null })])).toHaveLength(1)
  })

  it('objects to a feature that runs on another ground', () => {
    const silent = standing({ ...base, ground: 'other_ground', member: 'undecided' })
    expect(withdrawEverything([silent])).toMatchObject([{ outcome: 'refuse' }])
  })

  it('C13: puts no answer in the mouth of someone who gave none', () => {
    const silent = CONSENT_STATUSES.filter((status) => status !== 'given' && status !== 'stale')
    expect(withdrawEverything(silent.map((member) => standing({ ...base, member })))).toEqual([])
  })

  it('done twice, the second time records nothing', () => {
    const acts = withdrawEverything([standing(base)])
    const member = nextStatus(base.member, acts[0]?.outcome ?? 'give')
    expect(withdrawEverything([standing({ ...base, member })])).toEqual([])
  })
})
