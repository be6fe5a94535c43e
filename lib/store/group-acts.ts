import {
  noGroups,
  type GroupHistory,
  type GroupMembershipAct,
  type GroupPermissionAct,
} from '#lib/domain/consent/group-locks.ts'
import type { Queryable } from './ledger.ts'

type MembershipRow = GroupMembershipAct & { readonly subjectId: string }

/** What came of the groups of these members, by member; of those at positions below `before`. */
export async function loadGroupHistories(
  database: Queryable,
  subjectIds: readonly string[],
  before = Number.MAX_SAFE_INTEGER,
): Promise<(subjectId: string) => GroupHistory> {
  const { rows: memberships } = await database.query<MembershipRow>({
    name: 'groups of members',
    text: `SELECT ${placed}, d.group_id AS "groupId", d.subject_id AS "subjectId", d.is_in AS "isIn"
             FROM group_member d ${joins}
            WHERE d.subject_id = ANY($1) AND p.position < $2 ORDER BY p.position, d.ordinal`,
    values: [subjectIds, before],
  })
  if (memberships.length === 0) return () => noGroups
  const groupIds = [...new Set(memberships.map(({ groupId }) => groupId))]
  const permissions = await loadGroupPermissions(database, groupIds, before)
  const membershipsOf = Map.groupBy(memberships, ({ subjectId }) => subjectId)
  const permissionsOf = Map.groupBy(permissions, ({ groupId }) => groupId)
  return (subjectId) => {
    const own = membershipsOf.get(subjectId) ?? []
    const ids = new Set(own.map(({ groupId }) => groupId))
    return {
      memberships: own,
      permissions: [...ids].flatMap((groupId) => permissionsOf.get(groupId) ?? []),
    }
  }
}

/** All that these groups said, in the order of the record. */
async function loadGroupPermissions(
  database: Queryable,
  groupIds: readonly string[],
  before = Number.MAX_SAFE_INTEGER,
): Promise<GroupPermissionAct[]> {
  const { rows } = await database.query<GroupPermissionAct>({
    name: 'permissions of groups',
    text: `SELECT ${placed}, d.group_id AS "groupId", d.purpose, d.category, d.kind
             FROM group_permission d ${joins}
            WHERE d.group_id = ANY($1) AND p.position < $2 ORDER BY p.position, d.ordinal`,
    values: [groupIds, before],
  })
  return rows
}

const placed = `d.event_id AS "eventId", p.position::float8 AS position, e.at, e.actor_id AS "actorId"`
const joins = `JOIN event e ON e.id = d.event_id JOIN event_position p ON p.event_id = d.event_id`
