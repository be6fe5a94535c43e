import { expect, test } from 'vitest'
import { isSilenceNoVote, memberRules, type RulesOfAccount } from './member-rules.ts'

const feature = { kind: 'feature', ruledOutIn: ['workplace'], needsConsent: false } as const
const sharing = { ...feature, kind: 'sharing' } as const
const account = (differences: Partial<RulesOfAccount> = {}): RulesOfAccount => ({
  ...{ regime: 'none', setting: null, isAuthorised: false },
  ...differences,
})

test('where no rules are said nothing stands in the way', () => {
  for (const purpose of [feature, sharing]) {
    expect(memberRules(purpose, account(), false)).toEqual([])
    expect(memberRules(purpose, account({ setting: 'school' }), false)).toEqual([])
  }
})

test('C35: for people under age nothing is shared, and a feature takes an authorisation', () => {
  const school = account({ regime: 'minors' })
  for (const [of, isMinor] of [
    [account(), true],
    [school, true],
    [school, false],
  ] as const) {
    expect(memberRules(sharing, { ...of, isAuthorised: true }, isMinor)).toEqual([
      'MINORS_NEVER_SHARE',
    ])
    expect(memberRules(feature, of, isMinor)).toEqual(['MINORS_NOT_AUTHORISED'])
    expect(memberRules(feature, { ...of, isAuthorised: true }, isMinor)).toEqual([])
  }
})

test('no authorisation stands for what takes a child’s own yes', () => {
  const voice = { ...feature, needsConsent: true }
  const authorised = account({ regime: 'minors', isAuthorised: true })
  expect(memberRules(voice, authorised, true)).toEqual(['MINORS_NOT_AUTHORISED'])
  expect(memberRules(voice, authorised, false)).toEqual([])
  expect(isSilenceNoVote(voice, true, true)).toBe(false)
})

test('rules for health data, and a setting that rules a purpose out', () => {
  const clinic = account({ regime: 'healthcare' })
  expect(memberRules(feature, clinic, false)).toEqual(['HEALTHCARE_NOT_AUTHORISED'])
  expect(memberRules(feature, { ...clinic, isAuthorised: true }, false)).toEqual([])
  expect(memberRules(sharing, clinic, false)).toEqual(['HEALTHCARE_NEVER_SHARES'])
  expect(memberRules(feature, account({ setting: 'workplace' }), false)).toEqual([
    'SETTING_FORBIDS',
  ])
})

test('silence is no vote on a recorded ground, and of a child; never about sharing', () => {
  expect(isSilenceNoVote(feature, false, false)).toBe(false)
  expect(isSilenceNoVote(feature, true, false)).toBe(true)
  expect(isSilenceNoVote(feature, false, true)).toBe(true)
  expect(isSilenceNoVote(sharing, true, true)).toBe(false)
})
