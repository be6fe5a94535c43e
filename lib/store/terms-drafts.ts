import type { Database } from './database.ts'
import type { StoredDraft } from './drafts.ts'

export async function findTermsDraftRow(
  database: Database,
  documentSlug: string,
): Promise<StoredDraft | null> {
  const { rows } = await database.pool.query<StoredDraft>(
    'SELECT content, revision FROM terms_draft WHERE document_slug = $1',
    [documentSlug],
  )
  return rows[0] ?? null
}

/** Keeps a draft that was made from revision `expected` (0 for the first); false where another came first. */
export async function saveTermsDraftRow(
  database: Database,
  documentSlug: string,
  content: object,
  expected: number,
): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    expected === 0
      ? `INSERT INTO terms_draft (document_slug, content, revision) VALUES ($1, $2, $3 + 1)
         ON CONFLICT DO NOTHING`
      : `UPDATE terms_draft SET content = $2, revision = revision + 1
          WHERE document_slug = $1 AND revision = $3`,
    [documentSlug, JSON.stringify(content), expected],
  )
  return rowCount === 1
}

/** False where it is not at that revision any more. */
export async function dropTermsDraftRow(
  database: Database,
  documentSlug: string,
  expected: number,
): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    'DELETE FROM terms_draft WHERE document_slug = $1 AND revision = $2',
    [documentSlug, expected],
  )
  return rowCount === 1
}

/** The short names of the documents that somebody writes a version of. */
export async function loadDraftedDocuments(database: Database): Promise<string[]> {
  const { rows } = await database.pool.query<{ slug: string }>(
    'SELECT document_slug AS slug FROM terms_draft ORDER BY 1',
  )
  return rows.map(({ slug }) => slug)
}
