import { concatBytes } from './bytes.ts'
import { parseDecimal } from './decimal.ts'
import { FormatError } from './format-error.ts'
import { HASH_LENGTH } from './merkle.ts'

/**
 * Where a hash tile stands (C2SP tlog-tiles). Level 0 holds leaf hashes; a hash of a higher level is the
 * root of one full tile of the level below. `width` is its number of hashes: 256, or less at the tree's edge.
 */
export type TileCoordinate = {
  readonly level: number
  readonly index: number
  readonly width: number
}

/** Where a bundle of entries stands; entry `index * 256` is its first. */
export type BundleCoordinate = { readonly index: number; readonly width: number }

export type TileResource =
  ({ readonly kind: 'hashes' } & TileCoordinate) | ({ readonly kind: 'entries' } & BundleCoordinate)

export const TILE_WIDTH = 256
const LEVEL_MAX = 63
const ENTRY_LENGTH_MAX = 0xffff

/** `tile/0/x001/x234/067` or, for a tile of 5 hashes, `tile/0/x001/x234/067.p/5`. */
export function tilePath({ level, index, width }: TileCoordinate): string {
  return `tile/${String(level)}/${positionPath(index, width)}`
}

/** `tile/entries/x001/x234/067`, or `.p/5` after it. */
export function entryBundlePath({ index, width }: BundleCoordinate): string {
  return `tile/entries/${positionPath(index, width)}`
}

/** Reads either path, from `tile/` on. Throws FormatError for any other spelling, so each resource has one path. */
export function parseTilePath(path: string): TileResource {
  const parts =
    /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path)
  if (parts === null) throw new FormatError('the path is not that of a tile')
  const [, level = '', groups = '', partialWidth] = parts
  if (groups.startsWith('x000/')) throw new FormatError('the path of a tile begins with zeros')
  const index = Number(groups.replaceAll(/[x/]/g, ''))
  const width = partialWidth === undefined ? TILE_WIDTH : parseDecimal(partialWidth)
  if (partialWidth !== undefined && (width < 1 || width >= TILE_WIDTH)) {
    throw new FormatError('a partial tile has 1 to 255 hashes')
  }
  if (!Number.isSafeInteger(index)) throw new FormatError('the tile is beyond any tree')
  if (level === 'entries') return { kind: 'entries', index, width }
  return { kind: 'hashes', level: parseLevel(level), index, width }
}

/** The hashes one after the other, 32 bytes each. */
export function encodeHashTile(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.some((hash) => hash.length !== HASH_LENGTH)) throw new FormatError('not a hash')
  return concatBytes(...hashes)
}

/** The hashes of a tile of exactly `width`. */
export function parseHashTile(bytes: Uint8Array, width: number): Uint8Array[] {
  if (bytes.length !== width * HASH_LENGTH) throw new FormatError('the tile has another width')
  return Array.from({ length: width }, (_, i) => tileHash(bytes, i))
}

/** One hash of a tile's bytes, not copied. */
export function tileHash(bytes: Uint8Array, offset: number): Uint8Array {
  return bytes.subarray(offset * HASH_LENGTH, (offset + 1) * HASH_LENGTH)
}

/** Each entry behind its length as a big-endian uint16. Throws FormatError for an entry over 65,535 bytes. */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...entries.flatMap((entry) => [lengthPrefix(entry), entry]))
}

/** The entries of a bundle of exactly `width`. */
export function parseEntryBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: Uint8Array[] = []
  let offset = 0
  while (offset < bytes.length) {
    if (offset + 2 > bytes.length) throw new FormatError('the bundle is truncated')
    const end = offset + 2 + view.getUint16(offset)
    if (end > bytes.length) throw new FormatError('the bundle is truncated')
    entries.push(bytes.subarray(offset + 2, end))
    offset = end
  }
  if (entries.length !== width) throw new FormatError('the bundle has another width')
  return entries
}

function positionPath(index: number, width: number): string {
  const digits = String(index)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const groups = padded.match(/[0-9]{3}/g) ?? []
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
  return width === TILE_WIDTH ? path : `${path}.p/${String(width)}`
}

function parseLevel(text: string): number {
  const level = parseDecimal(text)
  if (level > LEVEL_MAX) throw new FormatError('the level of a tile is at most 63')
  return level
}

function lengthPrefix(entry: Uint8Array): Uint8Array {
  if (entry.length > ENTRY_LENGTH_MAX) throw new FormatError('an entry is at most 65,535 bytes')
  return Uint8Array.of(entry.length >> 8, entry.length & 0xff)
}
