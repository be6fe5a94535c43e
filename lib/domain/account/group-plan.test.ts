import { expect, test } from 'vitest'
import { planGroup, type GroupNow, type GroupWish } from './group-plan.ts'

const off = { purpose: 'summary', category: null, kind: 'off' } as const
const now: GroupNow = {
  id: 'g',
  name: 'Group',
  revision: 3,
  members: new Map([
    ['ann', { seq: 1, isIn: true }],
    ['bob', { seq: 2, isIn: false }],
  ]),
  permissions: [{ ...off, seq: 1 }],
}
const plan = (wish: Partial<GroupWish>, from = now) =>
  planGroup(from, { joining: [], leaving: [], settings: [], ...wish })

test('what is so already changes nothing', () => {
  const same = { joining: ['ann'], leaving: ['bob', 'new'], settings: [off] }
  expect(plan(same)).toEqual({ members: [], settings: [], widens: false })
})

test('who comes in, and what is turned off, only narrows', () => {
  expect(plan({ joining: ['bob', 'new'], settings: [{ ...off, category: 'chat' }] })).toEqual({
    members: [
      { subjectId: 'bob', seq: 3, isIn: true },
      { subjectId: 'new', seq: 1, isIn: true },
    ],
    settings: [{ ...off, category: 'chat', seq: 1 }],
    widens: false,
  })
})

test('to lift something widens, and to leave a group that has something off', () => {
  expect(plan({ settings: [{ ...off, kind: 'members_decide' }] }).widens).toBe(true)
  expect(plan({ leaving: ['ann'] }).widens).toBe(true)
  expect(plan({ leaving: ['ann'] }, { ...now, permissions: [] }).widens).toBe(false)
})
