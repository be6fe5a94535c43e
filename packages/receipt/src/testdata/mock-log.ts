import { createHash } from 'node:crypto'
import { formatAddCheckpoint } from '../add-checkpoint.ts'
import { formatCheckpoint } from '../checkpoint.ts'
import { consistencyProof, rootHash } from '../merkle-range.ts'
import { nodeHash } from '../merkle.ts'
import { nodeCrypto } from '../node-crypto.ts'
import { signNote } from '../signed-note.ts'
import { verifierKey } from '../verifier-key.ts'
import { mockKey } from './mock-key.ts'

/** A log that signs whatever it is told to. `history` names its entries: another history is a fork. */
export function mockLog(origin = 'log.example/ledger', seed = 1, history = 'true') {
  const key = mockKey(seed)
  const vkey = verifierKey(origin, key.publicKey, 'ed25519', nodeCrypto)
  const hashAt = (level: number, index: number): Uint8Array =>
    level === 0
      ? createHash('sha256')
          .update(`${history} ${String(index)}`)
          .digest()
      : nodeHash(hashAt(level - 1, 2 * index), hashAt(level - 1, 2 * index + 1), nodeCrypto)
  const root = (size: number) => rootHash(size, hashAt, nodeCrypto)
  const checkpoint = (size: number, rootHash = root(size)) =>
    signNote(formatCheckpoint({ origin, size, rootHash }), vkey, key.sign)
  const proof = (from: number, to: number) => consistencyProof(from, to, hashAt, nodeCrypto)
  return {
    origin,
    vkey,
    root,
    checkpoint,
    proof,
    /** A submission of the tree of `size`, from that of `oldSize`. */
    submission: (oldSize: number, size: number, note = checkpoint(size)) =>
      formatAddCheckpoint({
        oldSize,
        proof: oldSize <= size ? proof(oldSize, size) : [],
        checkpoint: note,
      }),
  }
}
