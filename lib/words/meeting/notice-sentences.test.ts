import type { FeatureMode } from '@assent/decision'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '../language.ts'
import { answerEffects, answerLabels, noticedSentence } from './notice-sentences.ts'
import { meetingWords } from './words-by-language.ts'

const modes: readonly (FeatureMode | null)[] = [
  'everyone-agrees',
  'leave-out',
  'listen-until-answered',
  'tell-and-object',
  null,
]
const states = [
  'includes_you',
  'leaves_you_out',
  'until_you_answer',
  'waits',
  'off',
  'not_on',
] as const
const noHost = { cause: 'no_host' } as const

describe.each(LANGUAGES)('in %s', (language) => {
  const words = meetingWords[language]

  test.each(modes)('%s: a yes, a no and silence are each told', (mode) => {
    for (const isOwnMember of [true, false])
      for (const effect of Object.values(answerEffects(words, mode, { isOwnMember })))
        expect(effect).toMatch(/\.$/)
  })

  test('silence includes nobody but the host organisation’s own people, where another ground is recorded', () => {
    const included = words.answer.silence.included
    expect(answerEffects(words, 'tell-and-object', { isOwnMember: true }).silence).toBe(included)
    for (const mode of modes)
      expect(answerEffects(words, mode, { isOwnMember: false }).silence).not.toBe(included)
  })

  test('the no is called what it does, and the yes and the no are two words', () => {
    const [keeps, leaves] = [
      answerLabels(words, 'everyone-agrees'),
      answerLabels(words, 'leave-out'),
    ]
    expect(keeps.leaveOut).not.toBe(leaves.leaveOut)
    expect(leaves.include).not.toBe(leaves.leaveOut)
  })

  test.each(states)('%s is a sentence', (state) => {
    for (const isWatched of [true, false]) {
      const said = noticedSentence(words, { state, waitsFor: noHost, isWatched })
      expect(said.state).toMatch(/\.$/)
      expect(said.follows).toMatch(/^$|\.$/)
    }
  })

  test('while decisions are only watched nobody is told that they are left out', () => {
    for (const state of ['leaves_you_out', 'until_you_answer', 'waits'] as const) {
      const [plain, watched] = [false, true].map((isWatched) =>
        noticedSentence(words, { state, waitsFor: noHost, isWatched }),
      )
      expect(watched?.state).not.toBe(plain?.state)
      expect(watched?.follows).not.toContain(words.states.plain.leaves_you_out.follows)
    }
  })
})

test('why it does not run is told about nobody, and as a number where that points at nobody', () => {
  const about = { state: 'waits', isWatched: false } as const
  expect(noticedSentence(meetingWords.en, { ...about, waitsFor: noHost })).toEqual({
    state: 'it is turned on, and does not run.',
    follows: 'No host is here.',
  })
  const people = { people: { shown: 'count', count: 14, of: 20 } } as const
  expect(noticedSentence(meetingWords.de, { ...about, waitsFor: people }).follows).toBe(
    '14 von 20 Menschen hier haben Ja gesagt.',
  )
})
