import { edgeRoot, formatCheckpoint, type TreeEdge } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import {
  checkpointSigners,
  isInUse,
  keyWithin,
  type RecordedKey,
} from '#lib/domain/ledger/signing-record.ts'
import { certifyKey, signByAll } from '#lib/signing/certify-key.ts'
import type { SigningKey } from '#lib/signing/key-files.ts'
import type { LedgerKeys } from '#lib/signing/ledger-keys.ts'
import type { LedgerHead, Queryable } from '#lib/store/ledger.ts'
import { loadKeys } from '#lib/store/signing-keys.ts'

export type SignedHead = {
  readonly head: LedgerHead
  /** By the id of a receipt key, what is newly vouched for. */
  readonly certificates: ReadonlyMap<string, string>
}

/**
 * The checkpoint over a tree that grew from `first` entries on, signed by every key that signs then; and
 * where a key event is among the new entries, the certificates of all receipt keys anew, so that a receipt
 * taken from now on verifies under any of those keys, and says what ended.
 *
 * @throws where this machine lacks one of the keys: another that has them will do it, or this one once it has
 */
export async function signHead(
  transaction: Queryable,
  { edge, first, at }: { readonly edge: TreeEdge; readonly first: number; readonly at: Date },
  keys: Pick<LedgerKeys, 'origin' | 'ledger' | 'find'>,
): Promise<SignedHead> {
  const { size } = edge
  const root = edgeRoot(edge, nodeCrypto)
  const recorded = await loadKeys(transaction)
  const signers = signersOf(recorded, size, at, keys)
  const text = formatCheckpoint({ origin: keys.origin, size, rootHash: root })
  const note = signByAll(text, keys.origin, signers)
  return {
    head: { size, root, note },
    certificates: certificatesOf(recorded, { first, size }, keys.origin, signers),
  }
}

/** A ledger whose keys are on record nowhere has the one it was opened with. */
function signersOf(
  recorded: readonly RecordedKey[],
  size: number,
  at: Date,
  { ledger, find }: Pick<LedgerKeys, 'ledger' | 'find'>,
): SigningKey[] {
  if (recorded.length === 0) return [ledger]
  const signing = checkpointSigners(recorded, size, at)
  if (signing.length === 0) throw new Error('table key_event leaves no key to sign the ledger with')
  return signing.map(({ id }) => {
    const isOver = recorded.every((key) => key.id !== id || !isInUse(key, at))
    return find(id) ?? lack(id, isOver)
  })
}

function lack(id: string, isOver: boolean): never {
  const message =
    `The ledger key ${id} signs checkpoints and is not in the folder of keys here. ` +
    `Copy ${id}.pem there from the machine where it was made.`
  throw Object.assign(new Error(message), { code: isOver ? 'KEY_OVER' : 'KEY_MISSING' })
}

/** The missing key's end is committed and not entered yet: it is over once all that waits goes in by one batch. */
export function isKeyOver(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'KEY_OVER'
}

function certificatesOf(
  recorded: readonly RecordedKey[],
  { first, size }: { readonly first: number; readonly size: number },
  origin: string,
  signers: readonly SigningKey[],
): Map<string, string> {
  const isNew = recorded.some(({ events }) =>
    events.some(({ index }) => index !== null && index >= first && index < size),
  )
  const certificates = new Map<string, string>()
  for (const key of isNew ? recorded : []) {
    const within = key.use === 'receipt' ? keyWithin(key, size) : null
    const note = within === null ? key.certificate : certifyKey(within, origin, signers)
    if (note !== null && note !== key.certificate) certificates.set(key.id, note)
  }
  return certificates
}
