import { parseAddCheckpoint, type AddCheckpoint } from './add-checkpoint.ts'
import { equalBytes } from './bytes.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { Crypto } from './crypto.ts'
import { FormatError } from './format-error.ts'
import { emptyRoot, verifyConsistency } from './merkle.ts'
import { openNote, type NoteSignature } from './signed-note.ts'
import type { VerifierKey } from './verifier-key.ts'

/** The checkpoint of a log that a witness cosigned last: what it must never contradict. */
export type Cosigned = Pick<Checkpoint, 'size' | 'rootHash'>

export type Considered =
  | {
      readonly ok: true
      readonly checkpoint: Checkpoint
      /** What is to be cosigned: the checkpoint's text. */
      readonly text: string
      /** Those of the log's own that were verified. */
      readonly signatures: readonly NoteSignature[]
    }
  /** `size`: that of the checkpoint it cosigned last. */
  | { readonly ok: false; readonly status: 409; readonly size: number }
  | { readonly ok: false; readonly status: 400 | 403 | 404 | 422; readonly reason: string }

/**
 * What a witness answers to a submission, by the letter of C2SP tlog-witness: the submission is well
 * formed; its log is known; a trusted key signed it, and none that is trusted signed wrongly; it starts
 * where this witness stopped; and its tree begins with the tree that was cosigned last. Nothing is
 * stored here: whoever cosigns on this answer stores the checkpoint first, and lets no other in between.
 *
 * @param logs keys of the logs it serves; the name of a key is the origin of its log
 * @param latest what it cosigned last for that origin; null for nothing yet
 */
export function considerCheckpoint(
  body: string,
  logs: readonly VerifierKey[],
  latest: (origin: string) => Cosigned | null,
  crypto: Crypto,
): Considered {
  const request = parse(body)
  if (typeof request === 'string') return { ok: false, status: 400, reason: request }
  const { checkpoint, note, oldSize } = request

  const keys = logs.filter(({ name }) => name === checkpoint.origin)
  if (keys.length === 0) return refuse(404, 'this witness does not know that log')

  const opened = openNote(note, keys, crypto)
  if (!opened.ok) return refuse(403, DISTRUST[opened.code])

  if (oldSize > checkpoint.size) return refuse(400, 'the old size is beyond the checkpoint')

  const last = latest(checkpoint.origin)
  if (oldSize !== (last?.size ?? 0)) return { ok: false, status: 409, size: last?.size ?? 0 }

  const inconsistency = findInconsistency(request, last, crypto)
  if (inconsistency !== null) return refuse(422, inconsistency)
  const signatures = note.signatures.filter(({ name, keyId }) =>
    opened.signers.some((signer) => signer.name === name && signer.keyId === keyId),
  )
  return { ok: true, checkpoint, text: note.text, signatures }
}

const DISTRUST = {
  no_known_key: 'no key that this witness trusts signed the checkpoint',
  signature_invalid: 'a signature on the checkpoint is not right',
}

function parse(body: string): AddCheckpoint | string {
  try {
    return parseAddCheckpoint(body)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return error.message
  }
}

function refuse(status: 400 | 403 | 404 | 422, reason: string): Considered {
  return { ok: false, status, reason }
}

/** Null where the checkpoint's tree begins with the one cosigned last. */
function findInconsistency(
  { checkpoint, proof, oldSize }: AddCheckpoint,
  last: Cosigned | null,
  crypto: Crypto,
): string | null {
  if (checkpoint.size === 0 && !equalBytes(checkpoint.rootHash, emptyRoot(crypto)))
    return 'a tree of no entries has one root, and this is another'
  // Every tree begins with the empty one, so there is nothing to prove.
  if (oldSize === 0) return proof.length === 0 ? null : 'from nothing there is nothing to prove'
  if (last === null) return 'nothing was cosigned at that size'
  const isConsistent = verifyConsistency(
    {
      size1: last.size,
      root1: last.rootHash,
      size2: checkpoint.size,
      root2: checkpoint.rootHash,
      proof,
    },
    crypto,
  )
  return isConsistent ? null : 'the tree does not begin with the one that was cosigned last'
}
