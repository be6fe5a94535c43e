import { expect, test } from 'vitest'
import { groupState, isClosed, purposeState } from './group-state.ts'
import { forbidden, forced, kind, off, ruledOut, shared } from './testdata/control.ts'

test('nothing answered is not shared, and needs no more words', () => {
  expect(groupState([kind('Chat'), kind('Reactions')])).toEqual({
    mark: 'not-given',
    state: 'not shared.',
    details: [],
  })
})

test('a group is shared only where all of it is', () => {
  expect(groupState([kind('Chat', shared), kind('Reactions', shared)]).state).toBe('shared.')
  expect(groupState([kind('Chat', shared), kind('Poll results'), kind('Reactions')])).toMatchObject(
    {
      state: 'partly shared.',
      details: ['Shared: chat.', 'Not shared: poll results and reactions.'],
    },
  )
})

test('C35: what rules of a kind rule out is named, or that it is all of it', () => {
  expect(groupState([kind('Chat', ruledOut), kind('Audio', ruledOut)])).toEqual({
    mark: 'locked',
    state: 'not shared.',
    details: ['The rules that apply to you let none of it be shared.'],
  })
  expect(groupState([kind('Chat', ruledOut), kind('Audio')]).details).toEqual([
    'The rules that apply to you rule out: chat.',
  ])
})

test('what waits for the person is the mark of the group, and is named', () => {
  const asked = kind('Chat', { status: 'requested' })
  expect(groupState([asked, kind('Reactions', shared)])).toMatchObject({ mark: 'asked' })
  const stale = groupState([kind('Whiteboard', { status: 'stale' }), asked])
  expect(stale.mark).toBe('stale')
  expect(stale.details).toEqual([
    'Your answer is needed again: whiteboard.',
    'You are asked about: chat.',
  ])
})

test('what others have closed says who closed it', () => {
  expect(groupState([kind('Chat', off), kind('Reactions', off)])).toEqual({
    mark: 'locked',
    state: 'not shared.',
    details: ['Your organisation permits none of it.'],
  })
  expect(groupState([kind('Chat', off), kind('Reactions')]).details).toEqual([
    'Your organisation does not permit: chat.',
  ])
  expect(groupState([kind('Chat', forced), kind('Reactions')]).details).toEqual([
    'You are offered no choice about: chat.',
  ])
})

test('where the terms leave nothing open, an earlier yes is still told', () => {
  const closed = [kind('Chat', { ...forbidden, status: 'stale' }), kind('Audio', forbidden)]
  expect(isClosed(closed)).toBe(true)
  expect(groupState(closed)).toEqual({
    mark: 'forbidden',
    state: 'ruled out by the terms.',
    details: ['A yes of yours is still on record: chat.'],
  })
  expect(groupState([kind('Telemetry', forced)]).state).toBe('no choice offered.')
  expect(groupState([kind('Telemetry', forced), kind('Chat', forbidden)]).state).toBe(
    'nothing for you to decide.',
  )
})

test('all of a purpose tells what is shared and what is left to the person', () => {
  expect(
    purposeState([kind('Chat', shared), kind('Audio', off), kind('Reactions')]).details,
  ).toEqual(['Shared: chat.', 'What your organisation leaves to you: chat and reactions.'])
})
