import { actorIdOf, mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { apiKeyRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement } from '#lib/domain/receipt/statement.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { findApiKey } from '#lib/store/api-keys.ts'
import type { Context } from './context.ts'

type Refusal = 'forbidden' | 'api_key_unknown' | 'api_key_revoked'

/** From its commit on the key lets nobody in, and nothing takes that back: what replaces it is a new key. */
export async function revokeApiKey(
  principal: Principal,
  { id }: { readonly id: string },
  context: Context,
): Promise<Result<{ eventId: string }, Refusal>> {
  if (!mayOperate(principal)) return fail('forbidden')
  const key = await findApiKey(context.database, id)
  if (key === null) return fail('api_key_unknown')
  if (key.revokedAt !== null) return fail('api_key_revoked')
  const { name, accountId } = key
  const [eventId, at, actorId] = [context.newId(), context.now(), actorIdOf(principal)]
  const { publicUrl } = context
  const act = signAct(context.signer, {
    event: { id: eventId, kind: 'api_key_revoked', accountId, actorId, at },
    receiptOf: null,
    details: { api_key_revocation: [{ eventId, apiKeyId: id }] },
    statement: buildStatement({
      kind: 'ApiKeyRecord',
      ...{ eventId, at, publicUrl },
      document: apiKeyRecord({ eventId, at, actorId, keyId: id, name, accountId, scopes: [] }),
      texts: [],
    }),
  })
  // Two at once: it is revoked once, and the second is told so.
  const appended = await appendActs(context.database, [act])
  return appended.ok ? ok({ eventId }) : fail('api_key_revoked')
}
