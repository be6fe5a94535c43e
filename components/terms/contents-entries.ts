import type { ClauseHead } from './clause-layout.ts'

export type ContentsEntry = { id: string; number: string | null; words: string; level: number }

/** What the table of contents lists: the titled clauses of the two upper levels, and top ones by number. */
export function contentsEntries(clauses: readonly ClauseHead[]): ContentsEntry[] {
  return clauses.flatMap(({ id, number, title, level }) => {
    if (level > 2) return []
    const words = title ?? (level === 1 && number !== null ? `Clause ${number}` : null)
    if (words === null) return []
    return [{ id, number: title === null ? null : number, words, level }]
  })
}

/** For each clause, in order, the entry that the reader is in there: its own, or the nearest above it. */
export function entryOfEach(clauses: readonly ClauseHead[]): Map<string, string | null> {
  const listed = new Set(contentsEntries(clauses).map(({ id }) => id))
  let current: string | null = null
  return new Map(
    clauses.map(({ id }) => {
      if (listed.has(id)) current = id
      return [id, current]
    }),
  )
}
