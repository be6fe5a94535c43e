import type { KeptAnswer } from '#lib/domain/decision/kept-answer.ts'
import type { Database } from './database.ts'

export async function appendEvaluations(
  { pool }: Database,
  evaluations: readonly KeptAnswer[],
): Promise<void> {
  await pool.query({
    name: 'append evaluations',
    text: `INSERT INTO evaluation (id, at, key_id, interface, account_id, subject_id, meeting_id, purpose,
                                   category, is_permitted, reasons, obligations, revision, state_age_ms)
           SELECT id, at, "keyId", interface, "accountId", "subjectId", "meetingId", purpose, category,
                  "isPermitted", reasons, obligations, revision, "stateAgeMs"
             FROM json_to_recordset($1::json) AS given (
               id uuid, at timestamptz, "keyId" uuid, interface text, "accountId" uuid,
               "subjectId" uuid, "meetingId" uuid, purpose text, category text, "isPermitted" bool,
               reasons text[], obligations text[], revision int8, "stateAgeMs" int)
           ON CONFLICT DO NOTHING`,
    values: [JSON.stringify(evaluations)],
  })
}

/** As many at once as are removed quickly. */
const REMOVED_MAX = 50_000

export async function removeEvaluations({ pool }: Database, before: Date): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM evaluation WHERE id IN (SELECT id FROM evaluation WHERE at < $1 ORDER BY at LIMIT $2)`,
    [before, REMOVED_MAX],
  )
  return rowCount ?? 0
}
