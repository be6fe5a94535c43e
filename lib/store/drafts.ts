import type { Database } from './database.ts'

/** What the operator works on before a version is published: its mapping, and the review of its changes. */
export type DraftKind = 'mapping' | 'review'

export type StoredDraft = { readonly content: unknown; readonly revision: number }

export async function findDraft(
  database: Database,
  kind: DraftKind,
  termsVersionId: string,
): Promise<StoredDraft | null> {
  const { rows } = await database.pool.query<StoredDraft>(
    `SELECT content, revision FROM ${tables[kind]} WHERE terms_version_id = $1`,
    [termsVersionId],
  )
  return rows[0] ?? null
}

/** Keeps a draft that was made from revision `expected` (0 for the first); false where another came first. */
export async function saveDraft(
  database: Database,
  kind: DraftKind,
  termsVersionId: string,
  content: object,
  expected: number,
): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    expected === 0
      ? `INSERT INTO ${tables[kind]} (terms_version_id, content, revision) VALUES ($1, $2, $3 + 1)
         ON CONFLICT DO NOTHING`
      : `UPDATE ${tables[kind]} SET content = $2, revision = revision + 1
          WHERE terms_version_id = $1 AND revision = $3`,
    [termsVersionId, JSON.stringify(content), expected],
  )
  return rowCount === 1
}

const tables = { mapping: 'mapping_draft', review: 'review_draft' } as const
