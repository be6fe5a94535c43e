import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countedAnswer, ownAnswers } from './own-answers.ts'

const acts = fc.array(
  fc.record({
    purpose: fc.constant('meeting_summary'),
    member: fc.constantFrom(null, 'ann', 'bob'),
    answer: fc.constantFrom('include' as const, 'leave_out' as const),
    isEnded: fc.boolean(),
  }),
  { maxLength: 6 },
)
const people = fc.constantFrom(null, 'ann', 'bob')
type Act = ReturnType<typeof said>
const stands = ({ isEnded }: Act) => !isEnded
const isBy = (who: string | null) => (act: Act) => act.member === who

test('the last word counts', () => {
  const [yes, no] = [said('ann', 'include'), said('ann', 'leave_out')]
  expect(countedAnswer([], isBy('ann'), stands)).toBeNull()
  expect(countedAnswer([no, yes], isBy('ann'), stands)).toBe(yes)
  expect(countedAnswer([yes, no], isBy('ann'), stands)).toBe(no)
})

test('a yes that ended is no answer, and brings no earlier one back', () => {
  const ended = { ...said('ann', 'include'), isEnded: true }
  expect(countedAnswer([said('ann', 'include'), ended], isBy('ann'), stands)).toBeNull()
  expect(countedAnswer([said('ann', 'leave_out'), ended], isBy('ann'), stands)).toBeNull()
})

test('a guest’s yes is none of the member whom the platform names instead; a guest’s no stays', () => {
  expect(countedAnswer([said(null, 'include')], isBy('ann'), stands)).toBeNull()
  const no = said(null, 'leave_out')
  expect(countedAnswer([no], isBy('ann'), stands)).toBe(no)
  const yes = said('ann', 'include')
  expect(countedAnswer([no, yes], isBy('ann'), stands)).toBe(yes)
})

test('a no that was said by the same id stands before an earlier yes, which is to be said again', () => {
  const [yes, no] = [said(null, 'include'), said('ann', 'leave_out')]
  expect(countedAnswer([yes, no], isBy(null), stands)).toBe(no)
  expect(ownAnswers([yes, no], isBy(null))).toEqual([])
  expect(countedAnswer([yes, no, yes], isBy(null), stands)).toBe(yes)
  const other = { ...no, purpose: 'chat_compose' }
  expect(ownAnswers([yes, other], isBy(null))).toEqual([yes])
})

test('a yes that counts is their own last word, has not ended, and nobody said no after it', () => {
  fc.assert(
    fc.property(acts, people, (all, member) => {
      const counted = countedAnswer(all, isBy(member), stands)
      if (counted?.answer !== 'include') return
      expect(counted).toBe(all.findLast(isBy(member)))
      expect(counted.isEnded).toBe(false)
      const later = all.slice(all.lastIndexOf(counted))
      expect(later.every(({ answer }) => answer === 'include')).toBe(true)
    }),
  )
})

test('one more no never makes a yes of what was none', () => {
  fc.assert(
    fc.property(acts, people, people, (all, member, who) => {
      const after = [...all, said(who, 'leave_out')]
      expect(countedAnswer(after, isBy(member), stands)?.answer).toBe('leave_out')
    }),
  )
})

function said(member: string | null, answer: 'include' | 'leave_out') {
  return { purpose: 'meeting_summary', member, answer, isEnded: false }
}
