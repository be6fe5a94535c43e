import { expect, test } from 'vitest'
import { controlOptions, optionsOf } from './control-options.ts'
import { control, forbidden, kind, off, ruledOut, shared } from './testdata/control.ts'

const labels = { include: 'Share all of it', leaveOut: 'Leave out all of it' }

test('C5: a yes to all stands beside an equal no to all', () => {
  const { include, leaveOut } = optionsOf([kind('Chat'), kind('Audio')], 'sharing', labels)
  const about = (option: typeof include) =>
    option?.choices.map(({ purpose, category }) => `${purpose}/${category ?? ''}`)
  expect(about(include)).toEqual(about(leaveOut))
  expect(new Set(include?.choices.map(({ intent }) => intent))).toEqual(new Set(['include']))
  expect(new Set(leaveOut?.choices.map(({ intent }) => intent))).toEqual(new Set(['leave_out']))
})

test('a yes covers only what can be said yes to', () => {
  const all = [kind('Chat'), kind('Audio', off), kind('Video', forbidden)]
  expect(optionsOf(all, 'sharing', labels).include?.choices).toEqual([
    { purpose: 'product_improvement', category: 'chat', intent: 'include' },
  ])
})

test('a no is offered wherever there is something to take back, whatever closed the yes', () => {
  const earlier = controlOptions(kind('Chat', { ...forbidden, status: 'given' }))
  expect(earlier.include).toBeNull()
  expect(earlier.leaveOut?.said).toBe(
    'You took back your yes to sharing chat for product improvement.',
  )
  const otherGround = controlOptions(control({ decision: 'permit', mayInclude: false }))
  expect(otherGround.leaveOut?.said).toBe('You said no to Meeting summary.')
})

test('C35: where a rule stands in the way no yes is offered, and one of before can be taken back', () => {
  expect(controlOptions(control(ruledOut))).toEqual({ include: null, leaveOut: null })
  const earlier = controlOptions(control({ ...ruledOut, status: 'given' }))
  expect(earlier.include).toBeNull()
  expect(earlier.leaveOut?.said).toBe('You took back your yes to Meeting summary.')
})

test('where there is nothing to say there is no button', () => {
  expect(controlOptions(control(off))).toEqual({ include: null, leaveOut: null })
  expect(controlOptions(kind('Chat', forbidden))).toEqual({ include: null, leaveOut: null })
})

test('what is told afterwards is what was said', () => {
  const { include, leaveOut } = controlOptions(control(shared))
  expect(include?.said).toBe('You said yes to Meeting summary.')
  expect(leaveOut?.said).toBe('You took back your yes to Meeting summary.')
})
