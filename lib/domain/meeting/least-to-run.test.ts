import { ANSWER_CODES, answerReason, type Answer, type AnswerCode } from '@assent/decision'
import { expect, test } from 'vitest'
import { leastToRun } from './least-to-run.ts'

test('every reason says what would let it run, and none is about one person', () => {
  for (const code of ANSWER_CODES) {
    const lines = leastToRun(denied(code))
    expect(lines, code).not.toEqual([])
    for (const line of lines) expect(line).not.toMatch(/refused|said no|withdrew/)
  }
})

test('what stands in the way whatever people say comes alone', () => {
  expect(leastToRun(denied('NO_HOST', 'PARTICIPANT_NOT_ANSWERED'))).toEqual([
    'A host of your organisation has to be in the meeting.',
  ])
})

test('where everyone has to agree, everyone has to say yes', () => {
  const answer = { ...denied('PARTICIPANT_REFUSED'), mode: 'everyone-agrees' } as const
  expect(leastToRun(answer)).toEqual([
    'Everyone here has to say yes. Ask everyone, and wait for their answers.',
  ])
})

test('who cannot be asked as they are there can be asked by the link', () => {
  const lines = leastToRun(denied('PARTICIPANT_CANNOT_BE_ASKED'))
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('by the link to the notice')
})

test('what runs for everyone needs nothing', () => {
  expect(leastToRun({ ...denied(), decision: 'permit' })).toEqual([])
})

function denied(...codes: AnswerCode[]): Answer {
  return {
    decision: 'deny',
    opinion: 'UNSET',
    purpose: 'meeting_summary',
    mode: 'leave-out',
    categories: [],
    reasons: codes.map((code) => answerReason(code)),
    termsVersions: [],
    revision: 1,
    roster: 1,
    evaluatedAt: 0,
    validUntil: 0,
    observedUntil: null,
    stateAge: 0,
    obligations: [],
    sentence: '',
  }
}
