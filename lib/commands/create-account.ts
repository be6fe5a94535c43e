import { type AccountContact, noContact } from '#lib/domain/account/contact.ts'
import {
  actorIdOf,
  mayOperate,
  mayRegisterAccounts,
  type Principal,
} from '#lib/domain/account/principal.ts'
import { isSlug } from '#lib/domain/account/slug.ts'
import { membershipRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement } from '#lib/domain/receipt/statement.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { findAccountByReference } from '#lib/store/accounts.ts'
import { appendActs } from '#lib/store/acts.ts'
import type { Context } from './context.ts'

export type NewAccount = {
  readonly slug: string
  readonly name: string
  /** What the platform calls it. */
  readonly externalId?: string | null
  /** For an integrator to try things in: no figure of the operator's counts it. */
  readonly isSandbox?: boolean
} & Partial<AccountContact>

type Refusal = 'forbidden' | 'slug_invalid' | 'slug_taken' | 'external_id_taken'

/** A customer's account, with nobody in it and nothing permitted. Answers its id. */
export async function createAccount(
  principal: Principal,
  input: NewAccount,
  context: Context,
): Promise<Result<{ accountId: string }, Refusal>> {
  if (!mayOperate(principal) && !mayRegisterAccounts(principal)) return fail('forbidden')
  if (!isSlug(input.slug)) return fail('slug_invalid')
  const [accountId, eventId] = [context.newId(), context.newId()]
  const [at, actorId] = [context.now(), actorIdOf(principal)]
  const named = { externalId: null, isSandbox: false, ...noContact, ...input }
  const act = signAct(context.signer, {
    event: { id: eventId, kind: 'account_created', accountId, actorId, at },
    receiptOf: null,
    details: {
      account: [{ ...named, id: accountId, createdAt: at }],
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
  if (appended.ok) return ok({ accountId })
  const { externalId } = named
  const known = externalId && (await findAccountByReference(context.database, externalId))
  return fail(known && known.externalId === externalId ? 'external_id_taken' : 'slug_taken')
}
