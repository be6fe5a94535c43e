import {
  governingTerms,
  inForceFrom,
  stateOf,
  type Platform,
  type PublishedTerms,
  type TermsState,
} from '#lib/domain/platform/platform.ts'
import { predecessorOf } from '#lib/domain/platform/succession.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { loadBytes, loadClauses } from '#lib/store/terms.ts'
import type { QueryContext } from './context.ts'

/** A published version, as anyone may see it. */
export type VersionView = {
  readonly number: number
  /** SHA-256 of the exact bytes, hex. */
  readonly digest: string
  readonly effectiveAt: Date
  readonly publishedAt: Date
  /** The later of the two; null for an archival version, which governs nothing. */
  readonly inForceFrom: Date | null
  readonly state: TermsState
}

export type DocumentView = {
  readonly slug: string
  readonly title: string
  readonly inForce: VersionView | null
  /** Newest first. */
  readonly versions: readonly VersionView[]
}

export type TermsTextView = {
  readonly slug: string
  readonly title: string
  readonly version: VersionView
  /** Which version governs now, where it is another. */
  readonly inForceNumber: number | null
  /** The version that this one is compared with; null for the first. */
  readonly previousNumber: number | null
  readonly clauses: readonly ClauseText[]
}

export type ClauseText = {
  readonly id: string
  readonly number: string | null
  readonly title: string | null
  readonly level: number
  /** Markdown, exactly as published; the texts in order are the document. */
  readonly text: string
}

/** Every document with something published, by title. Needs no sign-in. */
export async function listDocuments(context: QueryContext): Promise<readonly DocumentView[]> {
  const platform = await loadPlatform(context.database)
  const slugs = [...new Set(platform.terms.map((terms) => terms.documentSlug))]
  return slugs
    .flatMap((slug) => documentView(platform, slug, context.now()) ?? [])
    .sort((a, b) => a.title.localeCompare(b.title, 'en'))
}

export async function findDocument(
  slug: string,
  context: QueryContext,
): Promise<DocumentView | null> {
  return documentView(await loadPlatform(context.database), slug, context.now())
}

/** One version's whole text; the one in force, or else the newest, where `number` is null. */
export async function findTermsText(
  slug: string,
  number: number | null,
  context: QueryContext,
): Promise<TermsTextView | null> {
  const platform = await loadPlatform(context.database)
  const at = context.now()
  const versions = platform.terms.filter((terms) => terms.documentSlug === slug)
  const governing = governingTerms(platform, at).find((terms) => terms.documentSlug === slug)
  const wanted =
    number === null
      ? (governing ?? versions.at(-1))
      : versions.find((terms) => terms.number === number)
  if (wanted === undefined) return null
  const [bytes, clauses] = await Promise.all([
    loadBytes(context.database, wanted.id),
    loadClauses(context.database, wanted.id),
  ])
  return {
    slug,
    title: wanted.documentTitle,
    version: versionView(platform, wanted, at),
    inForceNumber: governing?.number ?? null,
    previousNumber: predecessorOf(versions, wanted)?.number ?? null,
    clauses: clauses.map(({ start, end, ...clause }) => ({
      id: clause.id,
      number: clause.number,
      title: clause.title,
      level: clause.level,
      text: new TextDecoder().decode(bytes.subarray(start, end)),
    })),
  }
}

function documentView(platform: Platform, slug: string, at: Date): DocumentView | null {
  const terms = platform.terms.filter((each) => each.documentSlug === slug)
  const [first] = terms
  if (first === undefined) return null
  const versions = terms.map((each) => versionView(platform, each, at)).reverse()
  return {
    slug,
    title: first.documentTitle,
    inForce: versions.find(({ state }) => state === 'in_force') ?? null,
    versions,
  }
}

export function versionView(platform: Platform, terms: PublishedTerms, at: Date): VersionView {
  const { number, digest, effectiveAt, publishedAt, archival } = terms
  return {
    number,
    digest,
    effectiveAt,
    publishedAt,
    inForceFrom: archival ? null : inForceFrom(terms),
    state: stateOf(platform, terms, at),
  }
}
