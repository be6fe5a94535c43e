import { actorIdOf, mayManageMembers, type Principal } from '#lib/domain/account/principal.ts'
import type { MemberRole } from '#lib/domain/account/principal.ts'
import { membershipRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement } from '#lib/domain/receipt/statement.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { findAccountBySlug } from '#lib/store/accounts.ts'
import { appendActs } from '#lib/store/acts.ts'
import { findPersonByEmail } from '#lib/store/people.ts'
import type { Context } from './context.ts'

type Refusal = 'forbidden' | 'account_unknown' | 'member_exists' | 'owner_by_owner_only'

/**
 * Makes a person a member of an account, known by their address: the same person in several accounts
 * is one person with several memberships. Everything about them starts undecided.
 */
export async function addMember(
  principal: Principal,
  input: {
    readonly accountSlug: string
    readonly name: string
    readonly email: string
    readonly role: MemberRole
  },
  context: Context,
): Promise<Result<{ subjectId: string; personId: string }, Refusal>> {
  if (!mayManageMembers(principal)) return fail('forbidden')
  const account = await findAccountBySlug(context.database, input.accountSlug)
  if (account === null) return fail('account_unknown')
  if ('accountId' in principal && principal.accountId !== account.id) return fail('account_unknown')
  if (input.role === 'owner' && principal.kind === 'member' && principal.role !== 'owner')
    return fail('owner_by_owner_only')
  const email = input.email.toLowerCase()
  const known = await findPersonByEmail(context.database, email)
  const person = known ?? { id: context.newId(), name: input.name, email }
  const [subjectId, eventId] = [context.newId(), context.newId()]
  const [at, actorId, accountId] = [context.now(), actorIdOf(principal), account.id]
  const members = [{ subjectId, role: input.role }]
  const act = signAct(context.signer, {
    event: { id: eventId, kind: 'member_added', accountId, actorId, at },
    receiptOf: subjectId,
    details: {
      person: known === null ? [{ ...person, createdAt: at }] : [],
      subject: [{ id: subjectId, kind: 'member', accountId }],
      member: [{ subjectId, accountId, personId: person.id, externalId: null }],
      member_role: [{ eventId, ordinal: 0, accountId, subjectId, seq: 1, role: input.role }],
    },
    statement: buildStatement({
      kind: 'MembershipRecord',
      eventId,
      at,
      publicUrl: context.publicUrl,
      document: membershipRecord({ eventId, at, actorId, accountId, members }),
      texts: [],
    }),
  })
  const appended = await appendActs(context.database, [act])
  if (appended.ok) return ok({ subjectId, personId: person.id })
  // Somebody added the same address in between: now that person is known.
  if (appended.constraint === 'person_email_key') return addMember(principal, input, context)
  return fail('member_exists')
}
