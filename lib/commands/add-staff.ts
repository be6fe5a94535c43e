import { actorIdOf, mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { membershipRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement } from '#lib/domain/receipt/statement.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { findPersonByEmail } from '#lib/store/people.ts'
import type { Context } from './context.ts'

/** Makes a person one of the operator's staff. */
export async function addStaff(
  principal: Principal,
  input: { readonly name: string; readonly email: string },
  context: Context,
): Promise<Result<{ subjectId: string; personId: string }, 'forbidden' | 'staff_exists'>> {
  if (!mayOperate(principal)) return fail('forbidden')
  const email = input.email.toLowerCase()
  const known = await findPersonByEmail(context.database, email)
  const person = known ?? { id: context.newId(), name: input.name, email }
  const [subjectId, eventId] = [context.newId(), context.newId()]
  const [at, actorId] = [context.now(), actorIdOf(principal)]
  const act = signAct(context.signer, {
    event: { id: eventId, kind: 'member_added', accountId: null, actorId, at },
    receiptOf: null,
    details: {
      person: known === null ? [{ ...person, createdAt: at }] : [],
      subject: [{ id: subjectId, kind: 'operator', accountId: null }],
      staff: [{ subjectId, personId: person.id }],
    },
    statement: buildStatement({
      kind: 'MembershipRecord',
      eventId,
      at,
      publicUrl: context.publicUrl,
      document: membershipRecord({ eventId, at, actorId, accountId: null, members: [] }),
      texts: [],
    }),
  })
  const appended = await appendActs(context.database, [act])
  if (appended.ok) return ok({ subjectId, personId: person.id })
  if (appended.constraint === 'person_email_key') return addStaff(principal, input, context)
  return fail('staff_exists')
}
