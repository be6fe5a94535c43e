import type { Principal } from '#lib/domain/account/principal.ts'
import type { Act } from '#lib/domain/ledger/act.ts'
import { planRotation } from '#lib/domain/ledger/key-plan.ts'
import {
  isInUse,
  type KeyUse,
  type RecordedKey,
  type SigningRecord,
} from '#lib/domain/ledger/signing-record.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { certifyKey } from '#lib/signing/certify-key.ts'
import { keyAct } from '#lib/signing/key-act.ts'
import { mintKey, type SigningKey } from '#lib/signing/key-files.ts'
import { keyFinder, type LedgerKeys } from '#lib/signing/ledger-keys.ts'
import { statementSigner, type KeySettings } from '#lib/signing/statement-signer.ts'
import { appendActs } from '#lib/store/acts.ts'
import type { Database } from '#lib/store/database.ts'
import { loadSigningRecord } from '#lib/store/signing-keys.ts'

type RotatingContext = KeySettings & { readonly database: Database; readonly now: () => Date }

type Rotation = {
  readonly use: KeyUse
  /** How long the key before signs beside the new one: at least the minute that programs have to take it up. */
  readonly overlapMs: number
  readonly reason: string
  /** The key before is gone for good, so that nothing can be signed with it here. */
  readonly isLost: boolean
}

type Refusal = 'forbidden' | 'ledger_unopened' | 'key_file_missing' | 'conflict'

/**
 * A new key of a use, and an end for the one before: two acts, written together or not at all. If we stop
 * when the file is written and the record is not, nothing names the file, and the next call mints another.
 * If the record is written and its answer lost, the file is there already. Of two calls at once one wins.
 *
 * Its acts are signed by the receipt key of that moment; by the new one where that is lost, since the
 * ledger vouches for it all the same.
 */
export async function rotateKey(
  principal: Principal,
  rotation: Rotation,
  context: RotatingContext,
): Promise<Result<{ keyId: string; follows: string; until: Date }, Refusal>> {
  if (principal.kind !== 'command_line') return fail('forbidden')
  const record = await loadSigningRecord(context.database)
  if (record === null) return fail('ledger_unopened')
  const { use, isLost, reason } = rotation
  const at = context.now()
  const here = keysHere(record, keyFinder(context.folder), at)
  const isHere = here[use].some(({ id }) => id === newestOf(record, use))
  const canSay = here.receipt.length > 0 || use === 'receipt'
  const canVouch = here.ledger.length > 0 || use === 'ledger'
  if ((!isHere && !isLost) || !canSay || !canVouch) return fail('key_file_missing')

  // Nothing more can be signed by a key that is lost, so the ledger does not wait for it.
  const overlapMs = isHere ? rotation.overlapMs : 0
  const { follows, seq, ends } = planRotation(record.keys, use, overlapMs, at)
  const minted = mintKey(context.folder)
  const key = newKey({ use, seq, minted, at }, record.origin, here.ledger)
  const signer = statementSigner(here.receipt[0] ?? minted, context.randomBytes)
  const acts = [
    withKey(keyAct({ key, event: BEGINNING, reason, at }, { ...context, signer }), key),
    keyAct({ key: follows, event: ends, reason, at }, { ...context, signer }),
  ]
  const appended = await appendActs(context.database, acts)
  if (!appended.ok) return fail('conflict')
  return ok({ keyId: key.id, follows: follows.id, until: ends.until })
}

const BEGINNING = { kind: 'added', seq: 1, until: null } as const

function newestOf({ keys }: SigningRecord, use: KeyUse): string | undefined {
  return keys.findLast((key) => key.use === use)?.id
}

/** Those that sign now and are here, the newest first. */
function keysHere(
  { keys }: SigningRecord,
  find: LedgerKeys['find'],
  at: Date,
): Record<KeyUse, SigningKey[]> {
  const ofUse = (use: KeyUse) =>
    keys
      .filter((key) => key.use === use && isInUse(key, at))
      .flatMap(({ id }) => find(id) ?? [])
      .reverse()
  return { ledger: ofUse('ledger'), receipt: ofUse('receipt') }
}

function newKey(
  { use, seq, minted, at }: Pick<RecordedKey, 'use' | 'seq'> & { minted: SigningKey; at: Date },
  origin: string,
  vouching: readonly SigningKey[],
): RecordedKey {
  const { id, publicKey } = minted
  const key = { id, use, seq, publicKey, createdAt: at, certificate: null, events: [] }
  return use === 'ledger' ? key : { ...key, certificate: certifyKey(key, origin, vouching) }
}

function withKey(act: Act, key: RecordedKey): Act {
  const { id, use, seq, publicKey, certificate, createdAt } = key
  const signing_key = [{ id, use, seq, publicKey, certificate, createdAt }]
  return { ...act, rows: { ...act.rows, signing_key } }
}
