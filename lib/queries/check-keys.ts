import {
  FormatError,
  keyThumbprint,
  openNote,
  parseStatement,
  type Statement,
} from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import {
  checkpointSigners,
  keyWithin,
  type KeyEvent,
  type RecordedKey,
} from '#lib/domain/ledger/signing-record.ts'
import { instant } from '#lib/domain/receipt/statement.ts'
import { certificateText } from '#lib/ledger/certificate-text.ts'
import { verifierKeyOf } from '#lib/ledger/verifier-keys.ts'
import type { Queryable } from '#lib/store/ledger.ts'
import {
  loadKeyCertificates,
  loadKeyStatements,
  type StoredCertificate,
} from '#lib/store/signing-keys.ts'
import { Fault } from './ledger-fault.ts'
import { nodeAt } from './receipt-nodes.ts'

/**
 * What is stored of keys, against the ledger: each key is the one that its id names, each event is what its
 * signed statement says, and each certificate says what the entries said by then, signed by the ledger's
 * keys of that moment. That the statements are in the ledger is for the check of the ledger.
 *
 * @throws Fault
 */
export async function checkKeys(
  snapshot: Queryable,
  origin: string,
  keys: readonly RecordedKey[],
): Promise<void> {
  const statements = await loadKeyStatements(snapshot)
  for (const key of keys) {
    if (key.id !== keyThumbprint(key.publicKey, nodeCrypto))
      throw new Fault(null, `the key ${key.id} is not the one that its id names`)
    if (key.seq > 1 && key.events[0]?.kind !== 'added')
      throw new Fault(null, `no act says that the key ${key.id} was added`)
  }
  for (const key of keys)
    for (const event of key.events) requireStated(key, event, statements.get(event.eventId), keys)
  for (const certificate of await loadKeyCertificates(snapshot))
    requireVouched(certificate, origin, keys)
}

/** The statement was signed by a receipt key that there was then, and says what stands in the row. */
function requireStated(
  key: RecordedKey,
  event: KeyEvent,
  jws: string | undefined,
  keys: readonly RecordedKey[],
): void {
  const which = `the act that ${key.id} was ${event.kind}`
  if (jws === undefined) throw new Fault(event.index, `${which} has no statement`)
  const statement = asSaid(() => parseStatement(jws), `the statement of ${which}`, event.index)
  const signer = keys.find(({ id, use }) => id === statement.kid && use === 'receipt')
  const message = new TextEncoder().encode(statement.signingInput)
  if (
    signer === undefined ||
    !nodeCrypto.verifyEd25519(signer.publicKey, message, statement.signature)
  )
    throw new Fault(event.index, `${which} is signed by no receipt key of this database`)
  if (saidIn(statement) !== saidOf(key, event))
    throw new Fault(event.index, `${which} is not what its statement says`)
}

function saidIn({ credential, kind }: Statement): string {
  if (kind !== 'KeyRecord') return kind
  const { keyEvent, reason, ...document } = credential.credentialSubject
  const { kid, exp } = nodeAt(document, 'publicKeyJwk')
  return JSON.stringify([kind, credential.validFrom, keyEvent, kid, exp ?? null, reason])
}

function saidOf(key: RecordedKey, { kind, at, until, reason }: KeyEvent): string {
  const exp = until === null ? null : until.getTime() / 1000
  return JSON.stringify(['KeyRecord', instant(at), kind, key.id, exp, reason])
}

function requireVouched(
  { keyId, size, at, note }: StoredCertificate,
  origin: string,
  keys: readonly RecordedKey[],
): void {
  const which = `the certificate of ${keyId} at checkpoint ${String(size)}`
  const signers = checkpointSigners(keys, size, at).map((key) => verifierKeyOf(origin, key))
  const opened = asSaid(() => openNote(note, signers, nodeCrypto), which, size - 1)
  if (!opened.ok || opened.signers.length < signers.length)
    throw new Fault(size - 1, `${which} is not signed by the ledger`)
  const key = keys.find(({ id }) => id === keyId)
  const within = key === undefined ? null : keyWithin(key, size)
  if (within === null || opened.text !== certificateText(within))
    throw new Fault(size - 1, `${which} is not what the entries say of the key`)
}

function asSaid<T>(parse: () => T, which: string, index: number | null): T {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw new Fault(index, `${which} is malformed: ${error.message}`)
  }
}
