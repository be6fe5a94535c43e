import { createHash } from 'node:crypto'
import { compareTerms } from '#lib/domain/terms/comparison/compare-terms.ts'
import type { Comparison } from '#lib/domain/terms/comparison/comparison.ts'
import { type ParsedTerms, parseTerms } from '#lib/domain/terms/parse-terms.ts'
import { loadBytes } from '#lib/store/terms.ts'
import type { QueryContext } from './context.ts'

type Versions = { readonly from: { readonly id: string }; readonly to: { readonly id: string } }

/** Two stored versions compared: made at the first call and then kept, because neither ever changes. */
export async function comparisonOf(
  versions: Versions,
  context: Pick<QueryContext, 'database'>,
): Promise<Comparison> {
  const key = keyOf(versions)
  const known = comparisons.get(key)
  const comparison = known ?? compareStored(versions, context)
  keep(comparisons, key, comparison, comparisonsMax)
  try {
    return await comparison
  } catch (error) {
    comparisons.delete(key)
    throw error
  }
}

/** What a comparison comes to, for pages that list many of them. */
export type ComparisonOutline = Pick<Comparison, 'summary' | 'replaced'>

export async function comparisonOutlineOf(
  versions: Versions,
  context: Pick<QueryContext, 'database'>,
): Promise<ComparisonOutline> {
  const key = keyOf(versions)
  const { summary, replaced } = outlines.get(key) ?? (await comparisonOf(versions, context))
  const outline = { summary, replaced }
  keep(outlines, key, outline, outlinesMax)
  return outline
}

// A comparison holds both texts, a few hundred kilobytes; an outline holds ten numbers.
const comparisons = new Map<string, Promise<Comparison>>()
const comparisonsMax = 32
const outlines = new Map<string, ComparisonOutline>()
const outlinesMax = 1_000

function keyOf({ from, to }: Versions): string {
  return `${from.id} ${to.id}`
}

/** Puts what was just used last, and drops what was not used for longest. */
function keep<Value>(kept: Map<string, Value>, key: string, value: Value, max: number): void {
  kept.delete(key)
  kept.set(key, value)
  if (kept.size > max) kept.delete(kept.keys().next().value ?? key)
}

async function compareStored(
  { from, to }: Versions,
  { database }: Pick<QueryContext, 'database'>,
): Promise<Comparison> {
  const [old, now] = await Promise.all([loadBytes(database, from.id), loadBytes(database, to.id)])
  return compareTerms(parsedTerms(old, from.id), parsedTerms(now, to.id))
}

function parsedTerms(bytes: Uint8Array, id: string): ParsedTerms {
  const parsed = parseTerms(bytes, (part) => createHash('sha256').update(part).digest())
  if (!parsed.ok) throw new Error(`bytes of terms_version ${id} are no terms: ${parsed.code}`)
  return parsed.value
}
