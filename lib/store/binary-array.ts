/** The types whose values travel in PostgreSQL's binary form; each is the element type of a parameter. */
export type BinaryType = 'uuid' | 'text' | 'int' | 'bool' | 'bytea' | 'timestamptz'

/**
 * One array parameter in the binary form that PostgreSQL's array_recv reads: a header, then each element
 * behind its length. As text a signed statement would be escaped here and read letter by letter there,
 * which took longer than storing it.
 *
 * @param values strings for uuid and text, integers, booleans, bytes, Dates; null where there is none
 */
export function binaryArray(type: BinaryType, values: readonly unknown[]): Buffer {
  const { oid, length, write } = binaryTypes[type]
  const lengths = values.map((value) => (value === null ? 0 : length(value)))
  const total = lengths.reduce((sum, each) => sum + each, HEADER_LENGTH + 4 * values.length)
  const array = Buffer.allocUnsafe(total)
  const header = [1, values.includes(null) ? 1 : 0, oid, values.length, 1]
  let at = 0
  for (const field of header) at = array.writeInt32BE(field, at)
  for (const [i, value] of values.entries()) {
    const size = lengths[i] ?? 0
    at = array.writeInt32BE(value === null ? -1 : size, at)
    if (value !== null) write(array, value, at)
    at += size
  }
  return array
}

/** Dimensions, whether nulls are among them, the element's type, how many, and the first index. */
const HEADER_LENGTH = 5 * 4

/** How a value that is not null stands after its length. `oid`: PostgreSQL's number of the type. */
type Codec = {
  readonly oid: number
  readonly length: (value: unknown) => number
  readonly write: (to: Buffer, value: unknown, at: number) => unknown
}

/** By name, with how each is written. */
export const binaryTypes: Readonly<Record<BinaryType, Codec>> = {
  uuid: {
    oid: 2950,
    length: () => 16,
    write: (to, value, at) => to.write((value as string).replaceAll('-', ''), at, 16, 'hex'),
  },
  text: {
    oid: 25,
    length: (value) => Buffer.byteLength(value as string),
    write: (to, value, at) => to.write(value as string, at),
  },
  int: { oid: 23, length: () => 4, write: (to, value, at) => to.writeInt32BE(value as number, at) },
  bool: { oid: 16, length: () => 1, write: (to, value, at) => to.writeInt8(Number(value), at) },
  bytea: {
    oid: 17,
    length: (value) => (value as Uint8Array).length,
    write: (to, value, at) => {
      to.set(value as Uint8Array, at)
    },
  },
  timestamptz: {
    oid: 1184,
    length: () => 8,
    write: (to, value, at) =>
      to.writeBigInt64BE(BigInt((value as Date).getTime() - EPOCH_MS) * 1000n, at),
  },
}

/** PostgreSQL counts microseconds from the year 2000. */
const EPOCH_MS = Date.UTC(2000, 0, 1)
