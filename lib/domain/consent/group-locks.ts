import type { Permission } from '@assent/decision'
import type { PermissionKind } from '#lib/domain/ledger/act.ts'
import type { AccountAct, PermissionAct } from './account-consents.ts'

/** Somebody came into a group, or left it. */
export type GroupMembershipAct = AccountAct & { readonly groupId: string; readonly isIn: boolean }

export type GroupPermissionAct = AccountAct & {
  readonly groupId: string
  readonly purpose: string
  readonly category: string | null
  readonly kind: PermissionKind
}

/** Of one member: what came of their groups, and what these permit, each in the order of the record. */
export type GroupHistory = {
  readonly memberships: readonly GroupMembershipAct[]
  readonly permissions: readonly GroupPermissionAct[]
}

export const noGroups: GroupHistory = { memberships: [], permissions: [] }

/**
 * What the groups of a member were to that member, as acts of permission whose subject is the group: what it turns
 * off while they are in it, and what it has off as they come in, is `off`; leaving it is `members_decide`.
 */
export function groupLocks({ memberships, permissions }: GroupHistory): readonly PermissionAct[] {
  const groupIds = [...new Set(memberships.map(({ groupId }) => groupId))]
  const locks = groupIds.flatMap((groupId) =>
    locksOf(
      memberships.filter((act) => act.groupId === groupId),
      permissions.filter((act) => act.groupId === groupId),
    ),
  )
  return locks.toSorted((a, b) => a.position - b.position)
}

/** What turned the purpose off for a member by a group after they had said yes to it in a meeting. */
export function groupOffs(
  history: GroupHistory,
  yes: { readonly purpose: string; readonly position: number },
): readonly PermissionAct[] {
  return groupLocks(history).filter(
    ({ kind, purpose, category, position }) =>
      kind === 'off' && category === null && purpose === yes.purpose && position > yes.position,
  )
}

/** The groups that a member is in. */
export function groupsIn({ memberships }: GroupHistory): readonly string[] {
  const last = new Map(memberships.map(({ groupId, isIn }) => [groupId, isIn]))
  return [...last].flatMap(([groupId, isIn]) => (isIn ? [groupId] : []))
}

/** What each group last was to the member about one question; `accountId` is no group. */
export function groupPermissions(
  permissions: readonly PermissionAct[],
  accountId: string | null,
): readonly Permission[] {
  const ofGroups = permissions.filter(({ subjectId }) => subjectId !== accountId)
  return [...new Map(ofGroups.map(({ subjectId, kind }) => [subjectId, kind])).values()]
}

/** Of one group. */
function locksOf(
  memberships: readonly GroupMembershipAct[],
  permissions: readonly GroupPermissionAct[],
): readonly PermissionAct[] {
  const off = new Map<string, GroupPermissionAct>()
  let isIn = false
  const acts = [...memberships, ...permissions].toSorted((a, b) => a.position - b.position)
  return acts.flatMap((act) => {
    if ('isIn' in act) {
      const hasChanged = act.isIn !== isIn
      isIn = act.isIn
      if (!hasChanged) return []
      return [...off.values()].map((lock) => lockBy(act, lock, act.isIn ? 'off' : OPEN))
    }
    const key = JSON.stringify([act.purpose, act.category])
    if (act.kind === 'off') off.set(key, act)
    else off.delete(key)
    return isIn ? [lockBy(act, act, act.kind)] : []
  })
}

const OPEN = 'members_decide'

/** Caused by `act`, about what `lock` is about. */
function lockBy(
  { eventId, position, at, actorId, groupId }: GroupMembershipAct | GroupPermissionAct,
  { purpose, category }: GroupPermissionAct,
  kind: PermissionKind,
): PermissionAct {
  return { eventId, position, at, actorId, subjectId: groupId, purpose, category, seq: 0, kind }
}
