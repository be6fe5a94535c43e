import { crc32 } from './crc32.ts'
import type { Crypto } from './crypto.ts'
import { FormatError } from './format-error.ts'
import { inflate } from './inflate.ts'
import {
  readDirectoryEntry,
  readLocalEntry,
  SIZES_BEHIND,
  type DirectoryEntry,
  type ZipEntry,
} from './zip-entry.ts'

/** One file of a zip, by its path in it. */
export type ZipFile = { readonly path: string; readonly bytes: Uint8Array }

/** More is not unpacked. */
export type ZipLimits = { readonly filesMax: number; readonly bytesMax: number }

/**
 * The files of a zip (PKWARE APPNOTE 6.3.10), in its order. Takes only what every program reads alike: the
 * files one behind the other from the first byte on, then the directory, which says the same of them in the
 * same order, and nothing else; stored or deflated, no name twice, none that leads elsewhere. All sizes are
 * known to be within the limits before anything is unpacked. Throws FormatError, whose message completes
 * "the zip is not right: …".
 */
export function readZip(
  bytes: Uint8Array,
  { filesMax, bytesMax }: ZipLimits,
  crypto: Pick<Crypto, 'inflate'>,
): ZipFile[] {
  const zip = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { count, start, end } = readEnd(zip)
  if (count > filesMax) throw new FormatError('it holds more files than any receipt')
  const entries = readDirectory(zip, count, start, end)
  if (entries.reduce((sum, { size }) => sum + size, 0) > bytesMax)
    throw new FormatError('it unpacks to more than any receipt')
  requireEachOnce(entries)
  const places = placesOf(zip, entries, start)
  return entries.map((entry, i) => ({
    path: entry.path,
    bytes: unpack(bytes.subarray(places[i], (places[i] ?? 0) + entry.packedSize), entry, crypto),
  }))
}

/** Whether bytes are a zip, or were one: it begins with its first file, and ends in the end of its directory. */
export function isZip(bytes: Uint8Array): boolean {
  const zip = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const signatureAt = (at: number) => at >= 0 && at + 4 <= bytes.length && zip.getUint32(at, true)
  return signatureAt(0) === 0x04034b50 || signatureAt(bytes.length - END_LENGTH) === END_SIGNATURE
}

const END_SIGNATURE = 0x06054b50
const END_LENGTH = 22

/** The end of the directory (APPNOTE 4.3.16): the last 22 bytes, since no comment is taken. */
function readEnd(zip: DataView): { count: number; start: number; end: number } {
  const at = zip.byteLength - END_LENGTH
  if (at < 0 || zip.getUint32(at, true) !== END_SIGNATURE || zip.getUint16(at + 20, true) !== 0)
    throw new FormatError('it is cut short, or bytes stand behind its end')
  const count = zip.getUint16(at + 10, true)
  const size = zip.getUint32(at + 12, true)
  const start = zip.getUint32(at + 16, true)
  if (count === 0xffff || size === 0xffffffff || start === 0xffffffff)
    throw new FormatError('it is a zip64')
  if (zip.getUint32(at + 4, true) !== 0 || zip.getUint16(at + 8, true) !== count)
    throw new FormatError('it is one of several disks')
  if (start + size !== at) throw new FormatError('its directory is not where it says')
  return { count, start, end: at }
}

function readDirectory(zip: DataView, count: number, start: number, end: number): DirectoryEntry[] {
  const entries: DirectoryEntry[] = []
  let at = start
  while (entries.length < count) {
    const entry = readDirectoryEntry(zip, at)
    if (entry.end > end) throw new FormatError('its directory is not where it says')
    entries.push(entry)
    at = entry.end
  }
  if (at !== end) throw new FormatError('its directory holds more than it says')
  return entries
}

/** Names that differ in case alone are one file on many disks. */
function requireEachOnce(entries: readonly ZipEntry[]): void {
  const paths = new Set(entries.map(({ path }) => path.normalize('NFC').toLowerCase()))
  if (paths.size < entries.length) throw new FormatError('a file stands in it twice')
}

/** Where the bytes of each file begin: each stands right behind the one before, and the directory behind the last. */
function placesOf(zip: DataView, entries: readonly DirectoryEntry[], start: number): number[] {
  let next = 0
  const places = entries.map((entry) => {
    if (entry.offset < next) throw new FormatError('its files overlap or stand in another order')
    if (entry.offset > next) throw new FormatError('bytes in it belong to no file')
    const local = readLocalEntry(zip, entry.offset)
    requireAgreement(entry, local)
    const behind = local.end + entry.packedSize
    if (behind > start) throw new FormatError('its files overlap or stand in another order')
    next = (entry.flags & SIZES_BEHIND) === 0 ? behind : endOfSizes(zip, behind, entry)
    return local.end
  })
  if (next !== start) throw new FormatError('bytes in it belong to no file')
  return places
}

function requireAgreement(entry: ZipEntry, local: ZipEntry): void {
  const isBehind = (entry.flags & SIZES_BEHIND) !== 0
  const sizesOf = ({ crc, packedSize, size }: ZipEntry) => `${crc} ${packedSize} ${size}`
  const isSame =
    local.path === entry.path &&
    local.flags === entry.flags &&
    local.method === entry.method &&
    local.modified === entry.modified &&
    (sizesOf(local) === sizesOf(entry) || (isBehind && sizesOf(local) === '0 0 0'))
  if (!isSame) throw new FormatError('its directory says something else of a file than the file')
}

/** APPNOTE 4.3.9: checksum and sizes, mostly behind a signature. */
function endOfSizes(zip: DataView, at: number, entry: ZipEntry): number {
  const wanted = [entry.crc, entry.packedSize, entry.size]
  for (const from of [at + 4, at]) {
    if (from + 12 > zip.byteLength) continue
    const mayBeHere = from === at || zip.getUint32(at, true) === 0x08074b50
    if (mayBeHere && wanted.every((value, i) => zip.getUint32(from + 4 * i, true) === value))
      return from + 12
  }
  throw new FormatError('its directory says something else of a file than the file')
}

function unpack(
  packed: Uint8Array,
  { method, size, crc }: ZipEntry,
  crypto: Pick<Crypto, 'inflate'>,
): Uint8Array {
  if (method === 'stored' && packed.length !== size)
    throw new FormatError('a file in it is longer or shorter than it says')
  const bytes = method === 'stored' ? packed : (crypto.inflate ?? inflate)(packed, size)
  if (crc32(bytes) !== crc) throw new FormatError('a file in it was changed')
  return bytes
}
