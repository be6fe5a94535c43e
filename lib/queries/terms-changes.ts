import { findPurpose } from '#lib/domain/catalogue/catalogue.ts'
import {
  catalogueIn,
  governingTerms,
  stepsBetween,
  type Platform,
  type PublishedTerms,
} from '#lib/domain/platform/platform.ts'
import { predecessorOf } from '#lib/domain/platform/succession.ts'
import { clausesAfter, clausesBefore } from '#lib/domain/terms/clause-trail.ts'
import {
  isDecidedByMachine,
  verdicts,
  type ClauseChange,
  type ClauseReference,
  type Effect,
  type Verdict,
  type WordChange,
} from '#lib/domain/terms/comparison/comparison.ts'
import { reasonSentences } from '#lib/domain/terms/comparison/reason-sentence.ts'
import type { FrozenChange, FrozenReview } from '#lib/domain/terms/review.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { loadFrozenReview } from '#lib/store/publications.ts'
import type { QueryContext } from './context.ts'
import { comparisonOf } from './kept-comparisons.ts'
import { versionView, type VersionView } from './terms.ts'

/** What changed between two published versions of a document, clause by clause. Plain data. */
export type TermsChangesView = {
  readonly slug: string
  readonly title: string
  readonly operator: string
  readonly from: VersionView
  readonly to: VersionView
  /** Every published version of the document, by number. */
  readonly numbers: readonly number[]
  /** The new text is another contract. */
  readonly replaced: boolean
  /** The two seem to be in different languages. */
  readonly otherLanguage: boolean
  /** False where a machine cannot read what gives more or less: what is said of that is the operator's alone. */
  readonly judged: boolean
  /** What the operator wrote about each version on the way, oldest first. */
  readonly summaries: readonly OperatorSummary[]
  readonly counts: Readonly<Record<Verdict, number>>
  /** In the order of the new version; what is gone stands behind what it followed. */
  readonly rows: readonly ChangeRow[]
}

export type OperatorSummary = {
  /** Of the version. */
  readonly number: number
  readonly language: string
  readonly text: string
}

export type ChangeRow = {
  /** Unique among the rows, and fit for an address. */
  readonly key: string
  /** As confirmed by the operator, or else as proposed. */
  readonly verdict: Verdict
  readonly effect: Effect | null
  /** A machine's judgement that nobody has confirmed. */
  readonly isProposal: boolean
  /** What the operator said of it; null where nobody was asked, and over several versions at once. */
  readonly reviewed: {
    /** What the machine had proposed, where the operator said otherwise. */
    readonly overruled: Verdict | null
    readonly note: string | null
  } | null
  /** The clauses of the old version: none where the clause is new, several where they were merged. */
  readonly from: readonly ClauseReference[]
  /** The clauses of the new version: none where the clause is gone, several where it was split. */
  readonly to: readonly ClauseReference[]
  readonly reasons: readonly { readonly sentence: string; readonly effect: Effect | null }[]
  /** None where the words are the same. */
  readonly changes: readonly WordChange[]
  /** Of the clause's words in the new version; in the old one, where it is gone. */
  readonly length: number
  /** What is asked of people on the strength of these clauses, in either version. */
  readonly purposes: readonly { readonly key: string; readonly title: string }[]
}

/**
 * Null where there is no such document or version, or nothing to compare. Without numbers: the version in
 * force, or else the newest, with the one before it.
 */
export async function findTermsChanges(
  slug: string,
  { from, to }: { readonly from: number | null; readonly to: number | null },
  context: QueryContext,
): Promise<TermsChangesView | null> {
  const platform = await loadPlatform(context.database)
  const versions = platform.terms.filter((terms) => terms.documentSlug === slug)
  const inForce = governingTerms(platform, context.now()).find((each) => each.documentSlug === slug)
  const numbered = (number: number) => versions.find((each) => each.number === number)
  const later = to === null ? (inForce ?? versions.at(-1)) : numbered(to)
  if (later === undefined) return null
  const earlier = from === null ? predecessorOf(versions, later) : (numbered(from) ?? null)
  return earlier === null ? null : termsChanges(platform, earlier, later, context)
}

export async function termsChanges(
  platform: Platform,
  from: PublishedTerms,
  to: PublishedTerms,
  context: QueryContext,
): Promise<TermsChangesView> {
  const { replaced, otherLanguage, judged, clauses } = await comparisonOf({ from, to }, context)
  const titleOf = purposeTitles(platform)
  const steps = await Promise.all(
    stepsBetween(platform, from, to).map(async (step) => ({
      step,
      review: await loadFrozenReview(context.database, step.id),
    })),
  )
  const saidOf = wordOn(steps.length === 1 ? (steps[0]?.review ?? null) : null)
  const rows = clauses.map((change) =>
    changeRow(change, { old: from, now: to, titleOf, said: saidOf(change) }),
  )
  const versions = platform.terms.filter(({ documentSlug }) => documentSlug === to.documentSlug)
  return {
    slug: to.documentSlug,
    title: to.documentTitle,
    operator: catalogueIn(platform)?.operator.name ?? '',
    from: versionView(platform, from, context.now()),
    to: versionView(platform, to, context.now()),
    numbers: versions.map(({ number }) => number),
    ...{ replaced, otherLanguage, judged },
    summaries: steps.flatMap(({ step, review }) =>
      review.summaries.map(({ language, text }) => ({ number: step.number, language, text })),
    ),
    counts: countsOf(rows),
    rows,
  }
}

type Seen = {
  readonly old: PublishedTerms
  readonly now: PublishedTerms
  readonly titleOf: (purpose: string) => string
  readonly said: FrozenChange | null
}

function changeRow(change: ClauseChange, { old, now, titleOf, said }: Seen): ChangeRow {
  const { verdict, effect } = said ?? change
  const { changes } = change
  const [from, to] = [clausesBefore(change), clausesAfter(change)]
  const keys = new Set([...purposesOf(old, from), ...purposesOf(now, to)])
  const gone = to.length === 0 ? 'delete' : 'insert'
  const kept = changes.filter(({ op }) => op === 'equal' || op === gone)
  return {
    key: to[0] === undefined ? `was-${from[0]?.id ?? ''}` : `now-${to[0].id}`,
    ...{ verdict, effect, from, to },
    reviewed: said === null ? null : wordsOf(said),
    isProposal: said === null && !isDecidedByMachine(verdict) && effect !== null,
    reasons: reasonSentences(change.reasons),
    changes: sameWords.has(change.verdict) ? [] : changes,
    length: kept.reduce((length, { text }) => length + text.length, 0),
    purposes: [...keys].map((key) => ({ key, title: titleOf(key) })),
  }
}

/** What the operator said of each change that a person had to look at. */
function wordOn(review: FrozenReview | null): (change: ClauseChange) => FrozenChange | null {
  const said = new Map(
    review?.changes.map((row) => [placesOf(row.fromOrdinals, row.toOrdinals), row]),
  )
  return (change) => {
    if (isDecidedByMachine(change.verdict)) return null
    const [from, to] = [clausesBefore(change), clausesAfter(change)].map((clauses) =>
      clauses.map(({ ordinal }) => ordinal),
    )
    return said.get(placesOf(from ?? [], to ?? [])) ?? null
  }
}

function placesOf(from: readonly number[], to: readonly number[]): string {
  return `${from.join()} ${to.join()}`
}

function wordsOf({ proposed, proposedEffect, effect, note }: FrozenChange): ChangeRow['reviewed'] {
  return { overruled: proposedEffect === effect ? null : proposed, note: note === '' ? null : note }
}

const sameWords: ReadonlySet<Verdict> = new Set(['unchanged', 'formatting', 'moved'])

/** The purposes that are asked about, or ruled on, in these clauses of a version. */
function purposesOf(
  { mapped, ceilings }: PublishedTerms,
  clauses: readonly ClauseReference[],
): readonly string[] {
  const ordinals = new Set(clauses.map(({ ordinal }) => ordinal))
  return [...mapped, ...ceilings]
    .filter(({ clause }) => ordinals.has(clause.ordinal))
    .map(({ purpose }) => purpose)
}

function purposeTitles(platform: Platform): (purpose: string) => string {
  const catalogue = catalogueIn(platform)
  return (purpose) => (catalogue && findPurpose(catalogue, purpose)?.title) ?? purpose
}

function countsOf(rows: readonly ChangeRow[]): Record<Verdict, number> {
  const none = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<
    Verdict,
    number
  >
  for (const { verdict } of rows) none[verdict] += 1
  return none
}
