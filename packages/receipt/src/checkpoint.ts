import { decodeBase64, encodeBase64 } from './base64.ts'
import { parseDecimal } from './decimal.ts'
import { FormatError } from './format-error.ts'
import { HASH_LENGTH } from './merkle.ts'

/** What a log says of itself at one moment (C2SP tlog-checkpoint): the text of the note it signs. */
export type Checkpoint = {
  /** Which log. The same as the name of its key. */
  readonly origin: string
  /** How many entries. */
  readonly size: number
  /** The root of the tree of exactly those entries, 32 bytes. */
  readonly rootHash: Uint8Array
}

export function formatCheckpoint({ origin, size, rootHash }: Checkpoint): string {
  const text = `${origin}\n${String(size)}\n${encodeBase64(rootHash)}\n`
  parseCheckpoint(text)
  return text
}

/** Exactly three lines. C2SP allows extension lines and advises against them; here they are refused. */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n')
  const [origin = '', size = '', root = '', rest] = lines
  if (lines.length !== 4 || rest !== '' || origin === '') {
    throw new FormatError('a checkpoint is three lines: origin, size and root hash')
  }
  const rootHash = decodeBase64(root)
  if (rootHash.length !== HASH_LENGTH) throw new FormatError('the root hash has not 32 bytes')
  return { origin, size: parseDecimal(size), rootHash }
}
