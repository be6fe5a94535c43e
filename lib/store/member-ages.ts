import { CHANGE_CHANNEL } from './change-signal.ts'
import type { Database } from './database.ts'

/**
 * Appends what is new among these; false where the same member's age was stated at the same moment, and that
 * one was not stored: stated again, it is compared with what stands then.
 */
export async function appendAges(
  { pool }: Database,
  stated: {
    readonly accountId: string
    readonly apiKeyId: string
    readonly at: Date
    readonly ages: readonly { readonly subjectId: string; readonly minor: boolean | null }[]
  },
): Promise<boolean> {
  const { accountId, apiKeyId, at, ages } = stated
  const subjectIds = ages.map(({ subjectId }) => subjectId)
  const minors = ages.map(({ minor }) => minor)
  const { rows } = await pool.query<{ wanted: number; added: number }>({
    name: 'append ages',
    text: `WITH wanted AS (
             SELECT g.subject_id, g.minor, coalesce(last.seq, 0) + 1 AS seq
               FROM unnest($1::uuid[], $2::bool[]) AS g(subject_id, minor)
               LEFT JOIN LATERAL (
                 SELECT seq, minor FROM member_age a WHERE a.subject_id = g.subject_id
                  ORDER BY seq DESC LIMIT 1) last ON true
              WHERE last.minor IS DISTINCT FROM g.minor),
           added AS (
             INSERT INTO member_age (account_id, subject_id, seq, minor, api_key_id, recorded_at)
             SELECT $3, subject_id, seq, minor, $4, $5 FROM wanted ON CONFLICT DO NOTHING
             RETURNING 1),
           told AS (
             SELECT pg_notify('${CHANGE_CHANNEL}', '') WHERE EXISTS (SELECT FROM added))
           SELECT (SELECT count(*)::int FROM wanted) AS wanted,
                  (SELECT count(*)::int FROM added) AS added, (SELECT count(*) FROM told)`,
    values: [subjectIds, minors, accountId, apiKeyId, at],
  })
  return rows[0]?.added === rows[0]?.wanted
}

/** As the platform stated last; null: as their account has it. */
export async function findStatedMinor(
  { pool }: Database,
  subjectId: string,
): Promise<boolean | null> {
  const { rows } = await pool.query<{ minor: boolean | null }>({
    name: 'stated age',
    text: 'SELECT minor FROM member_age WHERE subject_id = $1 ORDER BY seq DESC LIMIT 1',
    values: [subjectId],
  })
  return rows[0]?.minor ?? null
}
