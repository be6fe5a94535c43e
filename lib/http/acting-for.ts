import { findConveyedMember } from '#lib/auth/conveyed-member.ts'
import type { AppContext } from '#lib/context.ts'
import type {
  AccountActor,
  AccountClient,
  ConveyanceMethod,
} from '#lib/domain/account/principal.ts'
import { HttpProblem } from './problem.ts'

/**
 * Who does it: the member whom the platform's software names, or, where it names nobody, the software itself.
 * @throws HttpProblem where nobody of the account is called so
 */
export async function actingFor(
  client: AccountClient,
  { by, method }: { readonly by: string | null; readonly method: ConveyanceMethod },
  { database }: Pick<AppContext, 'database'>,
): Promise<AccountActor> {
  if (by === null) return client
  const member = await findConveyedMember(client, by, method, database)
  if (member === null) throw new HttpProblem('member_unknown')
  return member
}
