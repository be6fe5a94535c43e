import { type AccountContact, noContact } from '#lib/domain/account/contact.ts'
import { actorIdOf, mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { isSlug } from '#lib/domain/account/slug.ts'
import { membershipRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement } from '#lib/domain/receipt/statement.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import type { Context } from './context.ts'

export type NewAccount = {
  readonly slug: string
  readonly name: string
} & Partial<AccountContact>

/** A customer's account, with nobody in it and nothing permitted. Answers its id. */
export async function createAccount(
  principal: Principal,
  input: NewAccount,
  context: Context,
): Promise<Result<{ accountId: string }, 'forbidden' | 'slug_invalid' | 'slug_taken'>> {
  if (!mayOperate(principal)) return fail('forbidden')
  if (!isSlug(input.slug)) return fail('slug_invalid')
  const [accountId, eventId] = [context.newId(), context.newId()]
  const [at, actorId] = [context.now(), actorIdOf(principal)]
  const act = signAct(context.signer, {
    event: { id: eventId, kind: 'account_created', accountId, actorId, at },
    receiptOf: null,
    details: {
      account: [
        {
          ...noContact,
          externalId: null,
          isSandbox: false,
          ...input,
          id: accountId,
          createdAt: at,
        },
      ],
      subject: [{ id: accountId, kind: 'account', accountId }],
    },
    statement: buildStatement({
      kind: 'MembershipRecord',
      eventId,
      at,
      publicUrl: context.publicUrl,
      document: membershipRecord({ eventId, at, actorId, accountId, members: [] }),
      texts: [],
    }),
  })
  const appended = await appendActs(context.database, [act])
  return appended.ok ? ok({ accountId }) : fail('slug_taken')
}
