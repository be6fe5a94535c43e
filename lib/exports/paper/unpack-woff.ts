import { inflateSync } from 'node:zlib'

const HEADER = { woff: 44, sfnt: 12 } as const
const ENTRY = { woff: 20, sfnt: 16 } as const

/**
 * The font inside a WOFF 1.0 file (W3C Recommendation, 4 and 5), unpacked. fontkit would unpack a table anew
 * for each letter that it looks up, which took nine tenths of the time that a paper takes. Throws where it is none.
 */
export function unpackWoff(woff: Uint8Array): Uint8Array<ArrayBuffer> {
  const from = new DataView(woff.buffer, woff.byteOffset, woff.byteLength)
  if (from.getUint32(0) !== 0x774f4646) throw new Error('not a WOFF file')
  const count = from.getUint16(12)
  const font = new Uint8Array(from.getUint32(16))
  const to = new DataView(font.buffer)
  to.setUint32(0, from.getUint32(4))
  to.setUint16(4, count)
  // The search fields of the header (OpenType, "Table Directory").
  const selector = Math.floor(Math.log2(count))
  to.setUint16(6, 16 * 2 ** selector)
  to.setUint16(8, selector)
  to.setUint16(10, 16 * (count - 2 ** selector))
  let at = HEADER.sfnt + count * ENTRY.sfnt
  for (let i = 0; i < count; i++) {
    const entry = HEADER.woff + i * ENTRY.woff
    const [offset, packed, length] = [4, 8, 12].map((each) => from.getUint32(entry + each))
    const table = woff.subarray(offset, (offset ?? 0) + (packed ?? 0))
    const own = HEADER.sfnt + i * ENTRY.sfnt
    to.setUint32(own, from.getUint32(entry))
    to.setUint32(own + 4, from.getUint32(entry + 16))
    to.setUint32(own + 8, at)
    to.setUint32(own + 12, length ?? 0)
    font.set(packed === length ? table : inflateSync(table), at)
    // Tables begin at multiples of four.
    at += Math.ceil((length ?? 0) / 4) * 4
  }
  return font
}
