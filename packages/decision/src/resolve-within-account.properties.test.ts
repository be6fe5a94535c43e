import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Decision } from './decide.ts'
import { OPINIONS } from './opinion.ts'
import { resolveWithinAccount, type AccountQuestion } from './resolve-within-account.ts'
import { ceilings, permissions, questions, statuses } from './testdata/questions.ts'

/** An account's world: any number of questions, each under its own key. */
const worlds = fc.dictionary(
  fc.constantFrom('meeting_summary', 'chat_compose', 'improvement:audio', 'training:chat'),
  questions,
)

function expectNoWider(before: AccountQuestion, after: AccountQuestion): void {
  const rank = ({ opinion }: Decision) => OPINIONS.indexOf(opinion)
  expect(rank(resolveWithinAccount(after))).toBeLessThanOrEqual(rank(resolveWithinAccount(before)))
}

describe('resolveWithinAccount', () => {
  it('C43: the order of groups and ceilings never matters', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const turned = {
          ...question,
          groups: question.groups.toReversed(),
          ceilings: question.ceilings.toReversed(),
        }
        expect(resolveWithinAccount(turned)).toEqual(resolveWithinAccount(question))
      }),
    )
  })

  it('counting a group or a ceiling twice changes nothing', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const doubled = {
          ...question,
          groups: [...question.groups, ...question.groups],
          ceilings: [...question.ceilings, ...question.ceilings],
        }
        expect(resolveWithinAccount(doubled)).toEqual(resolveWithinAccount(question))
      }),
    )
  })

  it('a lock never widens: of the account', () => {
    fc.assert(
      fc.property(questions, (question) => {
        expectNoWider(question, { ...question, account: 'off' })
        expect(resolveWithinAccount({ ...question, account: 'off' }).decision).toBe('deny')
      }),
    )
  })

  it('a group never widens, whatever it says', () => {
    fc.assert(
      fc.property(questions, permissions, (question, permission) => {
        expectNoWider(question, { ...question, groups: [...question.groups, permission] })
      }),
    )
  })

  it('a ceiling never widens, whatever it says', () => {
    fc.assert(
      fc.property(questions, ceilings, (question, ceiling) => {
        expectNoWider(question, { ...question, ceilings: [...question.ceilings, ceiling] })
      }),
    )
  })

  it('a no of the person never widens, and is never overruled', () => {
    fc.assert(
      fc.property(questions, fc.constantFrom('refused', 'withdrawn'), (question, member) => {
        const after = { ...question, member }
        expectNoWider(question, after)
        expect(resolveWithinAccount(after).decision).toBe('deny')
      }),
    )
  })

  it('C4: for sharing nothing but the person’s own given yes is ever permitted', () => {
    fc.assert(
      fc.property(questions, statuses, (question, member) => {
        const asked = { ...question, kind: 'sharing', member } as const
        if (member !== 'given') expect(resolveWithinAccount(asked).decision).toBe('deny')
      }),
    )
  })

  it('the ground of a feature never changes an answer about sharing', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const asked = { ...question, kind: 'sharing' } as const
        expect(resolveWithinAccount({ ...asked, ground: 'other_ground' })).toEqual(
          resolveWithinAccount({ ...asked, ground: 'consent' }),
        )
      }),
    )
  })

  it('C2: turning sharing off never changes a feature’s answer, and vice versa', () => {
    const kinds = fc.constantFrom('feature' as const, 'sharing' as const)
    fc.assert(
      fc.property(worlds, kinds, (world, turnedOff) => {
        const answers = (of: Record<string, AccountQuestion>) =>
          Object.entries(of).flatMap(([key, question]) =>
            question.kind === turnedOff ? [] : [[key, resolveWithinAccount(question)]],
          )
        const after = Object.fromEntries(
          Object.entries(world).map(([key, question]) => [
            key,
            question.kind === turnedOff ? { ...question, account: 'off' as const } : question,
          ]),
        )
        expect(answers(after)).toEqual(answers(world))
      }),
    )
  })

  it('permits exactly when every voter says yes, and then gives no reason', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { decision, opinion, reasons } = resolveWithinAccount(question)
        expect(decision === 'permit').toBe(opinion === 'GRANT')
        expect(decision === 'permit').toBe(reasons.length === 0)
      }),
    )
  })

  it('does not change the question it is asked', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const copy = structuredClone(question)
        resolveWithinAccount(question)
        expect(question).toEqual(copy)
      }),
    )
  })
})
