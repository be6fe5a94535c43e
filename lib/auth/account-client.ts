import type { AccountClient, ApiClient } from '#lib/domain/account/principal.ts'
import {
  findAccountById,
  findAccountByReference,
  type AccountDetails,
} from '#lib/store/accounts.ts'
import type { Database } from '#lib/store/database.ts'

/**
 * A platform's software, speaking of the account that it names by its own id or by the short name. Null where
 * there is none, and where its key is not for that one: neither is told from the other.
 */
export async function findAccountClient(
  client: ApiClient,
  reference: string,
  database: Database,
): Promise<AccountClient | null> {
  return accountClient(client, await findAccountByReference(database, reference))
}

/** The same, of an account by the record's id. */
export async function findAccountClientById(
  client: ApiClient,
  id: string,
  database: Database,
): Promise<AccountClient | null> {
  return accountClient(client, await findAccountById(database, id))
}

function accountClient(
  { subjectId, scopes, accountId }: ApiClient,
  account: AccountDetails | null,
): AccountClient | null {
  if (account === null || (accountId !== null && accountId !== account.id)) return null
  return {
    kind: 'account_client',
    subjectId,
    scopes,
    accountId: account.id,
    accountSlug: account.slug,
    accountName: account.name,
    accountContact: account.contact,
  }
}
