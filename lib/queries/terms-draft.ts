import { createHash } from 'node:crypto'
import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { isSlug } from '#lib/domain/account/slug.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { parseTerms, type Clause, type TermsRefusal } from '#lib/domain/terms/parse-terms.ts'
import {
  emptyTermsDraft,
  storedTermsDraft,
  type TermsDraft,
} from '#lib/domain/terms/terms-draft.ts'
import { findTermsDraftRow, loadDraftedDocuments } from '#lib/store/terms-drafts.ts'
import { loadBytes, loadVersions } from '#lib/store/terms.ts'
import type { QueryContext } from './context.ts'

/** The next version of a document while it is written. Plain data. */
export type TermsDraftView = {
  /** The document's, or null for one that has no version yet. */
  readonly documentTitle: string | null
  readonly draft: TermsDraft
  /** 0 as long as nothing was saved. */
  readonly revision: number
  /** The version whose text it starts with, where nothing was saved yet. */
  readonly startedFrom: number | null
  /** The versions that it could start from, newest first. */
  readonly numbers: readonly number[]
}

/** For the operator; null for anyone else, and where no document can be called so. */
export async function findTermsDraft(
  principal: Principal,
  documentSlug: string,
  from: number | null,
  { database }: QueryContext,
): Promise<TermsDraftView | null> {
  if (!mayOperate(principal) || !isSlug(documentSlug)) return null
  const [row, all] = await Promise.all([
    findTermsDraftRow(database, documentSlug),
    loadVersions(database),
  ])
  const versions = all.filter((version) => version.documentSlug === documentSlug)
  const start = row === null ? versions.find(({ number }) => number === from) : undefined
  const markdown = start === undefined ? '' : await textOf(database, start.id)
  return {
    documentTitle: versions[0]?.documentTitle ?? null,
    draft: row === null ? { ...emptyTermsDraft, markdown } : storedTermsDraft(row.content),
    revision: row?.revision ?? 0,
    startedFrom: start?.number ?? null,
    numbers: versions.map(({ number }) => number).toSorted((a, b) => b - a),
  }
}

/** The documents that a version is being written of; null for anyone but the operator. */
export async function listDraftedDocuments(
  principal: Principal,
  { database }: QueryContext,
): Promise<readonly string[] | null> {
  return mayOperate(principal) ? loadDraftedDocuments(database) : null
}

export type OutlineEntry = Pick<Clause, 'id' | 'number' | 'title' | 'level'>

/** The clauses that a text would have, or why it would have none. */
export function outlineOf(markdown: string): Result<readonly OutlineEntry[], TermsRefusal> {
  const parsed = parseTerms(new TextEncoder().encode(markdown), (bytes) =>
    createHash('sha256').update(bytes).digest(),
  )
  if (!parsed.ok) return fail(parsed.code)
  const { clauses } = parsed.value
  return ok(clauses.map(({ id, number, title, level }) => ({ id, number, title, level })))
}

async function textOf(database: QueryContext['database'], versionId: string): Promise<string> {
  return new TextDecoder().decode(await loadBytes(database, versionId))
}
