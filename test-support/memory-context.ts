import { createHash, generateKeyPairSync, randomBytes, randomUUIDv7, sign } from 'node:crypto'
import { issueReceiptKeyCertificate, keyThumbprint, verifierKey } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import type { Context } from '#lib/commands/context.ts'
import type { LedgerKeys } from '#lib/signing/ledger-keys.ts'
import { statementSigner } from '#lib/signing/statement-signer.ts'
import type { Database } from '#lib/store/database.ts'

const publicUrl = 'https://portal.test'

/** A context whose keys live in memory, as old as `at`, where its clock stands still. */
export function memoryContext(
  database: Database,
  at: Date,
): Context & { readonly keys: LedgerKeys; readonly requestsPerMinute: number } {
  const keys = memoryKeys(at)
  const { receipt } = keys
  return {
    database,
    now: () => at,
    newId: () => randomUUIDv7(),
    signer: statementSigner(receipt, randomBytes),
    digestOf: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    publicUrl,
    fourEyes: false,
    requestsPerMinute: 6000,
    keys,
  }
}

function memoryKeys(at: Date): LedgerKeys {
  const origin = `${new URL(publicUrl).host}/ledger`
  const [ledger, receipt] = [memoryKey(), memoryKey()]
  const key = verifierKey(origin, ledger.publicKey, 'ed25519', nodeCrypto)
  const validFrom = `${at.toISOString().slice(0, 19)}Z`
  const certificate = issueReceiptKeyCertificate(
    { publicKey: receipt.publicKey, validFrom },
    key,
    ledger.sign,
    nodeCrypto,
  )
  return {
    origin,
    ledger,
    receipt,
    verifierKey: key,
    receiptUntil: null,
    certificate,
    trusted: [key],
    missing: [],
    find: (id) => [ledger, receipt].find((each) => each.id === id) ?? null,
  }
}

function memoryKey() {
  const pair = generateKeyPairSync('ed25519')
  const { x } = pair.publicKey.export({ format: 'jwk' })
  const publicKey = new Uint8Array(Buffer.from(x ?? '', 'base64url'))
  return {
    id: keyThumbprint(publicKey, nodeCrypto),
    publicKey,
    sign: (message: Uint8Array) => new Uint8Array(sign(null, message, pair.privateKey)),
  }
}
