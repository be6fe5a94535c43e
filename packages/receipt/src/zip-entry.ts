import { FormatError } from './format-error.ts'
import { decodeUtf8 } from './utf8.ts'

/** What a zip says of one file: in the directory at its end, and again right before the file's bytes. */
export type ZipEntry = {
  readonly path: string
  readonly flags: number
  /** How its bytes are packed. */
  readonly method: 'stored' | 'deflated'
  /** Time and date as they stand there, so that two of them can be compared. */
  readonly modified: number
  readonly crc: number
  /** In bytes, as the file stands in the zip and as it is. */
  readonly packedSize: number
  readonly size: number
}

/** An entry of the directory, with the place of what stands before the file's bytes. */
export type DirectoryEntry = ZipEntry & { readonly offset: number; readonly end: number }

/** Flag 3: sizes and checksum stand behind the bytes and not before them. */
export const SIZES_BEHIND = 0x0008

/** Reads the entry of the directory (APPNOTE 4.3.12) that begins at `at`. Throws FormatError. */
export function readDirectoryEntry(zip: DataView, at: number): DirectoryEntry {
  requireSignature(zip, at, 0x02014b50, DIRECTORY_HEADER)
  const nameLength = zip.getUint16(at + 28, true)
  const extraLength = zip.getUint16(at + 30, true)
  const commentLength = zip.getUint16(at + 32, true)
  if (commentLength > 0) throw new FormatError('it holds a comment')
  if (zip.getUint16(at + 34, true) !== 0) throw new FormatError('it is one of several disks')
  if (isLink(zip.getUint16(at + 4, true), zip.getUint32(at + 38, true)))
    throw new FormatError('it holds a link to another file')
  const entry = readEntry(zip, at + 6, { nameAt: at + DIRECTORY_HEADER, nameLength, extraLength })
  const end = at + DIRECTORY_HEADER + nameLength + extraLength
  return { ...entry, offset: zip.getUint32(at + 42, true), end }
}

/** Reads what stands at `at` before a file's bytes (APPNOTE 4.3.7), which begin at `end`. Throws FormatError. */
export function readLocalEntry(zip: DataView, at: number): ZipEntry & { readonly end: number } {
  requireSignature(zip, at, 0x04034b50, LOCAL_HEADER)
  const nameLength = zip.getUint16(at + 26, true)
  const extraLength = zip.getUint16(at + 28, true)
  const entry = readEntry(zip, at + 4, { nameAt: at + LOCAL_HEADER, nameLength, extraLength })
  return { ...entry, end: at + LOCAL_HEADER + nameLength + extraLength }
}

const DIRECTORY_HEADER = 46
const LOCAL_HEADER = 30

/** Encryption, patches, strong encryption, and headers that are hidden. */
const FLAGS_ENCRYPTED = 0x0001 | 0x0040 | 0x2000
/** How well it was deflated, sizes behind the bytes, a name in UTF-8: nothing else has a meaning here. */
const FLAGS_KNOWN = FLAGS_ENCRYPTED | 0x0006 | SIZES_BEHIND | 0x0800
const NAME_IS_UTF8 = 0x0800
const NAME_MAX = 200
const IS_ZIP64 = 0xffffffff

const METHODS = new Map([
  [0, 'stored'],
  [8, 'deflated'],
] as const)

/** Both headers hold the same fields in the same order from the needed version on. */
function readEntry(
  zip: DataView,
  at: number,
  names: { readonly nameAt: number; readonly nameLength: number; readonly extraLength: number },
): ZipEntry {
  const { nameAt, nameLength, extraLength } = names
  if (nameAt + nameLength + extraLength > zip.byteLength) throw new FormatError('it is cut short')
  const flags = zip.getUint16(at + 2, true)
  if ((flags & FLAGS_ENCRYPTED) !== 0) throw new FormatError('a file in it is encrypted')
  const method = METHODS.get(zip.getUint16(at + 4, true) as 0 | 8)
  if (method === undefined || (flags & ~FLAGS_KNOWN) !== 0 || zip.getUint16(at, true) > 20)
    throw new FormatError('a file in it is packed in a way that no receipt is')
  const packedSize = zip.getUint32(at + 14, true)
  const size = zip.getUint32(at + 18, true)
  if (packedSize === IS_ZIP64 || size === IS_ZIP64) throw new FormatError('it is a zip64')
  requirePlainExtras(zip, nameAt + nameLength, extraLength)
  const path = readPath(bytesAt(zip, nameAt, nameLength), (flags & NAME_IS_UTF8) !== 0)
  const modified = zip.getUint32(at + 6, true)
  return { path, flags, method, modified, crc: zip.getUint32(at + 10, true), packedSize, size }
}

/** Extra fields (APPNOTE 4.5) are set aside, but for those that give a file another size or another name. */
function requirePlainExtras(zip: DataView, from: number, length: number): void {
  const end = from + length
  let at = from
  while (at + 4 <= end) {
    const id = zip.getUint16(at, true)
    if (id === 0x0001) throw new FormatError('it is a zip64')
    if (id === 0x7075) throw new FormatError('a file in it has a second name')
    at += 4 + zip.getUint16(at + 2, true)
  }
  if (at !== end) throw new FormatError('a header in it is broken')
}

function readPath(name: Uint8Array, isUtf8: boolean): string {
  const path = decodeUtf8Name(name)
  if (!isUtf8 && /[^ -~]/.test(path)) throw new FormatError('a name in it is not UTF-8')
  if (path.length > NAME_MAX) throw new FormatError('a name in it is too long')
  if (/[\p{Cc}\p{Cf}]|\\/u.test(path))
    throw new FormatError('a name in it holds a character that no name may')
  if (/^(\/|[a-z]:)/i.test(path)) throw new FormatError('a name in it begins at the root of a disk')
  const steps = path.split('/')
  if (steps.includes('..') || steps.includes('.'))
    throw new FormatError('a name in it leads out of its folder')
  if (steps.includes('')) throw new FormatError('it holds a folder, or a file without a name')
  return path
}

function decodeUtf8Name(name: Uint8Array): string {
  try {
    return decodeUtf8(name)
  } catch {
    throw new FormatError('a name in it is not UTF-8')
  }
}

/** Made on Unix (3) or macOS (19), the upper half of the attributes is the mode of the file. */
function isLink(madeBy: number, attributes: number): boolean {
  const system = madeBy >> 8
  return (system === 3 || system === 19) && attributes >>> 28 === 0xa
}

function requireSignature(zip: DataView, at: number, signature: number, length: number): void {
  if (at + length > zip.byteLength) throw new FormatError('it is cut short')
  if (zip.getUint32(at, true) !== signature) throw new FormatError('a header in it is broken')
}

function bytesAt(zip: DataView, at: number, length: number): Uint8Array {
  return new Uint8Array(zip.buffer, zip.byteOffset + at, length)
}
