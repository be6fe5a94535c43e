import { decodeBase64, encodeBase64 } from './base64.ts'
import { parseDecimal } from './decimal.ts'
import { FormatError } from './format-error.ts'
import { HASH_LENGTH } from './merkle.ts'

/** That an entry is in a log, in one text (C2SP tlog-proof). Nothing in it is verified yet. */
export type TlogProof = {
  readonly index: number
  /** From the leaf's sibling up to the root's child, 32 bytes each. */
  readonly hashes: readonly Uint8Array[]
  /** The checkpoint's whole signed note. */
  readonly checkpoint: string
  /** Bytes that no signature covers; an Assent receipt has none. */
  readonly extra?: Uint8Array
}

export function formatTlogProof({ index, hashes, checkpoint, extra }: TlogProof): string {
  const lines = [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${encodeBase64(extra)}`]),
    `index ${String(index)}`,
    ...hashes.map(encodeBase64),
  ]
  const text = `${lines.join('\n')}\n\n${checkpoint}`
  parseTlogProof(text)
  return text
}

/** Throws FormatError for any text that `formatTlogProof` would not write. */
export function parseTlogProof(text: string): TlogProof {
  const split = text.indexOf('\n\n')
  if (split < 0) throw new FormatError('the proof has no empty line before its checkpoint')
  const [header, ...lines] = text.slice(0, split).split('\n')
  if (header !== HEADER) throw new FormatError(`the proof does not begin with ${HEADER}`)
  const extra = lines[0]?.startsWith('extra ') === true ? lines.shift() : undefined
  const index = lines.shift()
  if (index?.startsWith('index ') !== true) throw new FormatError('the proof names no index')
  if (lines.length > HASHES_MAX) throw new FormatError('the proof has more hashes than any tree')
  return {
    index: parseDecimal(index.slice('index '.length)),
    hashes: lines.map(parseHash),
    checkpoint: text.slice(split + 2),
    ...(extra === undefined ? {} : { extra: decodeBase64(extra.slice('extra '.length)) }),
  }
}

const HEADER = 'c2sp.org/tlog-proof@v1'
const HASHES_MAX = 63

function parseHash(line: string): Uint8Array {
  const hash = decodeBase64(line)
  if (hash.length !== HASH_LENGTH) throw new FormatError('a hash of the proof has not 32 bytes')
  return hash
}
