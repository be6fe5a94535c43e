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

/** One publication on the way from the texts of a yes to those in force, seen from one purpose and category. */
export type ReviewStep = {
  /** When its version took force. */
  readonly at: Date
  /** Every change of its text, as the operator confirmed it; clauses by the digest of their words. */
  readonly changes: readonly ReviewedChange[]
  /** The words of its clauses that the purpose and category rest on. */
  readonly rested: readonly string[]
}

/** By the version that a yes was given under: the publications of its document since, in their order. */
export type ReviewSteps = ReadonlyMap<string, readonly ReviewStep[]>

export type ReviewedChange = {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly effect: 'widens' | 'narrows' | null
}

/** Changes that touched what a yes rests on, and that it outlived: since when, and whether one of them took something from the platform. */
export type Carried = { readonly since: Date; readonly narrowed: boolean }

/** What came of a yes since it was given: it is needed again, or it stands, perhaps carried along. */
export type Standing =
  { readonly isStale: true } | { readonly isStale: false; readonly carried: Carried | null }

/**
 * Has what a yes rests on widened, so that it is needed again (product.md, rule 7)? `steps` are the
 * publications in between.
 *
 * A change that widens and touches a clause the yes rests on makes it stale: a clause changed, added or
 * removed. Through every other change the yes is carried along. What it is carried to must then be what
 * it would rest on today: a clause that is mapped anew, or no more, and any text that nobody reviewed,
 * makes it stale as well, and so does another notice or another definition in the catalogue.
 */
export function standingOf(
  consented: ConsentBasis,
  current: ConsentBasis,
  steps: ReviewSteps = new Map(),
): Standing {
  if (consented.noticeDigest !== current.noticeDigest) return { isStale: true }
  if (consented.definitionDigest !== current.definitionDigest) return { isStale: true }
  const rests = consented.terms.map(({ versionId, clauseTextDigests }) =>
    carryAlong(new Set(clauseTextDigests), steps.get(versionId) ?? []),
  )
  const carried = rests.filter((each) => each !== null)
  if (carried.length < rests.length) return { isStale: true }
  const words = sortedOnce(carried.flatMap((each) => [...each.words]))
  if (canonicalJson(words) !== canonicalJson(wordsOf(current))) return { isStale: true }
  return { isStale: false, carried: latest(carried.flatMap(({ through }) => through)) }
}

export function isStale(...bases: Parameters<typeof standingOf>): boolean {
  return standingOf(...bases).isStale
}

type Resting = {
  readonly words: ReadonlySet<string>
  /** The changes that touched them on the way. */
  readonly through: readonly Carried[]
}

/** The words a yes has come to rest on; null where a step widens them. */
function carryAlong(words: ReadonlySet<string>, steps: readonly ReviewStep[]): Resting | null {
  let carried = words
  const through: Carried[] = []
  for (const { at, changes, rested } of steps) {
    const restsOn = new Set(rested)
    const touching = changes.filter(({ from, to }) =>
      from.length === 0
        ? to.some((each) => restsOn.has(each))
        : from.some((each) => carried.has(each)),
    )
    if (touching.some(({ effect }) => effect === 'widens')) return null
    const narrowed = touching.some(({ effect }) => effect === 'narrows')
    if (touching.length > 0) through.push({ since: at, narrowed })
    const gone = new Set(touching.flatMap(({ from }) => from))
    carried = new Set([
      // The same words may stand in another clause too, which did not change.
      ...[...carried].filter((each) => !gone.has(each) || restsOn.has(each)),
      ...touching.flatMap(({ to }) => continued(to, restsOn)),
    ])
  }
  return { words: carried, through }
}

/** Told as one: since the last of them, and narrowed where any was. */
function latest(through: readonly Carried[]): Carried | null {
  const [last] = through.toSorted((a, b) => b.since.getTime() - a.since.getTime())
  if (last === undefined) return null
  return { since: last.since, narrowed: through.some(({ narrowed }) => narrowed) }
}

/** Of a clause that was split, the parts the purpose rests on; where it rests on none, all: its words are not what they were. */
function continued(to: readonly string[], restsOn: ReadonlySet<string>): readonly string[] {
  const mapped = to.filter((each) => restsOn.has(each))
  return mapped.length > 0 ? mapped : to
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
