/**
 * From ids to small integers. A plain Map copies itself as a whole when it grows, which at a million
 * entries takes longer than an answer may wait; here no part outgrows what can be copied at once.
 */
export class IdMap {
  #parts = [new Map<string, number>()]
  #size = 0

  get(id: string): number | undefined {
    return this.#partOf(id).get(id)
  }

  set(id: string, value: number): void {
    const part = this.#partOf(id)
    const before = part.size
    part.set(id, value)
    this.#size += part.size - before
    if (this.#parts.length === 1 && this.#size > SPLIT_AT) this.#split(part)
  }

  delete(id: string): void {
    if (this.#partOf(id).delete(id)) this.#size--
  }

  #partOf(id: string): Map<string, number> {
    const parts = this.#parts
    const part = parts.length === 1 ? parts[0] : parts[spread(id) & (PARTS - 1)]
    if (part === undefined) throw new RangeError('no such part')
    return part
  }

  #split(whole: ReadonlyMap<string, number>): void {
    this.#parts = Array.from({ length: PARTS }, () => new Map<string, number>())
    for (const [id, value] of whole) this.#partOf(id).set(id, value)
  }
}

const PARTS = 256
const SPLIT_AT = 8_192

/**
 * From the length and eight letters, spread over the id: to read them all would cost more than the rest
 * of an answer. Ids that agree in all of them share a part, and are found all the same.
 */
function spread(id: string): number {
  const { length } = id
  let hash = length
  for (let i = 0; i < 8; i++) {
    const letter = id.charCodeAt(length - 1 - ((i * length) >>> 3))
    hash = Math.imul(hash ^ letter, 0x01000193)
  }
  return hash ^ (hash >>> 15)
}
