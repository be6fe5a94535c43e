import { parseCheckpoint, type Checkpoint } from './checkpoint.ts'
import { parseCosignature } from './cosignature.ts'
import type { Crypto, Hasher } from './crypto.ts'
import { Refusal, refuse, requireForm } from './fact.ts'
import { leafBytes } from './leaf.ts'
import { leafHash, verifyInclusion } from './merkle.ts'
import type { ReceiptFile } from './receipt-file.ts'
import { openNote, parseNote, type SignedNote } from './signed-note.ts'
import { parseTlogProof } from './tlog-proof.ts'
import { isQuorumMet, type TrustPolicy } from './trust-policy.ts'
import type { VerifierKey } from './verifier-key.ts'

/** The entry a receipt's statement makes, and the text that is to prove it is in the ledger. */
export type CommittedEntry = { readonly leafHash: Uint8Array; readonly proof: string }

/** An entry that is in the tree of a checkpoint, whose signatures are not verified yet. */
export type IncludedEntry = {
  readonly index: number
  readonly checkpoint: Checkpoint
  readonly note: SignedNote
}

/** Not there yet, rather than wrong, while the receipt has no proof. */
export function committedEntry({ jwt, salt, proof }: ReceiptFile, crypto: Hasher): CommittedEntry {
  if (proof === null) {
    const sentence =
      'The receipt awaits its proof: its entry is not in the ledger yet. Take the receipt again in a moment.'
    throw new Refusal({ state: 'not_yet', code: 'awaiting_proof', sentence })
  }
  return { leafHash: leafHash(leafBytes(jwt, salt, crypto), crypto), proof }
}

/** The ledger must be the one that certified the receipt key. */
export function requireIncluded(
  { leafHash, proof }: CommittedEntry,
  ledger: string,
  crypto: Hasher,
): IncludedEntry {
  const {
    index,
    hashes,
    checkpoint: noteText,
    extra,
  } = requireForm('proof_malformed', 'The proof', () => parseTlogProof(proof))
  if (extra !== undefined) {
    refuse('proof_malformed', 'The proof carries extra data, which nothing would vouch for.')
  }
  const { note, checkpoint } = requireForm('checkpoint_malformed', 'The checkpoint', () => {
    const note = parseNote(noteText)
    return { note, checkpoint: parseCheckpoint(note.text) }
  })
  if (checkpoint.origin !== ledger) {
    refuse(
      'other_ledger',
      `The proof is of another ledger than ${ledger}, which certified the receipt key.`,
    )
  }
  const { size, rootHash: root } = checkpoint
  if (index >= size) {
    refuse(
      'checkpoint_too_old',
      `The checkpoint is of a tree of size ${String(size)}, which is older than the entry at index ${String(index)}.`,
    )
  }
  if (!verifyInclusion({ leafHash, index, size, proof: hashes, root }, crypto)) {
    refuse(
      'entry_not_included',
      'The proof does not lead from the statement to the tree of the ledger.',
    )
  }
  return { index, checkpoint, note }
}

/**
 * Answers the witnesses whose cosignatures verified. Every signature line must be by a key of the policy,
 * but for those that say nothing to it: by another key of the same ledger, which signs with the old and
 * the new while it changes them, and cosignatures of witnesses that the policy does not name.
 */
export function requireSignedCheckpoint(
  { checkpoint, note }: IncludedEntry,
  policy: TrustPolicy,
  crypto: Crypto,
): VerifierKey[] {
  const logs = policy.logs.filter(({ name }) => name === checkpoint.origin)
  const opened = openNote(note, [...logs, ...policy.witnesses], crypto)
  if (!opened.ok && opened.code === 'signature_invalid') {
    return opened.key.algorithm === 'ed25519'
      ? refuse(
          'checkpoint_signature_invalid',
          'The ledger did not sign the tree that the proof leads to.',
        )
      : refuse(
          'cosignature_invalid',
          'A witness named in the receipt did not see the tree that the proof leads to.',
        )
  }
  const signers = opened.ok ? opened.signers : []
  if (!signers.some(({ algorithm }) => algorithm === 'ed25519')) {
    refuse(
      'unknown_key',
      `The checkpoint is signed by an unknown key: your trust policy holds another one for ${checkpoint.origin}.`,
    )
  }
  const strange = opened.ok
    ? opened.unknown.filter(
        ({ name, signature }) => name !== checkpoint.origin && parseCosignature(signature) === null,
      )
    : []
  if (strange.length > 0) {
    refuse(
      'unknown_signature',
      'The checkpoint carries a signature by a key that your trust policy does not name.',
    )
  }
  return signers.filter(({ algorithm }) => algorithm === 'cosignature')
}

export function requireQuorum(policy: TrustPolicy, cosigners: readonly VerifierKey[]): void {
  if (isQuorumMet(policy.quorum, cosigners)) return
  refuse(
    'quorum_missing',
    cosigners.length === 0
      ? 'No witness of your trust policy saw the tree of the ledger.'
      : 'Fewer witnesses than your trust policy asks for saw the tree of the ledger.',
  )
}
