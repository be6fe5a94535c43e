import type { GroupNow } from '#lib/domain/account/group-plan.ts'
import type { PermissionKind } from '#lib/domain/ledger/act.ts'
import type { Database } from './database.ts'

/** A group by the platform's id, as far as these members are in it. */
export async function loadGroupNow(
  { pool }: Database,
  accountId: string,
  externalId: string,
  subjectIds: readonly string[],
): Promise<GroupNow> {
  const { rows } = await pool.query<{ id: string; name: string; revision: number }>({
    name: 'group now',
    text: `SELECT subject_id AS id, name, (
                    SELECT count(*)::int FROM (
                      SELECT g.event_id
                      UNION SELECT event_id FROM group_member m WHERE m.group_id = g.subject_id
                      UNION SELECT event_id FROM group_permission p WHERE p.group_id = g.subject_id
                    ) acts) AS revision
             FROM account_group g WHERE account_id = $1 AND external_id = $2`,
    values: [accountId, externalId],
  })
  const [group] = rows
  if (group === undefined)
    return { id: null, name: null, revision: 0, members: new Map(), permissions: [] }
  const members = await pool.query<{ subjectId: string; seq: number; isIn: boolean }>({
    name: 'group members now',
    text: `SELECT DISTINCT ON (subject_id) subject_id AS "subjectId", seq, is_in AS "isIn"
             FROM group_member WHERE group_id = $1 AND subject_id = ANY($2)
            ORDER BY subject_id, seq DESC`,
    values: [group.id, subjectIds],
  })
  const permissions = await pool.query<GroupNow['permissions'][number]>({
    name: 'group permissions now',
    text: `SELECT DISTINCT ON (purpose, category) purpose, category, seq, kind
             FROM group_permission WHERE group_id = $1 ORDER BY purpose, category, seq DESC`,
    values: [group.id],
  })
  return {
    ...group,
    members: new Map(members.rows.map(({ subjectId, ...row }) => [subjectId, row])),
    permissions: permissions.rows,
  }
}

export type StoredGroup = {
  readonly id: string
  readonly externalId: string
  readonly name: string
  /** How many acts have set it. */
  readonly revision: number
  /** Who is in it and still belongs to the account. */
  readonly members: number
  readonly permissions: readonly {
    readonly purpose: string
    readonly category: string | null
    readonly kind: PermissionKind
  }[]
}

/** The groups of an account by their names, with what each said last of every question. */
export async function loadGroups({ pool }: Database, accountId: string): Promise<StoredGroup[]> {
  const { rows } = await pool.query<StoredGroup>({
    name: 'groups of an account',
    text: `SELECT g.subject_id AS id, g.external_id AS "externalId", g.name,
                  (SELECT count(*)::int FROM (
                    SELECT g.event_id
                    UNION SELECT event_id FROM group_member m WHERE m.group_id = g.subject_id
                    UNION SELECT event_id FROM group_permission p WHERE p.group_id = g.subject_id
                  ) acts) AS revision,
                  (SELECT count(*)::int FROM (
                    SELECT DISTINCT ON (m.subject_id) m.subject_id, m.is_in FROM group_member m
                     WHERE m.group_id = g.subject_id ORDER BY m.subject_id, m.seq DESC) last
                    WHERE last.is_in AND (
                      SELECT r.role <> 'none' FROM member_role r
                       WHERE r.subject_id = last.subject_id ORDER BY r.seq DESC LIMIT 1)) AS members,
                  (SELECT coalesce(json_agg(last ORDER BY purpose, category), '[]') FROM (
                    SELECT DISTINCT ON (purpose, category) purpose, category, kind
                      FROM group_permission p WHERE p.group_id = g.subject_id
                     ORDER BY purpose, category, seq DESC) last) AS permissions
             FROM account_group g WHERE g.account_id = $1 ORDER BY g.name, g.subject_id`,
    values: [accountId],
  })
  return rows
}
