import { FormatError } from './format-error.ts'

/**
 * The `size` bytes that a raw deflate stream stands for (RFC 1951). Never makes more than `size`. Throws
 * FormatError for a stream that is broken, that makes more or less, or that ends before its bytes do.
 */
export function inflate(deflated: Uint8Array, size: number): Uint8Array {
  const stream: Stream = {
    deflated,
    at: 0,
    held: 0,
    heldBits: 0,
    made: new Uint8Array(size),
    to: 0,
  }
  for (let isLast = false; !isLast;) {
    isLast = takeBits(stream, 1) === 1
    inflateBlock(stream, takeBits(stream, 2))
  }
  if (stream.to < size) throw new FormatError('it unpacks to less than it says')
  if (stream.at < deflated.length) throw new FormatError('it holds more than it unpacks to')
  return stream.made
}

type Stream = {
  readonly deflated: Uint8Array
  /** Where the next byte is read. */
  at: number
  /** Bits that were read and not taken yet, the next one lowest; fewer than eight between two calls. */
  held: number
  heldBits: number
  readonly made: Uint8Array
  /** Where the next byte is written. */
  to: number
}

/** A canonical Huffman code: how many codes have each length, and what they mean, shorter codes first. */
type Code = { readonly counts: Uint16Array; readonly symbols: Uint16Array }

const BITS_MAX = 15
const END_OF_BLOCK = 256

/** Section 3.2.5: what the symbols from 257 on, and those of distances, begin at, and how many bits come on top. */
const LENGTH_BITS = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]
const LENGTHS = [...startsOf(LENGTH_BITS.slice(0, -1), 3), 258]
const DISTANCE_BITS = Array.from({ length: 30 }, (_, i) => Math.max(0, (i >> 1) - 1))
const DISTANCES = startsOf(DISTANCE_BITS, 1)

/** Section 3.2.6. */
const FIXED = {
  lengths: codeOf(
    Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)),
  ),
  // Two of them have no meaning, which shows when they are met.
  distances: codeOf(Array.from({ length: 32 }, () => 5)),
}

/** Section 3.2.7: in which order the lengths of the code of lengths stand. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

function inflateBlock(stream: Stream, kind: number): void {
  switch (kind) {
    case 0:
      return copyStored(stream)
    case 1:
      return inflateCodes(stream, FIXED.lengths, FIXED.distances)
    case 2: {
      const { lengths, distances } = readCodes(stream)
      return inflateCodes(stream, lengths, distances)
    }
    default:
      throw new FormatError('it holds a block of no known kind')
  }
}

function copyStored(stream: Stream): void {
  const { deflated, made } = stream
  // The rest of a byte that was begun is no data.
  stream.held = 0
  stream.heldBits = 0
  const length = takeBits(stream, 16)
  if (takeBits(stream, 16) !== (~length & 0xffff)) throw new FormatError('a length in it is broken')
  if (stream.at + length > deflated.length) throw new FormatError('it is cut short')
  if (stream.to + length > made.length) throw new FormatError('it unpacks to more than it says')
  made.set(deflated.subarray(stream.at, stream.at + length), stream.to)
  stream.at += length
  stream.to += length
}

function inflateCodes(stream: Stream, lengths: Code, distances: Code): void {
  const { made } = stream
  for (;;) {
    const symbol = takeSymbol(stream, lengths)
    if (symbol === END_OF_BLOCK) return
    if (symbol < END_OF_BLOCK) {
      if (stream.to >= made.length) throw new FormatError('it unpacks to more than it says')
      made[stream.to++] = symbol
    } else {
      const length = takeValue(stream, symbol - 257, LENGTHS, LENGTH_BITS)
      const distance = takeValue(stream, takeSymbol(stream, distances), DISTANCES, DISTANCE_BITS)
      repeat(stream, length, distance)
    }
  }
}

function repeat(stream: Stream, length: number, distance: number): void {
  const { made, to } = stream
  if (distance > to) throw new FormatError('it repeats what was not there')
  if (to + length > made.length) throw new FormatError('it unpacks to more than it says')
  // Byte by byte: what is repeated may begin in what it makes.
  for (let i = 0; i < length; i++) made[to + i] = made[to + i - distance] ?? 0
  stream.to = to + length
}

function takeValue(
  stream: Stream,
  symbol: number,
  starts: readonly number[],
  bits: readonly number[],
): number {
  const start = starts[symbol]
  if (start === undefined) throw new FormatError('it holds a symbol of no meaning')
  return start + takeBits(stream, bits[symbol] ?? 0)
}

/** Section 3.2.7: a block's own two codes, their lengths packed by a third one. */
function readCodes(stream: Stream): { lengths: Code; distances: Code } {
  const literals = takeBits(stream, 5) + 257
  const distances = takeBits(stream, 5) + 1
  const packed = takeBits(stream, 4) + 4
  if (literals > 286 || distances > 30) throw new FormatError('it holds too many codes')
  const packing = new Array<number>(ORDER.length).fill(0)
  for (const place of ORDER.slice(0, packed)) packing[place] = takeBits(stream, 3)
  const all = unpackLengths(stream, codeOf(packing), literals + distances)
  if (all[END_OF_BLOCK] === 0) throw new FormatError('a block in it has no end')
  return {
    lengths: codeOf(all.slice(0, literals), true),
    distances: codeOf(all.slice(literals), true),
  }
}

function unpackLengths(stream: Stream, packing: Code, count: number): number[] {
  const lengths: number[] = []
  while (lengths.length < count) {
    const symbol = takeSymbol(stream, packing)
    const [value, times] =
      symbol < 16
        ? [symbol, 1]
        : symbol === 16
          ? [lengths.at(-1), 3 + takeBits(stream, 2)]
          : [0, symbol === 17 ? 3 + takeBits(stream, 3) : 11 + takeBits(stream, 7)]
    if (value === undefined || lengths.length + times > count)
      throw new FormatError('the lengths of its codes are broken')
    for (let i = 0; i < times; i++) lengths.push(value)
  }
  return lengths
}

/**
 * Refuses lengths that no code has. `mayBeLone`: the two codes of a block may consist of one code of one
 * bit, or of none, and of nothing else that leaves bits without meaning.
 */
function codeOf(lengths: readonly number[], mayBeLone = false): Code {
  const counts = new Uint16Array(BITS_MAX + 1)
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1
  let left = 1
  for (const count of counts.subarray(1)) {
    left = left * 2 - count
    if (left < 0) throw new FormatError('it holds more codes than there can be')
  }
  const used = lengths.length - (counts[0] ?? 0)
  const isLone = mayBeLone && (used === 0 || (used === 1 && counts[1] === 1))
  if (left > 0 && !isLone) throw new FormatError('it holds bits of no meaning')
  return { counts, symbols: symbolsOf(lengths, counts) }
}

function symbolsOf(lengths: readonly number[], counts: Uint16Array): Uint16Array {
  const offsets = new Uint16Array(BITS_MAX + 2)
  for (let bits = 1; bits <= BITS_MAX; bits++)
    offsets[bits + 1] = (offsets[bits] ?? 0) + (counts[bits] ?? 0)
  const symbols = new Uint16Array(lengths.length)
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue
    const offset = offsets[length] ?? 0
    symbols[offset] = symbol
    offsets[length] = offset + 1
  }
  return symbols
}

/** Bit by bit, since a code's first bit is its highest. */
function takeSymbol(stream: Stream, { counts, symbols }: Code): number {
  let code = 0
  let first = 0
  let before = 0
  for (let bits = 1; bits <= BITS_MAX; bits++) {
    code |= takeBits(stream, 1)
    const count = counts[bits] ?? 0
    if (code - first < count) return symbols[before + code - first] ?? 0
    before += count
    first = (first + count) << 1
    code <<= 1
  }
  throw new FormatError('it holds bits of no meaning')
}

function takeBits(stream: Stream, count: number): number {
  while (stream.heldBits < count) {
    const byte = stream.deflated[stream.at++]
    if (byte === undefined) throw new FormatError('it is cut short')
    stream.held |= byte << stream.heldBits
    stream.heldBits += 8
  }
  const taken = stream.held & ((1 << count) - 1)
  stream.held >>>= count
  stream.heldBits -= count
  return taken
}

function startsOf(bits: readonly number[], first: number): number[] {
  let start = first
  return bits.map((count) => (start += 1 << count) - (1 << count))
}
