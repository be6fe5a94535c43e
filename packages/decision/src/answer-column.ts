import { CONSENT_STATUSES, type ConsentStatus } from './consent-status.ts'

/** How many bases a question can have. */
export const MAX_BASIS = 0xfff

/**
 * What all members say about one question, by row, six bytes each. Kept in chunks, so that growing never
 * copies much at once, and what nobody answered takes nothing. When a yes runs out is in whole seconds
 * since 1970, rounded down so that none outlasts itself; 0 is never.
 */
export class AnswerColumn {
  readonly #chunks: (Uint16Array | undefined)[] = []

  /**
   * Three bits of status, by its place in CONSENT_STATUSES; one that they were asked again since their
   * yes; above them the basis that the yes rests on, 0 for none.
   */
  packedAt(row: number): number {
    return this.#chunks[row >>> CHUNK_BITS]?.[WORDS * (row & CHUNK_MASK)] ?? 0
  }

  expiresAt(row: number): number {
    const chunk = this.#chunks[row >>> CHUNK_BITS]
    if (chunk === undefined) return 0
    const at = WORDS * (row & CHUNK_MASK)
    return (chunk[at + 1] ?? 0) * 0x10000 + (chunk[at + 2] ?? 0)
  }

  set(row: number, packed: number, expires: number): void {
    const chunk = (this.#chunks[row >>> CHUNK_BITS] ??= new Uint16Array(WORDS * CHUNK))
    const at = WORDS * (row & CHUNK_MASK)
    chunk[at] = packed
    chunk[at + 1] = expires >>> 16
    chunk[at + 2] = expires & 0xffff
  }

  /**
   * Ends what was said before an `off`: a yes is revoked, one that had run out too, and an open request
   * is closed. The rules are those of lib/domain/consent/status.ts, which the state arrives by.
   */
  revoke(row: number): void {
    const chunk = this.#chunks[row >>> CHUNK_BITS]
    const at = WORDS * (row & CHUNK_MASK)
    if (chunk !== undefined) chunk[at] = revoked(chunk[at] ?? 0)
  }
}

/** What a cell is after an `off`. */
export function revoked(packed: number): number {
  const status = packed & STATUS_MASK
  const after = REVOKED[status] ?? 0
  return after === status ? packed : after
}

export function statusIn(packed: number): ConsentStatus {
  return CONSENT_STATUSES[packed & STATUS_MASK] ?? 'undecided'
}

export function isAskedIn(packed: number): boolean {
  return (packed & ASKED) !== 0
}

export function basisIn(packed: number): number {
  return packed >>> BASIS_SHIFT
}

const WORDS = 3
const CHUNK_BITS = 12
const CHUNK = 1 << CHUNK_BITS
const CHUNK_MASK = CHUNK - 1
const STATUS_MASK = 0b111
const ASKED = 0b1000
const BASIS_SHIFT = 4

const numberOf = (status: ConsentStatus) => CONSENT_STATUSES.indexOf(status)

const REVOKED: readonly number[] = CONSENT_STATUSES.map((status) => {
  switch (status) {
    case 'given':
    case 'stale':
    case 'expired':
      return numberOf('revoked')
    case 'requested':
      return numberOf('undecided')
    case 'undecided':
    case 'refused':
    case 'withdrawn':
    case 'revoked':
      return numberOf(status)
  }
})
