import type { Answer } from '@assent/decision'
import { describe, expect, test } from 'vitest'
import { noticedState } from './noticed-state.ts'
import { waitsFor } from './wait-cause.ts'

const permit = answerOf({ decision: 'permit', opinion: 'GRANT' })
const deny = answerOf({ decision: 'deny', opinion: 'UNSET' })
const no = answerOf({ decision: 'deny', opinion: 'DENY' })

describe('where a feature stands for one person', () => {
  test.each([
    ['off', permit, permit, 'off'],
    [null, permit, permit, 'not_on'],
    ['on', deny, deny, 'waits'],
    ['on', permit, permit, 'includes_you'],
    ['on', permit, deny, 'leaves_you_out'],
    // Who is not there is not taken in.
    ['on', permit, null, 'leaves_you_out'],
  ] as const)('switch %s: %#', (position, answer, own, state) => {
    expect(noticedState({ switch: position, answer, own })).toBe(state)
  })

  test('who has not answered where it only listens may listen; who said no is left out', () => {
    const answer = answerOf({ ...permit, mode: 'listen-until-answered' })
    expect(noticedState({ switch: 'on', answer, own: deny })).toBe('until_you_answer')
    expect(noticedState({ switch: 'on', answer, own: no })).toBe('leaves_you_out')
  })
})

describe('what a feature waits for', () => {
  test('the first thing that is about nobody, whatever people said', () => {
    const reasons = [reason('NO_HOST', 'meeting'), reason('PARTICIPANT_REFUSED', 'participant', 3)]
    expect(waitsFor(answerOf({ reasons }), 12)).toEqual({ cause: 'no_host' })
  })

  test('people, as a number that points at nobody', () => {
    const reasons = [
      reason('MEMBER_UNDECIDED', 'member', 4),
      reason('PARTICIPANT_REFUSED', 'participant', 2),
    ]
    const people = (present: number) => waitsFor(answerOf({ reasons }), present)
    expect(people(20)).toEqual({ people: { shown: 'count', count: 14, of: 20 } })
    expect(people(9)).toEqual({ people: { shown: 'not_everyone' } })
    expect(people(6)).toEqual({ people: { shown: 'not_everyone' } })
  })
})

function reason(
  code: Answer['reasons'][number]['code'],
  level: Answer['reasons'][number]['level'],
  count = 1,
) {
  return { code, level, count }
}

function answerOf(parts: Partial<Answer>): Answer {
  return {
    decision: 'deny',
    opinion: 'UNSET',
    purpose: 'meeting_summary',
    mode: 'leave-out',
    categories: [],
    reasons: [],
    termsVersions: [],
    revision: 1,
    roster: 1,
    evaluatedAt: 0,
    validUntil: 0,
    observedUntil: null,
    stateAge: 0,
    obligations: [],
    sentence: '',
    ...parts,
  }
}
