import { createHash } from 'node:crypto'
import { compareTerms } from '#lib/domain/terms/comparison/compare-terms.ts'
import type { ClauseChange, Comparison } from '#lib/domain/terms/comparison/comparison.ts'
import { type ParsedTerms, parseTerms } from '#lib/domain/terms/parse-terms.ts'

/** @throws for a document that is no terms */
export function parsedTerms(document: string | Uint8Array): ParsedTerms {
  const bytes = typeof document === 'string' ? new TextEncoder().encode(document) : document
  const parsed = parseTerms(bytes, (part) => createHash('sha256').update(part).digest())
  if (!parsed.ok) throw new Error(parsed.code)
  return parsed.value
}

export function compareTexts(from: string | Uint8Array, to: string | Uint8Array): Comparison {
  return compareTerms(parsedTerms(from), parsedTerms(to))
}

/** Every row that is not decided by the machine, short: "narrowed 10.4", "moved 2 > 3", "added 7", "removed 4". */
export function changesIn({ clauses }: Pick<Comparison, 'clauses'>): string[] {
  return clauses
    .filter(({ verdict }) => verdict !== 'unchanged' && verdict !== 'formatting')
    .map(lineOf)
}

function lineOf({ verdict, from, to, merged, split }: ClauseChange): string {
  const name = (each: ClauseChange['from']) => each?.number ?? each?.title ?? each?.id ?? ''
  const old = (merged ?? (from ? [from] : [])).map(name).join('+')
  const now = (split ?? (to ? [to] : [])).map(name).join('+')
  const both = old === now ? old : [old, now].filter((part) => part !== '').join(' > ')
  return `${verdict} ${both}`
}
