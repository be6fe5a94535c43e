import { mayOpenRecords, type Principal } from '#lib/domain/account/principal.ts'
import { disclosureRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement } from '#lib/domain/receipt/statement.ts'
import type { ExportPeriod } from '#lib/domain/record/export-wish.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import type { Context } from './context.ts'

/**
 * An auditor is about to take away what all members of the account answered in a period, and says why.
 * Everybody in the account sees who, when, for which period and why. Nothing is taken away by it yet.
 */
export async function discloseRecords(
  principal: Principal,
  input: { readonly period: ExportPeriod; readonly reason: string },
  context: Context,
): Promise<Result<{ eventId: string }, 'forbidden' | 'conflict'>> {
  if (!mayOpenRecords(principal)) return fail('forbidden')
  const { accountId, subjectId: actorId } = principal
  const { period, reason } = input
  const [eventId, at] = [context.newId(), context.now()]
  const act = signAct(context.signer, {
    event: { id: eventId, kind: 'records_exported', accountId, actorId, at },
    receiptOf: null,
    details: {
      disclosure: [{ eventId, accountId, ...period }],
      reason: [{ eventId, accountId, text: reason }],
    },
    statement: buildStatement({
      kind: 'InspectionRecord',
      eventId,
      at,
      publicUrl: context.publicUrl,
      document: disclosureRecord({ eventId, at, actorId, accountId, ...period }),
      texts: [],
    }),
  })
  const appended = await appendActs(context.database, [act])
  return appended.ok ? ok({ eventId }) : fail('conflict')
}
