import {
  claimKey,
  giveBackKey,
  keepAnswer,
  type Claim,
  type KeptAnswer,
} from '#lib/store/idempotent-answers.ts'
import type { Database } from '#lib/store/database.ts'

/** A request that its sender may repeat: answered once, and then the same again for a day. */
export type ClaimedRequest = {
  readonly claim: Claim
  readonly keep: (answer: KeptAnswer) => Promise<void>
  readonly giveBack: () => Promise<void>
}

/** A request that has had no answer for this long is taken to have died with its process. */
const ABANDONED_MS = 60_000
const KEPT_MS = 24 * 60 * 60 * 1000

/** `digest` is over all that makes the request what it is: its method, address and body. */
export async function claimRequest(
  request: { readonly apiKeyId: string; readonly key: string; readonly digest: string },
  { database, now }: { readonly database: Database; readonly now: () => Date },
): Promise<ClaimedRequest> {
  const at = now()
  const claim = await claimKey(database, {
    apiKeyId: request.apiKeyId,
    key: request.key,
    requestDigest: request.digest,
    at,
    abandonedBefore: new Date(at.getTime() - ABANDONED_MS),
    keptSince: new Date(at.getTime() - KEPT_MS),
  })
  return {
    claim,
    keep: (answer) => keepAnswer(database, request, answer),
    giveBack: () => giveBackKey(database, request),
  }
}
