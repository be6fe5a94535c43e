import { keepUntil, mayErase, type ErasureRefusal } from '#lib/domain/account/erasure.ts'
import { actorIdOf, type Principal } from '#lib/domain/account/principal.ts'
import type { Act } from '#lib/domain/ledger/act.ts'
import { erasureRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement } from '#lib/domain/receipt/statement.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { findErasable, loadEvidencePeriod, type ErasableMember } from '#lib/store/erasures.ts'
import type { Context } from './context.ts'

/**
 * Erases a member: their name and address go, and their receipts are sealed for the stated period. The
 * erasure is an act like any other; recording it is what carries it out, by a trigger in the same
 * statement. If we stop before its commit, nobody is erased and nothing says so; after it, both are.
 * There is no moment in between, and what the member does meanwhile comes before it or is refused.
 */
export async function eraseMember(
  principal: Principal,
  { subjectId }: { readonly subjectId: string },
  context: Context,
): Promise<Result<{ eventId: string; keepUntil: Date }, ErasureRefusal | 'conflict'>> {
  const member = await findErasable(context.database, subjectId)
  if (member === null) return fail('member_unknown')
  const may = mayErase(principal, member)
  if (!may.ok) return may
  const at = context.now()
  const until = keepUntil(at, await loadEvidencePeriod(context.database))
  const act = erasureAct(principal, member, { at, until }, context)
  const appended = await appendActs(context.database, [act])
  if (appended.ok) return ok({ eventId: act.eventId, keepUntil: until })
  return fail(refusalOf[appended.constraint ?? ''] ?? 'conflict')
}

/** What the trigger and the keys say where somebody else came first (prisma/migrations, "erasure"). */
const refusalOf: Readonly<Record<string, ErasureRefusal>> = {
  erasure_member: 'member_unknown',
  erasure_subject_id_key: 'member_unknown',
  erasure_last_owner: 'last_owner',
}

function erasureAct(
  principal: Principal,
  { accountId, subjectId, role, seq }: ErasableMember,
  { at, until }: { readonly at: Date; readonly until: Date },
  { newId, signer, publicUrl }: Context,
): Act {
  const [eventId, actorId] = [newId(), actorIdOf(principal)]
  const about = { accountId, subjectId }
  const ending = { eventId, ordinal: 0, ...about, seq: seq + 1, role: 'none' as const }
  return signAct(signer, {
    event: { id: eventId, kind: 'member_erased', accountId, actorId, at },
    receiptOf: null,
    details: {
      erasure: [{ eventId, ...about, keepUntil: until, meetingId: null }],
      member_role: role === 'none' ? [] : [ending],
    },
    statement: buildStatement({
      kind: 'ErasureRecord',
      ...{ eventId, at, publicUrl },
      document: erasureRecord({ eventId, at, actorId, ...about, keepUntil: until }),
      texts: [],
    }),
  })
}
