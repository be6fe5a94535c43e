import type { AccountHistory } from '#lib/domain/consent/account-consents.ts'
import type { ChoiceAct, ErasureAct, RequestAct } from '#lib/domain/consent/member-consents.ts'
import type { GroupHistory } from '#lib/domain/consent/group-locks.ts'
import type { AskingMode, ChoiceKind, PermissionKind } from '#lib/domain/ledger/act.ts'
import type { Database } from './database.ts'
import { publicationCounts } from './platform.ts'

/** What an account has said, and what happened to one of its members. */
export type MemberActs = {
  /** Which publications the same statement saw (platform.ts). */
  readonly publications: string
  readonly account: AccountHistory
  readonly choices: readonly ChoiceAct[]
  readonly requests: readonly RequestAct[]
  readonly erasure: ErasureAct | null
  readonly groups: GroupHistory
}

/**
 * All acts that one member's consents are folded from, in the order of the record; with `before` only
 * those at positions below it (see consent-acts.ts). Asked at each answer that is given, so it is one
 * statement, and looks up no more than the member's and the account's own.
 */
export async function loadMemberActs(
  database: Database,
  accountId: string,
  subjectId: string,
  before = Number.MAX_SAFE_INTEGER,
): Promise<MemberActs> {
  const values = [accountId, subjectId, before]
  const query = { name: 'member acts', text: statement, values }
  const { rows } = await database.pool.query<ActRow & { publications: string }>(query)
  const of = <What extends ActRow['what']>(what: What) =>
    rows.filter((row): row is Extract<typeof row, { what: What }> => row.what === what)
  return {
    publications: rows[0]?.publications ?? '',
    account: { accountId, permissions: of('permission'), askings: of('asking') },
    choices: of('choice'),
    requests: of('request'),
    erasure: of('erasure')[0] ?? null,
    groups: {
      memberships: of('membership').map(({ subjectId: groupId, kind, ...act }) => ({
        ...act,
        groupId,
        isIn: kind === 'in',
      })),
      permissions: of('group').map(({ subjectId: groupId, ...act }) => ({ ...act, groupId })),
    },
  }
}

type Row = {
  readonly eventId: string
  readonly position: number
  readonly at: Date
  readonly actorId: string | null
  readonly ordinal: number
  readonly subjectId: string
  readonly purpose: string
  readonly category: string | null
  readonly seq: number
}

type ActRow =
  | (Row & { readonly what: 'permission'; readonly kind: PermissionKind })
  | (Row & {
      readonly what: 'asking'
      readonly mode: AskingMode
      readonly reference: string | null
    })
  /** Their subject is the group. */
  | (Row & { readonly what: 'membership'; readonly kind: 'in' | 'out' })
  | (Row & { readonly what: 'group'; readonly kind: PermissionKind })
  | (Row & { readonly what: 'erasure' })
  | (Row & { readonly what: 'request'; readonly noticeId: string })
  | (Row & {
      readonly what: 'choice'
      readonly kind: ChoiceKind
      readonly noticeId: string
      readonly termsVersionIds: readonly string[]
    })

/**
 * Looked up row by row, each by one key (OFFSET 0 keeps PostgreSQL to that): given a choice it may, for a
 * dozen rows, read a whole account or the whole ledger. The position of an act that waits is that of the
 * view event_position, counted instead of put in order, and only where there is such an act.
 */
const acts = `
  SELECT d.what, d.event_id AS "eventId", p.position::float8 AS position, e.at,
         e.actor_id AS "actorId", d.ordinal, d.subject_id AS "subjectId", d.purpose, d.category,
         d.seq, d.kind, d.mode, d.reference, d.notice_id AS "noticeId",
         d.terms_version_ids AS "termsVersionIds"
    FROM (
      SELECT 'permission' AS what, event_id, ordinal, subject_id, purpose, category, seq,
             kind::text AS kind, NULL AS mode, NULL AS reference, NULL::uuid AS notice_id,
             NULL::uuid[] AS terms_version_ids
        FROM permission WHERE account_id = $1
      UNION ALL
      SELECT 'asking', event_id, ordinal, account_id, purpose, NULL, seq,
             NULL, mode::text, reference, NULL, NULL
        FROM asking WHERE account_id = $1
      UNION ALL
      SELECT 'membership', event_id, ordinal, group_id, NULL, NULL, seq,
             CASE WHEN is_in THEN 'in' ELSE 'out' END, NULL, NULL, NULL, NULL
        FROM group_member WHERE subject_id = $2
      UNION ALL
      SELECT 'group', event_id, ordinal, group_id, purpose, category, seq,
             kind::text, NULL, NULL, NULL, NULL
        FROM group_permission
       WHERE group_id IN (SELECT group_id FROM group_member WHERE subject_id = $2)
      UNION ALL
      SELECT 'request', event_id, ordinal, subject_id, purpose, category, NULL,
             NULL, NULL, NULL, notice_id, NULL
        FROM request WHERE subject_id = $2 AND account_id IS NOT DISTINCT FROM $1
      UNION ALL
      SELECT 'erasure', event_id, 0, subject_id, NULL, NULL, NULL,
             NULL, NULL, NULL, NULL, NULL
        FROM erasure WHERE subject_id = $2 AND account_id IS NOT DISTINCT FROM $1
      UNION ALL
      SELECT 'choice', c.event_id, c.ordinal, c.subject_id, c.purpose, c.category, c.seq,
             c.kind::text, NULL, NULL, c.notice_id, s.terms_version_ids
        FROM choice c JOIN selection s ON s.event_id = c.event_id
       WHERE c.subject_id = $2 AND c.account_id IS NOT DISTINCT FROM $1
    ) d
    CROSS JOIN LATERAL (SELECT at, actor_id FROM event WHERE id = d.event_id OFFSET 0) e
    LEFT JOIN LATERAL (SELECT index FROM entry WHERE event_id = d.event_id OFFSET 0) n ON true
    CROSS JOIN LATERAL (
      SELECT coalesce(n.index, (
               SELECT (SELECT coalesce(max(index) + 1, 0) FROM entry) + count(*) FILTER (
                        WHERE (o.transaction, o.ordinal) < (w.transaction, w.ordinal))
                 FROM ledger_pending w CROSS JOIN ledger_pending o WHERE w.event_id = d.event_id
             )) AS position
      OFFSET 0) p
   WHERE p.position < $3`

/** One row at least, for the publications. */
const statement = `
  SELECT s.publications, a.* FROM (SELECT ${publicationCounts} AS publications) s
    LEFT JOIN (${acts}) a ON true
   ORDER BY a.position, a.ordinal`
