import { actorIdOf, mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { findPurpose } from '#lib/domain/catalogue/catalogue.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { endingRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement } from '#lib/domain/receipt/statement.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import type { Context } from './context.ts'

type Refusal = 'forbidden' | 'catalogue_missing' | 'unknown_purpose' | 'purpose_ended'

/**
 * Withdraws a use, for everyone and for good: every yes to it lapses as revoked, and nobody is asked or
 * can say yes again. What would take its place is a new purpose, which starts undecided for everyone.
 */
export async function endPurpose(
  principal: Principal,
  input: { readonly purpose: string; readonly reason: string },
  context: Context,
): Promise<Result<{ eventId: string }, Refusal>> {
  if (!mayOperate(principal)) return fail('forbidden')
  const { database, publicUrl } = context
  const { purpose, reason } = input
  const platform = await loadPlatform(database)
  const catalogue = catalogueIn(platform)
  if (catalogue === null) return fail('catalogue_missing')
  if (findPurpose(catalogue, purpose) === null) return fail('unknown_purpose')
  if (platform.endings.some((each) => each.purpose === purpose)) return fail('purpose_ended')
  const [eventId, at, actorId] = [context.newId(), context.now(), actorIdOf(principal)]
  const act = signAct(context.signer, {
    event: { id: eventId, kind: 'purpose_ended', accountId: null, actorId, at },
    receiptOf: null,
    details: { purpose_ending: [{ eventId, purpose, reason }] },
    statement: buildStatement({
      kind: 'EndingRecord',
      ...{ eventId, at, publicUrl },
      document: endingRecord({ eventId, at, actorId, purpose, reason }),
      texts: [],
    }),
  })
  // Two at once: the purpose is ended once, and the second is told so.
  const appended = await appendActs(database, [act])
  return appended.ok ? ok({ eventId }) : fail('purpose_ended')
}
