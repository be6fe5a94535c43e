import { publicJwk, type PublicJwk } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import {
  keyEnd,
  keyState,
  type KeyState,
  type KeyUse,
  type RecordedKey,
} from '#lib/domain/ledger/signing-record.ts'
import { instant } from '#lib/domain/receipt/statement.ts'
import { loadSigningRecord } from '#lib/store/signing-keys.ts'
import type { QueryContext } from './context.ts'

type KeysContext = Pick<QueryContext, 'database' | 'now'>

/** One key and what became of it: public, like all of this. */
export type SigningKeyView = {
  readonly id: string
  readonly use: KeyUse
  readonly state: KeyState
  readonly from: Date
  /** From when on it signs no more; null while no end is known. */
  readonly until: Date | null
  /** Why it began or, where it has one, why it ends. */
  readonly reason: string
  /** The entries that say so, in their order; null for one that awaits its place. */
  readonly entries: readonly (number | null)[]
}

/** Every key there ever was, of each use the newest first. Empty in a database that never signed. */
export async function listSigningKeys({ database, now }: KeysContext): Promise<SigningKeyView[]> {
  const record = await loadSigningRecord(database)
  return (record?.keys ?? []).map((key) => keyView(key, now())).reverse()
}

function keyView(key: RecordedKey, now: Date): SigningKeyView {
  return {
    id: key.id,
    use: key.use,
    state: keyState(key, now),
    from: key.createdAt,
    until: keyEnd(key),
    reason: key.events.at(-1)?.reason ?? '',
    entries: key.events.map(({ index }) => index),
  }
}

/** A key as `/.well-known/jwks.json` has it. What is not of RFC 7517 is of OpenID Federation 1.0, section 8.7, or our own. */
export type PublishedJwk = PublicJwk & {
  /** Our own: `statements` are signed by receipt keys, `checkpoints` by the ledger's. */
  readonly signs: 'statements' | 'checkpoints'
  /** Our own. */
  readonly status: KeyState
  readonly revoked?: { readonly revoked_at: number; readonly reason: string }
}

/** Every public key ever used (RFC 7517), of each use the newest first. */
export async function getKeySet({
  database,
  now,
}: KeysContext): Promise<{ readonly keys: readonly PublishedJwk[] }> {
  const record = await loadSigningRecord(database)
  return { keys: (record?.keys ?? []).map((key) => publishedJwk(key, now())).reverse() }
}

function publishedJwk(key: RecordedKey, now: Date): PublishedJwk {
  const [end, last] = [keyEnd(key), key.events.at(-1)]
  const validity = {
    publicKey: key.publicKey,
    validFrom: instant(key.createdAt),
    validUntil: end === null ? null : instant(end),
  }
  const revoked =
    last?.kind === 'revoked'
      ? { revoked: { revoked_at: Math.floor(last.at.getTime() / 1000), reason: last.reason } }
      : {}
  return {
    ...publicJwk(validity, nodeCrypto),
    signs: key.use === 'receipt' ? 'statements' : 'checkpoints',
    status: keyState(key, now),
    ...revoked,
  }
}
