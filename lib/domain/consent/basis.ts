import { canonicalJson } from '@assent/receipt'

/** SHA-256 over bytes as lower-case hex, handed in because the rules import no platform. */
export type DigestOf = (bytes: Uint8Array) => string

/**
 * What a yes to one purpose and category rests on: the terms versions that bear on it with the
 * clauses mapped to it, the notice in the person's language, and how the catalogue defines it.
 * Digests are SHA-256 in lower-case hex.
 */
export type ConsentBasis = {
  readonly purpose: string
  readonly category: string | null
  readonly terms: readonly TermsBasis[]
  readonly noticeDigest: string
  /** catalogue.ts, `definitionDigest`. */
  readonly definitionDigest: string
}

export type TermsBasis = {
  readonly versionId: string
  /** Over the exact bytes. */
  readonly digest: string
  /** Of the clauses mapped to the purpose and category, over their normalised words. */
  readonly clauseTextDigests: readonly string[]
}

/** A terms version as published, with its clauses and what they are mapped to. */
export type MappedVersion = {
  readonly versionId: string
  readonly digest: string
  readonly clauses: readonly {
    readonly textDigest: string
    readonly purposes: readonly { readonly purpose: string; readonly category: string | null }[]
  }[]
}

/** Picks from each version the clauses that bear on the purpose and category; category null on either side means all. */
export function termsBasis(
  versions: readonly MappedVersion[],
  purpose: string,
  category: string | null,
): readonly TermsBasis[] {
  return versions.map(({ versionId, digest, clauses }) => ({
    versionId,
    digest,
    clauseTextDigests: clauses
      .filter((clause) =>
        clause.purposes.some(
          (mapped) =>
            mapped.purpose === purpose &&
            (mapped.category === null || category === null || mapped.category === category),
        ),
      )
      .map((clause) => clause.textDigest),
  }))
}

/**
 * One string for everything a page rested on: its ETag, and the `expected` of what gives. Covers the
 * exact texts, so that a new version or wording under an open page is noticed even where nobody's
 * yes goes stale. The order of purposes, versions and clauses does not matter.
 */
export function basisDigest(bases: readonly ConsentBasis[], digestOf: DigestOf): string {
  const parts = bases.map((basis) => canonicalJson(inOrder(basis)))
  return digestOf(new TextEncoder().encode(canonicalJson(sortedOnce(parts))))
}

/**
 * Has what a yes rests on changed, so that it is needed again? The words of the clauses count, as a
 * set over all documents: another version with the same words, a clause that moved or was
 * renumbered, and other marks never make a yes stale. A clause mapped, changed or gone does, as
 * does another notice or another definition in the catalogue.
 */
export function isStale(consented: ConsentBasis, current: ConsentBasis): boolean {
  return (
    consented.noticeDigest !== current.noticeDigest ||
    consented.definitionDigest !== current.definitionDigest ||
    canonicalJson(wordsOf(consented)) !== canonicalJson(wordsOf(current))
  )
}

function inOrder({ purpose, category, terms, noticeDigest, definitionDigest }: ConsentBasis) {
  const versions = terms.map(({ versionId, digest, clauseTextDigests }) =>
    canonicalJson({ versionId, digest, clauseTextDigests: sortedOnce(clauseTextDigests) }),
  )
  return { purpose, category, terms: sortedOnce(versions), noticeDigest, definitionDigest }
}

function wordsOf(basis: ConsentBasis): readonly string[] {
  return sortedOnce(basis.terms.flatMap((version) => version.clauseTextDigests))
}

function sortedOnce(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort()
}
