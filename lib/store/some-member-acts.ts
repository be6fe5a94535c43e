import type { ChoiceAct, RequestAct } from '#lib/domain/consent/member-consents.ts'
import type { ChoiceKind } from '#lib/domain/ledger/act.ts'
import type { Database } from './database.ts'

type Row = Omit<ChoiceAct, 'kind' | 'termsVersionIds'> & {
  readonly kind: ChoiceKind | null
  readonly termsVersionIds: readonly string[] | null
}

/**
 * What was asked of these members of an account, and what they answered, in the order of the record. Each act
 * is looked up by its keys (OFFSET 0 keeps PostgreSQL to that), so that it costs what these members did and
 * not what the ledger holds; the acts that wait for their entries are put in order once.
 */
export async function loadSomeMemberActs(
  database: Database,
  accountId: string,
  subjectIds: readonly string[],
): Promise<{ readonly choices: readonly ChoiceAct[]; readonly requests: readonly RequestAct[] }> {
  const { rows } = await database.pool.query<Row>({
    name: 'some member acts',
    text: statement,
    values: [accountId, subjectIds],
  })
  return {
    choices: rows.flatMap(({ kind, termsVersionIds, ...row }) =>
      kind === null ? [] : { ...row, kind, termsVersionIds: termsVersionIds ?? [] },
    ),
    requests: rows.filter(({ kind }) => kind === null),
  }
}

const statement = `
  WITH pending AS MATERIALIZED (
    SELECT event_id, (SELECT coalesce(max(index) + 1, 0) FROM entry)
                     + row_number() OVER (ORDER BY transaction, ordinal) - 1 AS position
      FROM ledger_pending
  ), acts AS MATERIALIZED (
    SELECT event_id, ordinal, subject_id, purpose, category, seq, kind::text AS kind, notice_id
      FROM choice WHERE subject_id = ANY($2) AND account_id = $1
    UNION ALL
    SELECT event_id, ordinal, subject_id, purpose, category, 0, NULL, notice_id
      FROM request WHERE subject_id = ANY($2) AND account_id = $1
  )
  SELECT a.event_id AS "eventId", coalesce(n.index, p.position)::float8 AS position, e.at,
         e.actor_id AS "actorId", a.ordinal, a.subject_id AS "subjectId", a.purpose, a.category,
         a.seq, a.kind, a.notice_id AS "noticeId", s.terms_version_ids AS "termsVersionIds"
    FROM acts a
    CROSS JOIN LATERAL (SELECT at, actor_id FROM event WHERE id = a.event_id OFFSET 0) e
    LEFT JOIN LATERAL (SELECT index FROM entry WHERE event_id = a.event_id OFFSET 0) n ON true
    LEFT JOIN LATERAL (
      SELECT terms_version_ids FROM selection WHERE event_id = a.event_id OFFSET 0) s ON true
    LEFT JOIN pending p ON p.event_id = a.event_id
   ORDER BY position, a.ordinal`
