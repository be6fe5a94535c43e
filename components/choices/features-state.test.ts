import { expect, test } from 'vitest'
import { controlMark } from './control-mark.ts'
import { featuresState } from './features-state.ts'
import { control, forbidden, forced, off, ruledOut, shared } from './testdata/control.ts'

const feature = (title: string, differences: Parameters<typeof control>[0] = {}) => ({
  title,
  control: control(differences),
})

test('undecided is left out', () => {
  expect(featuresState([feature('Meeting summary'), feature('Chat compose')])).toEqual({
    mark: 'not-given',
    state: 'you are left out.',
    sentences: ['Your organisation leaves all of them to you.'],
  })
})

test('exceptions are named', () => {
  expect(
    featuresState([feature('Meeting summary', shared), feature('Chat compose'), feature('X')])
      .state,
  ).toBe('you are included in meeting summary, and left out of the rest.')
  expect(featuresState([feature('Meeting summary', shared)]).state).toBe('you are included.')
})

test('C35: rules that leave nothing are not told as the organisation’s doing', () => {
  expect(featuresState([feature('Meeting summary', ruledOut)])).toEqual({
    mark: 'locked',
    state: 'you are left out.',
    sentences: ['The rules that apply to you leave none of them to you.'],
  })
})

test('what waits is said first, and what nobody permitted is said too', () => {
  const waiting = featuresState([
    feature('Meeting summary', { status: 'requested' }),
    feature('Chat compose', off),
  ])
  expect(waiting).toEqual({
    mark: 'asked',
    state: 'you are left out.',
    sentences: [
      'You are asked about meeting summary.',
      'Your organisation leaves meeting summary to you.',
    ],
  })
  const none = featuresState([feature('Meeting summary', off)])
  expect(none.sentences).toEqual(['Your organisation permits no AI feature at the moment.'])
  expect(none.mark).toBe('locked')
})

test('the mark of a control is the strictest thing that holds about it', () => {
  const marks = [
    control({ ...forbidden, ...shared, ceiling: 'forbidden' }),
    control(forced),
    control(shared),
    control({ ...off, status: 'revoked' }),
    control({ status: 'stale' }),
    control({ status: 'expired' }),
    control({ status: 'requested' }),
    control({ status: 'refused' }),
    control(),
  ].map(controlMark)
  expect(marks).toEqual([
    'forbidden',
    'locked',
    'given',
    'locked',
    'stale',
    'stale',
    'asked',
    'not-given',
    'not-given',
  ])
})
