import { encodeBase64url } from '@assent/receipt'
import { API_KEY_SECRET_LENGTH, formatApiKey, type ApiScope } from '#lib/domain/account/api-key.ts'
import { actorIdOf, mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { apiKeyRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement } from '#lib/domain/receipt/statement.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { findAccountBySlug } from '#lib/store/accounts.ts'
import { appendActs } from '#lib/store/acts.ts'
import type { Context } from './context.ts'

export type ApiKeyRequest = {
  readonly name: string
  /** The one account that the key may speak of; null for all of the platform's. */
  readonly accountSlug: string | null
  readonly scopes: readonly ApiScope[]
}

/**
 * Makes a key for a platform's software. The key is answered here and never again: what is kept is its
 * digest, and its 32 random bytes are too many to guess from that.
 */
export async function createApiKey(
  principal: Principal,
  request: ApiKeyRequest,
  context: Context,
): Promise<Result<{ id: string; key: string }, 'forbidden' | 'account_unknown'>> {
  if (!mayOperate(principal)) return fail('forbidden')
  const account = await accountOf(request, context)
  if (account === undefined) return fail('account_unknown')
  const accountId = account?.id ?? null
  const scopes = [...new Set(request.scopes)].sort()
  const { name } = request
  const id = context.newId()
  const secret = encodeBase64url(context.signer.randomBytes(API_KEY_SECRET_LENGTH))
  const key = formatApiKey({ id, secret })
  const secretDigest = context.digestOf(new TextEncoder().encode(key))
  const [eventId, at, actorId] = [context.newId(), context.now(), actorIdOf(principal)]
  const { publicUrl } = context
  const act = signAct(context.signer, {
    event: { id: eventId, kind: 'api_key_created', accountId, actorId, at },
    receiptOf: null,
    details: {
      subject: [{ id, kind: 'client', accountId }],
      api_key: [{ id, eventId, accountId, name, scopes, secretDigest }],
    },
    statement: buildStatement({
      kind: 'ApiKeyRecord',
      ...{ eventId, at, publicUrl },
      document: apiKeyRecord({ eventId, at, actorId, keyId: id, name, accountId, scopes }),
      texts: [],
    }),
  })
  const appended = await appendActs(context.database, [act])
  if (!appended.ok) throw new Error('a fresh API key has an id that is taken')
  return ok({ id, key })
}

/** Null where the key is for all accounts; undefined where there is no such account. */
async function accountOf({ accountSlug }: ApiKeyRequest, { database }: Context) {
  if (accountSlug === null) return null
  return (await findAccountBySlug(database, accountSlug)) ?? undefined
}
