import { mayOpenRecords, type Principal } from '#lib/domain/account/principal.ts'
import { inspectionRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement } from '#lib/domain/receipt/statement.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { loadMemberRole } from '#lib/store/accounts.ts'
import { appendActs } from '#lib/store/acts.ts'
import type { Context } from './context.ts'

type Refusal = 'forbidden' | 'member_unknown' | 'conflict'

/** An auditor opens one member's record, and says why. The member sees who, when and why. */
export async function openRecord(
  principal: Principal,
  input: { readonly subjectId: string; readonly reason: string },
  context: Context,
): Promise<Result<{ eventId: string }, Refusal>> {
  if (!mayOpenRecords(principal)) return fail('forbidden')
  const { accountId, subjectId: actorId } = principal
  const { subjectId, reason } = input
  if ((await loadMemberRole(context.database, accountId, subjectId)) === null)
    return fail('member_unknown')
  const [eventId, at] = [context.newId(), context.now()]
  const act = signAct(context.signer, {
    event: { id: eventId, kind: 'record_opened', accountId, actorId, at },
    receiptOf: subjectId,
    details: {
      inspection: [{ eventId, accountId, subjectId }],
      reason: [{ eventId, accountId, text: reason }],
    },
    statement: buildStatement({
      kind: 'InspectionRecord',
      eventId,
      at,
      publicUrl: context.publicUrl,
      document: inspectionRecord({ eventId, at, actorId, accountId, subjectId }),
      texts: [],
    }),
  })
  const appended = await appendActs(context.database, [act])
  return appended.ok ? ok({ eventId }) : fail('conflict')
}
