import { expect, test } from 'vitest'
import { regimeSentences } from './regime-sentences.ts'

test('nothing is said where no rules of a kind apply', () => {
  expect(regimeSentences('features', { regime: 'none', isMinor: null }, ['Summary'])).toBeNull()
  expect(regimeSentences('sharing', { regime: 'none', isMinor: false }, [])).toBeNull()
})

test('somebody under age reads that their yes is not enough, and for what more is missing', () => {
  const minor = { regime: 'none', isMinor: true } as const
  expect(regimeSentences('features', minor, ['Meeting summary', 'Chat compose'])).toEqual({
    title: 'Rules for people under age apply.',
    lines: [
      'The platform says that you are under age.',
      'Your own yes is not enough: your organisation has to record an authorisation for each feature.',
      'It has recorded none for Meeting summary and Chat compose: until it does, your part is left out, also where you have said yes.',
    ],
  })
  expect(regimeSentences('features', minor, [])?.lines).toHaveLength(2)
  expect(regimeSentences('sharing', minor, [])?.lines.at(-1)).toContain(
    'Nothing of yours is shared',
  )
})

test('an account under rules holds all of its people to them', () => {
  const school = regimeSentences('features', { regime: 'minors', isMinor: false }, [])
  expect(school?.title).toBe('Rules for people under age apply.')
  const clinic = regimeSentences('features', { regime: 'healthcare', isMinor: null }, ['Summary'])
  expect(clinic?.title).toBe('Rules for health data apply.')
  expect(clinic?.lines.join(' ')).toContain('an agreement on health data')
})
