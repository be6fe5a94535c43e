import { RowTable } from './row-table.ts'

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

/** All members of all accounts, a row each, in chunks. A row stays its member's for as long as the state lives. */
export class MemberRows {
  readonly #chunks: Chunk[] = []
  readonly #byId = new RowTable(
    (row, id, account) =>
      this.#chunkOf(row).ids[row & CHUNK_MASK] === id && this.accountOf(row) === account,
  )
  readonly #byExternal = new RowTable(
    (row, id, account) =>
      this.#chunkOf(row).externals[row & CHUNK_MASK] === id && this.accountOf(row) === account,
  )
  readonly #groupSets: (readonly string[])[] = [[]]
  readonly #groupSetNumbers = new Map<string, number>()
  #count = 0

  /** Rows so far, of those who left among them. */
  get count(): number {
    return this.#count
  }

  /** By the record's id first, then by the platform's; null where the account has no such member. */
  find(account: number, id: string): number | null {
    return this.#byId.find(id, account) ?? this.#byExternal.find(id, account)
  }

  accountOf(row: number): number {
    return this.#chunkOf(row).facts[2 * (row & CHUNK_MASK)] ?? GONE
  }

  groupsOf(row: number): readonly string[] {
    return this.#groupSets[this.#more(row) >>> 2] ?? []
  }

  isMinor(row: number): boolean | null {
    return MINOR[this.#more(row) & 0b11] ?? null
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
    const row = this.#byId.find(id, account) ?? this.#add(account, id)
    const chunk = this.#chunkOf(row)
    if ((chunk.externals[row & CHUNK_MASK] ?? null) !== external) this.#rename(row, external)
    const more = (this.#numberOf(groups) << 2) | MINOR.indexOf(isMinor)
    chunk.facts[2 * (row & CHUNK_MASK) + 1] = more
    return row
  }

  /** A member who left: no id leads to the row any more, and none is kept. */
  remove(row: number): void {
    const chunk = this.#chunkOf(row)
    this.#rename(row, null)
    this.#byId.remove(chunk.ids[row & CHUNK_MASK] ?? '', row)
    chunk.facts[2 * (row & CHUNK_MASK)] = GONE
    chunk.facts[2 * (row & CHUNK_MASK) + 1] = 0
    chunk.ids[row & CHUNK_MASK] = ''
  }

  #add(account: number, id: string): number {
    const row = this.#count++
    const chunk = (this.#chunks[row >>> CHUNK_BITS] ??= {
      facts: new Int32Array(2 * CHUNK),
      ids: [],
      externals: [],
    })
    chunk.facts[2 * (row & CHUNK_MASK)] = account
    chunk.ids.push(id)
    chunk.externals.push(null)
    this.#byId.add(id, row)
    return row
  }

  #rename(row: number, external: string | null): void {
    const { externals } = this.#chunkOf(row)
    const before = externals[row & CHUNK_MASK] ?? null
    if (before !== null) this.#byExternal.remove(before, row)
    externals[row & CHUNK_MASK] = external
    if (external !== null) this.#byExternal.add(external, row)
  }

  #more(row: number): number {
    return this.#chunkOf(row).facts[2 * (row & CHUNK_MASK) + 1] ?? 0
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
  /** Of each row its account, and the number of its groups above two bits for being a minor. */
  readonly facts: Int32Array
  readonly ids: string[]
  readonly externals: (string | null)[]
}

const GONE = -1
const MINOR: readonly (boolean | null)[] = [null, false, true]
const CHUNK_BITS = 12
const CHUNK = 1 << CHUNK_BITS
const CHUNK_MASK = CHUNK - 1
