import type { Database } from './database.ts'
import type { StoredReceipt } from './receipts.ts'

/** What was sealed of one erased member, or one statement of it. */
export type SealedEvidence = {
  readonly accountId: string
  readonly subjectId: string
  readonly statements: readonly StoredReceipt[]
}

/**
 * Read as the owner of the tables: no other role may. In the order of the record; null where there is
 * none, because nothing of it was ever sealed or its period has passed.
 */
export async function loadSealedEvidence(
  owner: Database,
  wanted: { readonly subjectId: string } | { readonly receiptId: string },
): Promise<SealedEvidence | null> {
  const [column, id] =
    'subjectId' in wanted ? ['x.subject_id', wanted.subjectId] : ['v.event_id', wanted.receiptId]
  const { rows } = await owner.pool.query<Sealed>(
    `SELECT v.event_id AS "eventId", e.kind, e.at, x.account_id AS "accountId",
            x.subject_id AS "subjectId", n.question, v.jws, v.salt,
            p.position::float8 AS position, CASE WHEN p.sequenced THEN p.position::float8 END AS index
       FROM sealed.evidence v
       JOIN erasure x ON x.event_id = v.erasure_id
       JOIN event e ON e.id = v.event_id
       JOIN event_position p ON p.event_id = v.event_id
       LEFT JOIN selection n ON n.event_id = v.event_id
      WHERE ${column} = $1 ORDER BY p.position`,
    [id],
  )
  const [first] = rows
  if (first === undefined) return null
  return { accountId: first.accountId, subjectId: first.subjectId, statements: rows }
}

type Sealed = StoredReceipt & { readonly accountId: string; readonly subjectId: string }
