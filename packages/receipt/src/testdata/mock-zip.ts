import { deflateRawSync } from 'node:zlib'
import { crc32 } from '../crc32.ts'
import type { ZipFile } from '../read-zip.ts'

/** The fields of one file's two headers, after they were filled in truthfully. */
export type Fields = {
  needed: number
  flags: number
  method: number
  modified: number
  crc: number
  packedSize: number
  size: number
  name: Buffer
  extra: Buffer
}

/** What to do to one file, by its path. `both` changes the two headers alike. */
export type Lie = {
  readonly stored?: boolean
  readonly behind?: 'signed' | 'bare'
  readonly packed?: (packed: Buffer) => Buffer
  readonly both?: Partial<Fields>
  readonly local?: Partial<Fields>
  readonly directory?: Partial<Fields> & { readonly attributes?: number; readonly offset?: number }
  readonly sizesBehind?: Partial<Pick<Fields, 'crc' | 'packedSize' | 'size'>>
}

/** A zip as any program would write it, and as none would where `lies` say so. */
export function mockZip(
  files: readonly ZipFile[],
  lies: { readonly [path: string]: Lie } = {},
  end: { readonly count?: number; readonly start?: number; readonly size?: number } = {},
): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { path, bytes } of files) {
    const lie = lies[path] ?? {}
    const honest = Buffer.from(lie.stored === true ? bytes : deflateRawSync(bytes))
    const packed = lie.packed?.(honest) ?? honest
    const fields: Fields = {
      needed: 20,
      flags: 0x0800 | (lie.behind === undefined ? 0 : 0x0008),
      method: lie.stored === true ? 0 : 8,
      modified: 0x5c62_4a00,
      crc: crc32(bytes),
      packedSize: packed.length,
      size: bytes.length,
      name: Buffer.from(path),
      extra: Buffer.alloc(0),
      ...lie.both,
    }
    const none = lie.behind === undefined ? {} : { crc: 0, packedSize: 0, size: 0 }
    const body = [localHeader({ ...fields, ...none, ...lie.local }), packed]
    if (lie.behind !== undefined)
      body.push(sizesBehind({ ...fields, ...lie.sizesBehind }, lie.behind === 'signed'))
    directory.push(directoryHeader({ ...fields, ...lie.directory }, lie, offset))
    bodies.push(...body)
    offset += body.reduce((sum, { length }) => sum + length, 0)
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  const truth = { count: files.length, start: offset, size }
  return Buffer.concat([...bodies, ...directory, endRecord({ ...truth, ...end })])
}

function localHeader(fields: Fields): Buffer {
  return Buffer.concat([Buffer.from('PK\x03\x04'), common(fields), fields.name, fields.extra])
}

function directoryHeader(fields: Fields, { directory = {} }: Lie, at: number): Buffer {
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(directory.attributes ?? 0, 6)
  rest.writeUInt32LE(directory.offset ?? at, 10)
  const made = Buffer.of(20, 3)
  const head = [Buffer.from('PK\x01\x02'), made, common(fields), rest]
  return Buffer.concat([...head, fields.name, fields.extra])
}

function common(fields: Fields): Buffer {
  const header = Buffer.alloc(26)
  header.writeUInt16LE(fields.needed, 0)
  header.writeUInt16LE(fields.flags, 2)
  header.writeUInt16LE(fields.method, 4)
  header.writeUInt32LE(fields.modified, 6)
  header.writeUInt32LE(fields.crc, 10)
  header.writeUInt32LE(fields.packedSize, 14)
  header.writeUInt32LE(fields.size, 18)
  header.writeUInt16LE(fields.name.length, 22)
  header.writeUInt16LE(fields.extra.length, 24)
  return header
}

function sizesBehind({ crc, packedSize, size }: Fields, isSigned: boolean): Buffer {
  const sizes = Buffer.alloc(12)
  for (const [i, value] of [crc, packedSize, size].entries()) sizes.writeUInt32LE(value, 4 * i)
  return Buffer.concat([Buffer.from(isSigned ? 'PK\x07\x08' : ''), sizes])
}

function endRecord({ count, size, start }: { count: number; size: number; start: number }): Buffer {
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(start, 16)
  return end
}
