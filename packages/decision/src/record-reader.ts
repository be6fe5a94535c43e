/** A state that does not read as one. Whoever keeps it starts again from a whole state. */
export class StateFormatError extends Error {
  override readonly name = 'StateFormatError'
}

/** Takes the members of one JSON object, each of exactly one kind: what is missing or of another kind throws. */
export class RecordReader {
  readonly #json: Readonly<Record<string, unknown>>

  constructor(json: unknown) {
    if (typeof json !== 'object' || json === null || Array.isArray(json))
      throw new StateFormatError('not a JSON object')
    this.#json = json as Record<string, unknown>
  }

  text(name: string): string {
    const value = this.#json[name]
    if (typeof value === 'string' && value !== '') return value
    throw this.#wrong(name)
  }

  /** A word that others are made with, so that it holds no slash. */
  key(name: string): string {
    const value = this.text(name)
    if (value.includes('/')) throw this.#wrong(name)
    return value
  }

  textOrNull(name: string): string | null {
    return this.#json[name] === null ? null : this.text(name)
  }

  texts(name: string): readonly string[] {
    const value = this.#json[name]
    if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value
    throw this.#wrong(name)
  }

  flag(name: string): boolean {
    const value = this.#json[name]
    if (typeof value === 'boolean') return value
    throw this.#wrong(name)
  }

  flagOrNull(name: string): boolean | null {
    return this.#json[name] === null ? null : this.flag(name)
  }

  /** A whole number from 0. */
  count(name: string): number {
    const value = this.#json[name]
    if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number
    throw this.#wrong(name)
  }

  numberOrNull(name: string): number | null {
    const value = this.#json[name]
    if (value === null || Number.isSafeInteger(value)) return value as number | null
    throw this.#wrong(name)
  }

  oneOf<const T extends string>(name: string, of: readonly T[]): T {
    const value = of.find((each) => each === this.#json[name])
    if (value !== undefined) return value
    throw this.#wrong(name)
  }

  oneOfOrNull<const T extends string>(name: string, of: readonly T[]): T | null {
    return this.#json[name] === null ? null : this.oneOf(name, of)
  }

  list(name: string): readonly unknown[] {
    const value = this.#json[name]
    if (Array.isArray(value)) return value
    throw this.#wrong(name)
  }

  /** An object within it; null also where it is not there: older sources do not say it. */
  memberOrNull<T>(name: string, read: (of: RecordReader) => T): T | null {
    const value = this.#json[name]
    return value === undefined || value === null ? null : read(new RecordReader(value))
  }

  /** `[from, value]` in the order of their instants. */
  spans<T>(name: string, read: (value: unknown) => T): readonly (readonly [number, T])[] {
    let last = -Infinity
    return this.list(name).map((span): readonly [number, T] => {
      const [from, value] = Array.isArray(span) ? (span as readonly unknown[]) : []
      if (!Number.isSafeInteger(from) || (from as number) <= last) throw this.#wrong(name)
      last = from as number
      return [last, read(value)]
    })
  }

  record<T>(name: string, read: (value: unknown) => T): Readonly<Record<string, T>> {
    const value = this.#json[name]
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.#wrong(name)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, read(each)]))
  }

  /** Four numbers an answer; a loop, because there are millions. */
  answers(name: string, statuses: number): readonly number[] {
    const value = this.list(name)
    if (value.length % 4 !== 0) throw this.#wrong(name)
    for (let i = 0; i < value.length; i++) {
      const number = value[i]
      const most = i % 4 === 1 ? statuses * 2 - 1 : 0xffffffff
      const isCount = typeof number === 'number' && number >= 0 && number <= most
      if (!isCount || !Number.isInteger(number)) throw this.#wrong(name)
    }
    return value as readonly number[]
  }

  #wrong(name: string): StateFormatError {
    const type = this.#json['type']
    const what = typeof type === 'string' ? type : 'header'
    return new StateFormatError(`${what}: ${name} is wrong or missing`)
  }
}
