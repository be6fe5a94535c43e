import type { ApiScope } from '#lib/domain/account/api-key.ts'
import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { loadAccounts } from '#lib/store/accounts.ts'
import { loadApiKeys } from '#lib/store/api-keys.ts'
import type { QueryContext } from './context.ts'

/** A key as the operator sees it. Plain data; nothing here lets anyone in. */
export type ApiKeyView = {
  readonly id: string
  readonly name: string
  /** Null: for the whole platform. */
  readonly accountName: string | null
  readonly scopes: readonly ApiScope[]
  readonly createdAt: Date
  readonly revokedAt: Date | null
}

/** Every key there ever was, the latest first: for the operator; null for anyone else. */
export async function listApiKeys(
  principal: Principal,
  { database }: Pick<QueryContext, 'database'>,
): Promise<readonly ApiKeyView[] | null> {
  if (!mayOperate(principal)) return null
  const [keys, accounts] = await Promise.all([loadApiKeys(database), loadAccounts(database)])
  const names = new Map(accounts.map(({ id, name }) => [id, name]))
  return keys.map(({ id, name, accountId, scopes, createdAt, revokedAt }) => {
    const accountName = accountId === null ? null : (names.get(accountId) ?? '')
    return { id, name, accountName, scopes, createdAt, revokedAt }
  })
}
