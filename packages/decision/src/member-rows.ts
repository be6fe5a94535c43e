import { IdMap } from './id-map.ts'

/** What is known of a member besides their answers. */
export type MemberFacts = {
  /** The record's own id of the member, unique in the account. */
  readonly id: string
  /** The platform's id; null where it has none. */
  readonly external: string | null
  readonly groups: readonly string[]
  /** Null: not said. */
  readonly isMinor: boolean | null
}

/**
 * All members of all accounts, a row each, in chunks. A row stays its member's for as long as the state
 * lives. What an answer needs to know of a member lies together in memory.
 */
export class MemberRows {
  readonly #chunks: Chunk[] = []
  readonly #byId = new IdMap()
  readonly #byExternal = new IdMap()
  readonly #groupSets: (readonly string[])[] = [[]]
  readonly #groupSetNumbers = new Map<string, number>()
  #count = 0

  /** Rows so far, of those who left among them. */
  get count(): number {
    return this.#count
  }

  /** By the record's id first, then by the platform's; null where the account has no such member. */
  find(account: number, id: string): number | null {
    return this.#findById(account, id) ?? this.#findByExternal(account, id)
  }

  accountOf(row: number): number {
    return this.#word(row, ACCOUNT)
  }

  groupsOf(row: number): readonly string[] {
    return this.#groupSets[this.#word(row, MORE) >>> 2] ?? []
  }

  isMinor(row: number): boolean | null {
    return MINOR[this.#word(row, MORE) & 0b11] ?? null
  }

  factsOf(row: number): MemberFacts {
    const { ids, externals } = this.#chunkOf(row)
    return {
      id: ids[row & CHUNK_MASK] ?? '',
      external: externals[row & CHUNK_MASK] ?? null,
      groups: this.groupsOf(row),
      isMinor: this.isMinor(row),
    }
  }

  /** Writes a member down, new or known. Answers the row. */
  put(account: number, { id, external, groups, isMinor }: MemberFacts): number {
    const first = this.#byId.get(id) ?? NONE
    const row = this.#inChain(first, account, NEXT_BY_ID) ?? this.#add(account, id, first)
    if ((this.#chunkOf(row).externals[row & CHUNK_MASK] ?? null) !== external)
      this.#rename(row, external)
    this.#set(row, MORE, (this.#numberOf(groups) << 2) | MINOR.indexOf(isMinor))
    return row
  }

  /** A member who left: no id leads to the row any more, and none is kept. */
  remove(row: number): void {
    this.#rename(row, null)
    const { ids } = this.#chunkOf(row)
    this.#unlink(this.#byId, ids[row & CHUNK_MASK] ?? '', row, NEXT_BY_ID)
    ids[row & CHUNK_MASK] = ''
    this.#set(row, ACCOUNT, GONE)
    this.#set(row, MORE, 0)
  }

  #findById(account: number, id: string): number | null {
    const first = this.#byId.get(id)
    return first === undefined ? null : this.#inChain(first, account, NEXT_BY_ID)
  }

  #findByExternal(account: number, id: string): number | null {
    const first = this.#byExternal.get(id)
    return first === undefined ? null : this.#inChain(first, account, NEXT_BY_EXTERNAL)
  }

  /** `first`: where the chain of those of the same id begins. */
  #add(account: number, id: string, first: number): number {
    const row = this.#count++
    const chunk = (this.#chunks[row >>> CHUNK_BITS] ??= newChunk())
    chunk.ids.push(id)
    chunk.externals.push(null)
    this.#set(row, ACCOUNT, account)
    this.#set(row, NEXT_BY_ID, first)
    this.#set(row, NEXT_BY_EXTERNAL, NONE)
    this.#byId.set(id, row)
    return row
  }

  #rename(row: number, external: string | null): void {
    const { externals } = this.#chunkOf(row)
    const before = externals[row & CHUNK_MASK] ?? null
    if (before !== null) this.#unlink(this.#byExternal, before, row, NEXT_BY_EXTERNAL)
    externals[row & CHUNK_MASK] = external
    if (external === null) return
    this.#set(row, NEXT_BY_EXTERNAL, this.#byExternal.get(external) ?? NONE)
    this.#byExternal.set(external, row)
  }

  /** Two accounts may have a member of the same id: their rows are a chain. */
  #inChain(first: number, account: number, next: number): number | null {
    for (let row = first; row !== NONE; row = this.#word(row, next))
      if (this.#word(row, ACCOUNT) === account) return row
    return null
  }

  #unlink(map: IdMap, id: string, row: number, next: number): void {
    const after = this.#word(row, next)
    const first = map.get(id) ?? NONE
    if (first === row && after === NONE) map.delete(id)
    else if (first === row) map.set(id, after)
    else
      for (let at = first; at !== NONE; at = this.#word(at, next))
        if (this.#word(at, next) === row) this.#set(at, next, after)
  }

  #word(row: number, which: number): number {
    return this.#chunkOf(row).words[WORDS * (row & CHUNK_MASK) + which] ?? NONE
  }

  #set(row: number, which: number, value: number): void {
    this.#chunkOf(row).words[WORDS * (row & CHUNK_MASK) + which] = value
  }

  #chunkOf(row: number): Chunk {
    const chunk = this.#chunks[row >>> CHUNK_BITS]
    if (chunk === undefined) throw new RangeError(`no row ${row}`)
    return chunk
  }

  /** The same groups, written once: a thousand members share one list. */
  #numberOf(groups: readonly string[]): number {
    if (groups.length === 0) return 0
    const sorted = [...new Set(groups)].sort()
    const key = JSON.stringify(sorted)
    const number = this.#groupSetNumbers.get(key) ?? this.#groupSets.push(sorted) - 1
    this.#groupSetNumbers.set(key, number)
    return number
  }
}

type Chunk = {
  /** Four a row, as below. */
  readonly words: Int32Array
  readonly ids: string[]
  readonly externals: (string | null)[]
}

// A row's words: its account; the number of its groups, above two bits for being a minor; its chains.
const ACCOUNT = 0
const MORE = 1
const NEXT_BY_ID = 2
const NEXT_BY_EXTERNAL = 3
const WORDS = 4

const NONE = -1
const GONE = -1
const MINOR: readonly (boolean | null)[] = [null, false, true]
const CHUNK_BITS = 12
const CHUNK = 1 << CHUNK_BITS
const CHUNK_MASK = CHUNK - 1

function newChunk(): Chunk {
  return { words: new Int32Array(WORDS * CHUNK), ids: [], externals: [] }
}
