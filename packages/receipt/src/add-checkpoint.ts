import { decodeBase64, encodeBase64 } from './base64.ts'
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts'
import { parseDecimal } from './decimal.ts'
import { FormatError } from './format-error.ts'
import { HASH_LENGTH } from './merkle.ts'
import { parseNote, type SignedNote } from './signed-note.ts'

/** What a log submits to a witness (C2SP tlog-witness, add-checkpoint). Nothing in it is verified yet. */
export type AddCheckpoint = {
  /** The size of the checkpoint that the witness cosigned last, as the log believes; 0 for none. */
  readonly oldSize: number
  /** From that tree to the checkpoint's, 32 bytes each. */
  readonly proof: readonly Uint8Array[]
  readonly checkpoint: Checkpoint
  readonly note: SignedNote
}

const PROOF_MAX = 63

/** @param checkpoint the checkpoint's whole signed note */
export function formatAddCheckpoint(request: {
  readonly oldSize: number
  readonly proof: readonly Uint8Array[]
  readonly checkpoint: string
}): string {
  const lines = [`old ${String(request.oldSize)}`, ...request.proof.map(encodeBase64)]
  return `${lines.join('\n')}\n\n${request.checkpoint}`
}

/** Throws FormatError for what is no such request: too many proof lines, a note or a checkpoint that is none. */
export function parseAddCheckpoint(body: string): AddCheckpoint {
  const split = body.indexOf('\n\n')
  if (split < 0) throw new FormatError('there is no empty line before the checkpoint')
  const [old = '', ...proof] = body.slice(0, split).split('\n')
  if (!old.startsWith('old ')) throw new FormatError('the first line is not old and a size')
  if (proof.length > PROOF_MAX) throw new FormatError('a proof has at most 63 hashes')
  const note = parseNote(body.slice(split + 2))
  return {
    oldSize: parseDecimal(old.slice('old '.length)),
    proof: proof.map(parseHash),
    checkpoint: parseCheckpoint(note.text),
    note,
  }
}

function parseHash(line: string): Uint8Array {
  const hash = decodeBase64(line)
  if (hash.length !== HASH_LENGTH) throw new FormatError('a hash of the proof has not 32 bytes')
  return hash
}
