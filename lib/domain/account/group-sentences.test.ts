import { expect, test } from 'vitest'
import { groupLockEffects, groupLockSentence, type GroupLock } from './group-sentences.ts'

const lock = (differences: Partial<GroupLock> = {}): GroupLock => ({
  ...{ title: 'Meeting summary', kind: 'feature', off: 'none', offTitles: [] },
  permission: 'members_decide',
  ...differences,
})

test('a lock is told as a state, and without one the account’s word holds', () => {
  expect(groupLockSentence(lock({ off: 'all' }))).toBe('off for everyone in the group.')
  expect(groupLockSentence(lock())).toBe(
    'as your organisation has it, members decide for themselves.',
  )
  expect(groupLockSentence(lock({ permission: null }))).toBe(
    'as your organisation has it, nothing decided yet.',
  )
  expect(groupLockSentence(lock({ off: 'some', offTitles: ['chat', 'audio'] }))).toBe(
    'off in the group for chat, audio; the rest as your organisation has it, members decide for themselves.',
  )
})

test('what it would do is said for both, and neither says that anybody is included', () => {
  const off = groupLockEffects('off', lock())
  expect(off[0]).toBe(
    'Meeting summary leaves out everyone in the group from now on, and whoever comes into it later.',
  )
  expect(groupLockEffects('off', lock({ kind: 'sharing' }))[0]).toContain('Nothing of anyone')
  expect(groupLockEffects('off', lock({ permission: 'off' })).at(-1)).toContain('nothing')
  const lift = groupLockEffects('members_decide', lock({ off: 'all' }))
  expect(lift[0]).toContain('Nobody is included by this')
  expect(groupLockEffects('members_decide', lock({ permission: null }))).toContain(
    'It stays off for them all the same: your organisation does not permit it.',
  )
  // Rule 9: no number, so that nothing can be worked out from two of them.
  for (const to of ['off', 'members_decide'] as const)
    for (const each of [lock(), lock({ off: 'all' }), lock({ kind: 'sharing', permission: null })])
      expect(groupLockEffects(to, each).join(' ')).not.toMatch(/\d/)
})

test('what is so already says so', () => {
  expect(groupLockEffects('off', lock({ off: 'all' }))[0]).toBe('It is so already.')
  expect(groupLockEffects('members_decide', lock())[0]).toBe('It is so already.')
})
