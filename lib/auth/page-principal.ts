import { notFound, redirect } from 'next/navigation'
import type { MemberPrincipal, OperatorPrincipal } from '#lib/domain/account/principal.ts'
import { paths } from '#lib/paths.ts'
import { currentPerson, memberPrincipal, operatorPrincipal, type Person } from './principal.ts'

/** The member whose page this is. A stranger goes to sign in first; for anyone else there is no such page. */
export async function pageMember(accountSlug: string, to: string): Promise<MemberPrincipal> {
  await pagePerson(to)
  return (await memberPrincipal(accountSlug)) ?? notFound()
}

/** The operator's staff whose page this is. For anyone else who is signed in there is no such page. */
export async function pageOperator(to: string): Promise<OperatorPrincipal> {
  await pagePerson(to)
  return (await operatorPrincipal()) ?? notFound()
}

/** The person who is signed in. A stranger goes to sign in, and comes back to `to`. */
async function pagePerson(to: string): Promise<Person> {
  return (await currentPerson()) ?? redirect(paths.signIn({ to }))
}
