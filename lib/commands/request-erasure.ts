import type { Principal } from '#lib/domain/account/principal.ts'
import { erasureRequestRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement } from '#lib/domain/receipt/statement.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import type { Context } from './context.ts'

/** A member asks to be erased. It changes nothing by itself: owners, admins and the operator see it and carry it out. */
export async function requestErasure(
  principal: Principal,
  context: Context,
): Promise<Result<{ eventId: string; at: Date }, 'forbidden' | 'erasure_requested_already'>> {
  if (principal.kind !== 'member') return fail('forbidden')
  const { accountId, subjectId } = principal
  const [eventId, at, actorId] = [context.newId(), context.now(), subjectId]
  const act = signAct(context.signer, {
    event: { id: eventId, kind: 'erasure_requested', accountId, actorId, at },
    receiptOf: subjectId,
    details: { erasure_request: [{ eventId, accountId, subjectId }] },
    statement: buildStatement({
      kind: 'ErasureRequestRecord',
      eventId,
      at,
      publicUrl: context.publicUrl,
      document: erasureRequestRecord({ eventId, at, actorId, accountId, subjectId }),
      texts: [],
    }),
  })
  const appended = await appendActs(context.database, [act])
  return appended.ok ? ok({ eventId, at }) : fail('erasure_requested_already')
}
