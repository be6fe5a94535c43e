import type {
  AccountClient,
  ConveyanceMethod,
  MemberPrincipal,
} from '#lib/domain/account/principal.ts'
import { loadMembershipByExternalId } from '#lib/store/accounts.ts'
import type { Database } from '#lib/store/database.ts'

/**
 * The member whom a platform's software names as the one who did something in its own client. Null where
 * nobody of the account is called so, or not any more.
 */
export async function findConveyedMember(
  client: AccountClient,
  externalId: string,
  method: ConveyanceMethod,
  database: Database,
): Promise<MemberPrincipal | null> {
  const member = await loadMembershipByExternalId(database, client.accountId, externalId)
  return member && { ...member, conveyance: { apiKeyId: client.subjectId, method } }
}
