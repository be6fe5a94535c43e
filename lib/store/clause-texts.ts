import type { Database } from './database.ts'

export type StoredClauseText = {
  readonly termsVersionId: string
  readonly ordinal: number
  /** The exact slice, read as UTF-8. */
  readonly text: string
}

/** The exact text of single clauses, cut out by the database: a page shows a few of ninety kilobytes. */
export async function loadClauseTexts(
  database: Database,
  wanted: readonly { readonly termsVersionId: string; readonly ordinal: number }[],
): Promise<StoredClauseText[]> {
  const { rows } = await database.pool.query<{
    termsVersionId: string
    ordinal: number
    slice: Uint8Array
  }>(
    `SELECT c.terms_version_id AS "termsVersionId", c.ordinal,
            substring(v.bytes FROM c.start + 1 FOR c."end" - c.start) AS slice
       FROM unnest($1::uuid[], $2::int[]) AS w(id, ordinal)
       JOIN clause c ON c.terms_version_id = w.id AND c.ordinal = w.ordinal
       JOIN terms_version v ON v.id = c.terms_version_id`,
    [wanted.map((each) => each.termsVersionId), wanted.map((each) => each.ordinal)],
  )
  return rows.map(({ slice, ...row }) => ({ ...row, text: new TextDecoder().decode(slice) }))
}
