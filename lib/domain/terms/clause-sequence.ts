import type { ClauseLabel } from './clause-label.ts'

/** What a document has begun so far, which decides whether a number or letter in front can be the next one. */
export type Sequence = {
  /** The components of the last number of digits: 10.2 is [10, 2]. Empty before the first. */
  number: readonly number[]
  /** Whether the last numbered clause has a whole number, so that letters may follow below it. */
  isWhole: boolean
  letter: string | null
}

export const emptySequence: Sequence = { number: [], isWhole: false, letter: null }

/** The sequence after a clause. `counted`: it has a list counter only, whose worth is settled later. */
export function follow(
  sequence: Sequence,
  style: ClauseLabel['style'],
  number: string | null,
  counted: boolean,
): Sequence {
  if (style === 'letter') return { ...sequence, letter: number }
  if (counted) return { ...sequence, isWhole: true, letter: null }
  if (number === null) return sequence
  if (!/^\d/.test(number)) return { ...sequence, isWhole: false, letter: null }
  return { number: componentsOf(number), isWhole: /^\d+$/.test(number), letter: null }
}

/**
 * Whether a number may be the next: one above at any place, or the first below. Up to two may be left out,
 * as contracts do when they delete a clause. "1.5 million people" does not follow 1.
 */
export function mayFollow(sequence: Sequence, number: string): boolean {
  const next = componentsOf(number)
  const last = sequence.number
  const differs = next.findIndex((component, place) => component !== last[place])
  if (differs < 0) return false
  const step = (next[differs] ?? 0) - (last[differs] ?? 0)
  const below = next.slice(differs + 1)
  const isFirst = next.length === 1 && next[0] === 1
  return (
    below.every((component) => component <= 1) &&
    ((step > 0 && step <= 3 && differs < last.length) ||
      (step <= 1 && differs >= last.length) ||
      isFirst)
  )
}

/** Letters come in turn from a, below a whole number; below 10.2 they stay inside it. */
export function mayBeLetter(sequence: Sequence, letter: string): boolean {
  if (!sequence.isWhole) return false
  const last = sequence.letter?.toLowerCase()
  const expected = last === undefined ? 'a' : String.fromCharCode(last.charCodeAt(0) + 1)
  return letter.toLowerCase() === expected
}

function componentsOf(number: string): number[] {
  return (number.match(/\d+/g) ?? []).map(Number)
}
