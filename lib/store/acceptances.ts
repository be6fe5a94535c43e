import type { TermsAnswer } from '#lib/domain/ledger/act.ts'
import type { Database } from './database.ts'

export type StoredAcceptance = {
  readonly eventId: string
  readonly termsVersionId: string
  readonly documentSlug: string
  readonly number: number
  readonly seq: number
  readonly answer: TermsAnswer
  readonly until: Date | null
  readonly at: Date
  readonly position: number
  /** Null after erasure. */
  readonly name: string | null
  readonly authority: string | null
}

/** What an account answered to terms, in the order in which it was recorded. */
export async function loadAcceptances(
  database: Database,
  accountId: string,
  before = Number.MAX_SAFE_INTEGER,
): Promise<StoredAcceptance[]> {
  const { rows } = await database.pool.query<StoredAcceptance>({
    name: 'acceptances',
    text: `SELECT a.event_id AS "eventId", a.terms_version_id AS "termsVersionId",
                  d.slug AS "documentSlug", v.number, a.seq, a.answer, a.until, e.at,
                  p.position::float8 AS position, s.name, s.authority
             FROM acceptance a JOIN event e ON e.id = a.event_id
             JOIN event_position p ON p.event_id = a.event_id
             JOIN terms_version v ON v.id = a.terms_version_id
             JOIN terms_document d ON d.id = v.document_id
             LEFT JOIN acceptance_signature s ON s.event_id = a.event_id
            WHERE a.account_id = $1 AND p.position < $2 ORDER BY p.position`,
    values: [accountId, before],
  })
  return rows
}
