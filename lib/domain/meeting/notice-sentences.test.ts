import type { Answer, FeatureMode } from '@assent/decision'
import { describe, expect, test } from 'vitest'
import { answerEffects, answerLabels, noticedSentence, noticedState } from './notice-sentences.ts'

const permit = answerOf({ decision: 'permit', opinion: 'GRANT' })
const deny = answerOf({
  decision: 'deny',
  opinion: 'UNSET',
  sentence: 'Meeting summary may not run: no host is here.',
})
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
    expect(noticedState({ title: 'Meeting summary', switch: position, answer, own })).toBe(state)
  })

  test('who has not answered where it only listens may listen; who said no is left out', () => {
    const answer = answerOf({ ...permit, mode: 'listen-until-answered' })
    const facts = { title: 'Meeting summary', switch: 'on', answer } as const
    expect(noticedState({ ...facts, own: deny })).toBe('until_you_answer')
    expect(noticedState({ ...facts, own: no })).toBe('leaves_you_out')
  })

  test('why it does not run is told in the host’s words, which are about nobody', () => {
    const facts = { title: 'Meeting summary', switch: 'on', answer: deny, own: deny } as const
    expect(noticedSentence(facts)).toEqual({
      state: 'it is turned on, and does not run.',
      follows: 'No host is here.',
    })
  })
})

describe('what each answer does', () => {
  const modes: readonly (FeatureMode | null)[] = [
    'everyone-agrees',
    'leave-out',
    'listen-until-answered',
    'tell-and-object',
    null,
  ]
  test.each(modes)('%s: a yes, a no and silence are each told', (mode) => {
    for (const isOwnMember of [true, false])
      for (const effect of Object.values(answerEffects(mode, { isOwnMember })))
        expect(effect).toMatch(/\.$/)
  })

  test('silence includes nobody but the host organisation’s own people, where another ground is recorded', () => {
    expect(answerEffects('tell-and-object', { isOwnMember: true }).silence).toContain(
      'you are included',
    )
    for (const mode of modes)
      expect(answerEffects(mode, { isOwnMember: false }).silence).not.toContain('you are included')
  })

  test('the no is called what it does', () => {
    expect(answerLabels('everyone-agrees').leaveOut).toBe('Keep it off')
    expect(answerLabels('leave-out').leaveOut).toBe('Leave me out')
  })
})

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
