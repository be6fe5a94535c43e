import {
  FormatError,
  parseTrustPolicy,
  verifyReceipt,
  type ReceiptText,
  type TrustPolicy,
  type Verification,
} from '@assent/receipt'
import { browserCrypto } from './browser-crypto.ts'

/** Whom to trust, read from a policy's text; `problem` is a sentence. */
export type ReadPolicy =
  | { readonly ok: true; readonly policy: TrustPolicy }
  | { readonly ok: false; readonly problem: string }

export function readPolicy(text: string): ReadPolicy {
  try {
    const policy = parseTrustPolicy(text, browserCrypto)
    if (policy.logs.length === 0) return { ok: false, problem: 'It names no ledger to trust.' }
    return { ok: true, policy }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return { ok: false, problem: `It is not right at ${error.message}.` }
  }
}

export type CheckedReceipt = Verification & {
  /** The exact texts, once it is proved that they are those that were shown; else none. */
  readonly texts: readonly ReceiptText[]
}

/** Verifies in this browser with nothing but the bytes, the policy and the clock. Never throws for the bytes of a receipt. */
export function checkReceipt(bytes: Uint8Array, policy: TrustPolicy, now?: Date): CheckedReceipt {
  const verification = verifyReceipt(bytes, policy, browserCrypto, now)
  const areProved = verification.facts.some(
    ({ state, code }) => state === 'established' && code === 'texts_match',
  )
  return { ...verification, texts: areProved ? (verification.receipt?.texts ?? []) : [] }
}
