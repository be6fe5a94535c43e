import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldStatus } from './fold-status.ts'
import {
  groupLocks,
  groupPermissions,
  groupsIn,
  noGroups,
  type GroupHistory,
  type GroupMembershipAct,
  type GroupPermissionAct,
} from './group-locks.ts'

const actAt = (position: number) => ({
  eventId: `e${String(position)}`,
  position,
  at: new Date(Date.UTC(2026, 2, 2, 9, 0, position)),
  actorId: null,
})
const moves = (position: number, isIn: boolean, groupId = 'legal'): GroupMembershipAct => ({
  ...actAt(position),
  groupId,
  isIn,
})
const sets = (
  position: number,
  kind: 'off' | 'members_decide',
  groupId = 'legal',
): GroupPermissionAct => ({ ...actAt(position), groupId, purpose: 'summary', category: null, kind })

const said = (history: GroupHistory) =>
  groupLocks(history).map(
    ({ position, subjectId, kind }) => `${String(position)} ${subjectId} ${kind}`,
  )

describe('groupLocks', () => {
  it('is nothing to whoever is in none, and of a group that has nothing off', () => {
    expect(said(noGroups)).toEqual([])
    expect(said({ memberships: [], permissions: [sets(1, 'off')] })).toEqual([])
    expect(said({ memberships: [moves(1, true), moves(2, false)], permissions: [] })).toEqual([])
  })

  it('turns off for those who are in it, and what is off already for whoever comes in', () => {
    const history = { memberships: [moves(2, true)], permissions: [sets(1, 'off')] }
    expect(said(history)).toEqual(['2 legal off'])
    const later = { memberships: [moves(1, true)], permissions: [sets(3, 'off')] }
    expect(said(later)).toEqual(['3 legal off'])
  })

  it('ends as somebody leaves, and nothing that it does then reaches them', () => {
    const history = {
      memberships: [moves(1, true), moves(4, false)],
      permissions: [sets(2, 'off'), sets(5, 'members_decide'), sets(6, 'off')],
    }
    expect(said(history)).toEqual(['2 legal off', '4 legal members_decide'])
    expect(groupsIn(history)).toEqual([])
  })

  it('of two groups the stricter holds, whatever the other lifts', () => {
    const history = {
      memberships: [moves(1, true), moves(2, true, 'sales')],
      permissions: [sets(3, 'off'), sets(4, 'off', 'sales'), sets(5, 'members_decide', 'sales')],
    }
    expect(groupPermissions(groupLocks(history), 'acme')).toEqual(['off', 'members_decide'])
    expect(groupsIn(history)).toEqual(['legal', 'sales'])
  })

  const acts = fc.array(
    fc.record({ isMove: fc.boolean(), isOn: fc.boolean(), group: fc.constantFrom('a', 'b') }),
    { maxLength: 20 },
  )

  it('whoever is in a group that has it off has no standing yes, and lifting it gives none back', () => {
    fc.assert(
      fc.property(acts, (drawn) => {
        const history = {
          memberships: drawn.flatMap(({ isMove, isOn, group }, i) =>
            isMove ? [moves(i + 1, isOn, group)] : [],
          ),
          permissions: drawn.flatMap(({ isMove, isOn, group }, i) =>
            isMove ? [] : [sets(i + 1, isOn ? 'off' : 'members_decide', group)],
          ),
        }
        const wasEverOff = ['a', 'b'].some((group) => {
          let [isIn, isOff, wasOff] = [false, false, false]
          drawn.forEach(({ isMove, isOn, group: of }) => {
            if (of !== group) return
            if (isMove) isIn = isOn
            else isOff = isOn
            wasOff ||= isIn && isOff
          })
          return wasOff
        })
        const give = { ...actAt(0), at: actAt(0).at.toISOString(), kind: 'give', expiresAt: null }
        const locks = groupLocks(history).map(({ subjectId, at, kind, eventId, position }) => ({
          ...{ eventId, position, kind, scopeId: subjectId, at: at.toISOString() },
        }))
        const folded = foldStatus([give as never, ...locks], {
          position: null,
          at: actAt(60).at.toISOString(),
        })
        expect(folded.status).toBe(wasEverOff ? 'revoked' : 'given')
      }),
    )
  })
})
