import { CEILINGS, CONSENT_STATUSES, memberVote } from '@assent/decision'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideChoice, type ChoiceContext, type Intent } from './decide-choice.ts'
import { nextStatus, type ConsentStatus } from './status.ts'

/** A purpose that may be answered, on a current page, by someone who has said nothing. */
const open: ChoiceContext = {
  known: 'known',
  status: 'undecided',
  ceilings: ['open'],
  account: 'members_decide',
  groups: [],
  expectedBasis: 'basis-1',
  currentBasis: 'basis-1',
}

function outcome(intent: Intent, departure: Partial<ChoiceContext> = {}): string {
  const result = decideChoice(intent, { ...open, ...departure })
  return result.ok ? result.value : `refused: ${result.code}`
}

const permission = fc.constantFrom('members_decide' as const, 'off' as const, null)
const contexts: fc.Arbitrary<ChoiceContext> = fc.record({
  known: fc.constantFrom('known', 'known', 'known', 'unknown_purpose', 'unknown_category'),
  status: fc.constantFrom(...CONSENT_STATUSES),
  ceilings: fc.array(fc.constantFrom('open', ...CEILINGS), { maxLength: 2 }),
  account: permission,
  groups: fc.array(permission, { maxLength: 2 }),
  expectedBasis: fc.constantFrom('basis-1', 'basis-2', null),
  currentBasis: fc.constantFrom('basis-1', 'basis-2'),
})

describe('include', () => {
  it.each(CONSENT_STATUSES.filter((status) => status !== 'given'))('from %s is a yes', (status) => {
    expect(outcome('include', { status })).toBe('give')
  })

  it('from given is nothing new', () => {
    expect(outcome('include', { status: 'given' })).toBe('nothing')
  })

  it('is refused for what the catalogue does not know', () => {
    expect(outcome('include', { known: 'unknown_purpose' })).toBe('refused: unknown_purpose')
    expect(outcome('include', { known: 'unknown_category' })).toBe('refused: unknown_category')
  })

  it('is refused where the terms rule it out, in any version in force', () => {
    expect(outcome('include', { ceilings: ['open', 'forbidden'] })).toBe(
      'refused: prohibited_by_terms',
    )
  })

  it('is refused where no choice is offered: nothing there may read as a yes', () => {
    expect(outcome('include', { ceilings: ['no_choice'] })).toBe('refused: no_choice_offered')
  })

  it('is refused while the account or a group has it off, or the account has said nothing', () => {
    expect(outcome('include', { account: 'off' })).toBe('refused: not_permitted')
    expect(outcome('include', { account: null })).toBe('refused: not_permitted')
    expect(outcome('include', { groups: [null, 'off'] })).toBe('refused: not_permitted')
  })

  it('is refused on a page that is out of date, or that does not say what it rested on', () => {
    expect(outcome('include', { expectedBasis: 'basis-0' })).toBe('refused: stale_page')
    expect(outcome('include', { expectedBasis: null })).toBe('refused: stale_page')
  })

  it('on a page that is out of date is refused even where an earlier yes stands', () => {
    expect(outcome('include', { status: 'given', expectedBasis: 'basis-0' })).toBe(
      'refused: stale_page',
    )
  })
})

describe('leave out', () => {
  const expected: [ConsentStatus, string][] = [
    ['undecided', 'refuse'],
    ['requested', 'refuse'],
    ['given', 'withdraw'],
    ['stale', 'withdraw'],
    ['revoked', 'refuse'],
    ['expired', 'refuse'],
    ['refused', 'nothing'],
    ['withdrawn', 'nothing'],
  ]

  it.each(expected)('from %s is %s', (status, recorded) => {
    expect(outcome('leave_out', { status })).toBe(recorded)
  })

  it('C10: always succeeds for a known purpose, whatever the page, the terms or the account say', () => {
    fc.assert(
      fc.property(contexts, (context) => {
        expect(decideChoice('leave_out', { ...context, known: 'known' }).ok).toBe(true)
      }),
    )
  })

  it('C10: is possible wherever a yes is, and leads to a no', () => {
    fc.assert(
      fc.property(contexts, (context) => {
        if (!decideChoice('include', context).ok) return
        const no = decideChoice('leave_out', context)
        expect(no.ok).toBe(true)
        if (!no.ok || no.value === 'give') throw new Error('a no was recorded as a yes')
        const status =
          no.value === 'nothing' ? context.status : nextStatus(context.status, no.value)
        expect(memberVote(status).opinion).toBe('DENY')
      }),
    )
  })

  it('takes back a yes to a purpose that has left the catalogue', () => {
    expect(outcome('leave_out', { known: 'unknown_purpose', status: 'given' })).toBe('withdraw')
    expect(outcome('leave_out', { known: 'unknown_category', status: 'stale' })).toBe('withdraw')
  })

  it('is refused for a purpose that nobody ever asked about', () => {
    expect(outcome('leave_out', { known: 'unknown_purpose' })).toBe('refused: unknown_purpose')
    expect(outcome('leave_out', { known: 'unknown_category' })).toBe('refused: unknown_category')
  })

  it('is never a yes', () => {
    fc.assert(
      fc.property(contexts, (context) => {
        const result = decideChoice('leave_out', context)
        if (result.ok) expect(result.value).not.toBe('give')
      }),
    )
  })
})

describe('both', () => {
  it('done twice, the second time records nothing', () => {
    fc.assert(
      fc.property(contexts, fc.constantFrom('include', 'leave_out'), (context, intent) => {
        const first = decideChoice(intent, context)
        if (!first.ok || first.value === 'nothing') return
        const status = nextStatus(context.status, first.value)
        const again = decideChoice(intent, { ...context, status, known: 'known' })
        expect(again).toEqual({ ok: true, value: 'nothing' })
      }),
    )
  })
})
