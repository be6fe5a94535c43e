import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { predecessorOf } from '#lib/domain/platform/succession.ts'
import type { Verdict } from '#lib/domain/terms/comparison/comparison.ts'
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
  versions: Parameters<typeof comparisonOutlineOf>[0] & { from: { number: number } },
  context: QueryContext,
): Promise<HistoryStep> {
  const { summary, replaced } = await comparisonOutlineOf(versions, context)
  return { from: versions.from.number, replaced, counts: summary }
}
