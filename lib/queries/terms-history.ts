import { catalogueIn, type PublishedTerms } from '#lib/domain/platform/platform.ts'
import { predecessorOf } from '#lib/domain/platform/succession.ts'
import { verdicts, type Verdict } from '#lib/domain/terms/comparison/comparison.ts'
import { loadFrozenReview } from '#lib/store/publications.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import type { QueryContext } from './context.ts'
import { comparisonOutlineOf } from './kept-comparisons.ts'
import { versionView, type VersionView } from './terms.ts'

/** Every version that was ever published of a document, newest first, each with what it changed. Plain data. */
export type TermsHistoryView = {
  readonly slug: string
  readonly title: string
  readonly operator: string
  readonly versions: readonly HistoryVersion[]
}

export type HistoryVersion = VersionView & {
  /** Null for the first. */
  readonly step: HistoryStep | null
}

export type HistoryStep = {
  /** The version that this one is compared with. */
  readonly from: number
  readonly replaced: boolean
  readonly counts: Readonly<Record<Verdict, number>>
  /** The operator's word on each change; else what a machine proposes. */
  readonly isConfirmed: boolean
}

export async function findTermsHistory(
  slug: string,
  context: QueryContext,
): Promise<TermsHistoryView | null> {
  const platform = await loadPlatform(context.database)
  const terms = platform.terms.filter(({ documentSlug }) => documentSlug === slug)
  const [first] = terms
  if (first === undefined) return null
  const versions: HistoryVersion[] = []
  // One after the other: a long history that nobody has read yet must not hold up everyone else.
  for (const each of terms) {
    const from = predecessorOf(terms, each)
    const step = from === null ? null : await historyStep({ from, to: each }, context)
    versions.unshift({ ...versionView(platform, each, context.now()), step })
  }
  const operator = catalogueIn(platform)?.operator.name ?? ''
  return { slug, title: first.documentTitle, operator, versions }
}

async function historyStep(
  versions: { readonly from: PublishedTerms; readonly to: PublishedTerms },
  context: QueryContext,
): Promise<HistoryStep> {
  const { from, to } = versions
  const { summary, replaced } = await comparisonOutlineOf(versions, context)
  const isConfirmed = to.review?.againstId === from.id
  if (!isConfirmed) return { from: from.number, replaced, counts: summary, isConfirmed }
  const counts = { ...noVerdicts(), unchanged: summary.unchanged }
  const { changes } = await loadFrozenReview(context.database, to.id)
  for (const { verdict } of changes) counts[verdict] += 1
  return { from: from.number, replaced, counts, isConfirmed }
}

function noVerdicts(): Record<Verdict, number> {
  return Object.fromEntries(verdicts.map((each) => [each, 0])) as Record<Verdict, number>
}
