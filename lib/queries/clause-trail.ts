import { governingTerms, type PublishedTerms } from '#lib/domain/platform/platform.ts'
import { lineBetween } from '#lib/domain/platform/succession.ts'
import { followClause, type TrailStep } from '#lib/domain/terms/clause-trail.ts'
import type {
  ClauseReference,
  Comparison,
  Verdict,
} from '#lib/domain/terms/comparison/comparison.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { type FoundClause, findPublishedClause } from '#lib/store/terms.ts'
import type { QueryContext } from './context.ts'
import { comparisonOf } from './kept-comparisons.ts'

/** Where a clause of some version is now. Plain data. */
export type ClauseTrailView = {
  readonly slug: string
  readonly title: string
  /** As it was called in `version`. */
  readonly clause: ClauseReference
  readonly version: number
  /** The version in force; where none is, the newest. */
  readonly latest: { readonly number: number; readonly isInForce: boolean }
  /** What it is there: none where it is gone, several where it was split. */
  readonly now: readonly ClauseReference[]
  /** The version that no longer has it. */
  readonly goneSince: number | null
  /** Step by step, up to the version that no longer has it. */
  readonly steps: readonly TrailStepView[]
}

export type TrailStepView = {
  readonly from: number
  readonly to: number
  /** What became of it; more than one where it had been split before. */
  readonly verdicts: readonly Verdict[]
  /** All clauses that it was put together with, itself among them; none where it stayed by itself. */
  readonly merged: readonly ClauseReference[]
  readonly clauses: readonly ClauseReference[]
  readonly replaced: boolean
}

/** `version` null: the newest that has a clause of that id. Null where no version has, or not that one. */
export async function findClauseTrail(
  slug: string,
  clauseId: string,
  version: number | null,
  context: QueryContext,
): Promise<ClauseTrailView | null> {
  const platform = await loadPlatform(context.database)
  const versions = platform.terms.filter(({ documentSlug }) => documentSlug === slug)
  const found = await findClause(slug, clauseId, version, context)
  const from = versions.find(({ id }) => id === found?.termsVersionId)
  const inForce = governingTerms(platform, context.now()).find((each) => each.documentSlug === slug)
  const latest = inForce ?? versions.at(-1)
  if (found === null || from === undefined || latest === undefined) return null
  const { ordinal, number, title } = found
  const clause = { ordinal, id: clauseId, number, title }
  return {
    ...{ slug, title: from.documentTitle, clause, version: from.number },
    latest: { number: latest.number, isInForce: inForce !== undefined },
    ...(await trailAlong(lineBetween(versions, from, latest), clause, context)),
  }
}

async function findClause(
  slug: string,
  clauseId: string,
  version: number | null,
  { database }: QueryContext,
): Promise<FoundClause | null> {
  // PostgreSQL's text has no NUL: an address with one names nothing.
  if (clauseId.includes('\0')) return null
  return findPublishedClause(database, slug, clauseId, version)
}

async function trailAlong(
  line: readonly PublishedTerms[],
  clause: ClauseReference,
  context: QueryContext,
): Promise<Pick<ClauseTrailView, 'now' | 'goneSince' | 'steps'>> {
  const comparisons: Comparison[] = []
  for (const [at, to] of line.entries()) {
    const from = line[at - 1]
    if (from !== undefined) comparisons.push(await comparisonOf({ from, to }, context))
  }
  const trail = followClause(clause, comparisons)
  const steps = trail.map((step, at) =>
    stepView(step, line[at]?.number ?? 0, line[at + 1]?.number ?? 0),
  )
  const now = trail.at(-1)?.to ?? [clause]
  return { now, steps, goneSince: now.length === 0 ? (steps.at(-1)?.to ?? null) : null }
}

function stepView(
  { changes, to: clauses, replaced }: TrailStep,
  from: number,
  to: number,
): TrailStepView {
  const verdicts = [...new Set(changes.map(({ verdict }) => verdict))]
  return {
    from,
    to,
    verdicts,
    merged: changes.flatMap(({ merged }) => merged ?? []),
    clauses,
    replaced,
  }
}
