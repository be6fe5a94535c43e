/**
 * From ids to the rows that have them; several rows may have the same one. What a Map of a million would
 * take five looks into memory for, and copy at once when it grows, is here one look and grows in parts.
 */
export class RowTable {
  readonly #parts: Part[]
  readonly #isIt: IsIt

  /** `isIt`: does the row have this id, in this account? Asked of rows whose id has the same hash. */
  constructor(isIt: IsIt) {
    this.#isIt = isIt
    this.#parts = Array.from({ length: PARTS }, () => ({ pairs: new Int32Array(2 * 16), used: 0 }))
  }

  find(id: string, account: number): number | null {
    const hash = hashOf(id)
    const { pairs } = this.#partOf(hash)
    const mask = pairs.length / 2 - 1
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const row = pairs[2 * at + 1] ?? EMPTY
      if (row === EMPTY) return null
      if (row > EMPTY && pairs[2 * at] === hash && this.#isIt(row - 1, id, account)) return row - 1
    }
  }

  /** The row must already have the id, and not be in the table under it. */
  add(id: string, row: number): void {
    const hash = hashOf(id)
    const part = this.#partOf(hash)
    // At least half stays empty, so that a search ends soon.
    if (4 * (part.used + 1) > part.pairs.length) grow(part)
    insert(part.pairs, hash, row + 1)
    part.used++
  }

  remove(id: string, row: number): void {
    const hash = hashOf(id)
    const { pairs } = this.#partOf(hash)
    const mask = pairs.length / 2 - 1
    for (let at = hash & mask; pairs[2 * at + 1] !== EMPTY; at = (at + 1) & mask)
      if (pairs[2 * at + 1] === row + 1) {
        pairs[2 * at + 1] = REMOVED
        return
      }
  }

  #partOf(hash: number): Part {
    const part = this.#parts[hash >>> PART_SHIFT]
    if (part === undefined) throw new RangeError('no such part')
    return part
  }
}

type IsIt = (row: number, id: string, account: number) => boolean

/** A hash and the row after it, counted from 1, in turn. What was removed counts as used until it grows. */
type Part = { pairs: Int32Array; used: number }

const EMPTY = 0
const REMOVED = -1
const PARTS = 256
const PART_SHIFT = 24

function grow(part: Part): void {
  const before = part.pairs
  part.pairs = new Int32Array(before.length * 2)
  part.used = 0
  for (let i = 0; i < before.length; i += 2) {
    const row = before[i + 1] ?? EMPTY
    if (row <= EMPTY) continue
    insert(part.pairs, before[i] ?? 0, row)
    part.used++
  }
}

function insert(pairs: Int32Array, hash: number, row: number): void {
  const mask = pairs.length / 2 - 1
  let at = hash & mask
  while (pairs[2 * at + 1] !== EMPTY) at = (at + 1) & mask
  pairs[2 * at] = hash
  pairs[2 * at + 1] = row
}

/** Murmur's rounds over every letter, two at a time: the high bits choose the part, the low ones the place. */
function hashOf(id: string): number {
  const { length } = id
  let hash = length
  for (let i = 0; i < length; i += 2) {
    const second = i + 1 < length ? id.charCodeAt(i + 1) : 0
    hash = Math.imul(hash ^ (id.charCodeAt(i) | (second << 16)), 0x5bd1e995)
    hash ^= hash >>> 15
  }
  hash = Math.imul(hash, 0x85ebca6b)
  return hash ^ (hash >>> 13)
}
