import { maySetAccount, type Principal } from '#lib/domain/account/principal.ts'
import { observationDocument } from '#lib/domain/receipt/policy-documents.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { policyAct } from '#lib/signing/policy-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadObservation } from '#lib/store/policies.ts'
import type { Context } from './context.ts'

type Refusal = 'forbidden' | 'admin_needed' | 'until_out_of_range' | 'stale_page' | 'conflict'

const LONGEST_MS = 366 * 24 * 60 * 60 * 1000

/**
 * From now on until an instant, a year on at most, decisions about the account are computed and shown and
 * enforced nowhere; null: they hold again. Not to enforce is the wider of the two, so it takes an owner or
 * admin, and a page that is current; to enforce again takes neither. Null where it was so already.
 */
export async function setObservation(
  principal: Principal,
  { until, expected }: { readonly until: Date | null; readonly expected: string | null },
  context: Context,
): Promise<Result<{ eventId: string | null }, Refusal>> {
  if (!maySetAccount(principal)) return fail('forbidden')
  const [{ accountId }, now] = [principal, context.now()]
  const before = await loadObservation(context.database, accountId)
  if (before.until?.getTime() === until?.getTime()) return ok({ eventId: null })
  if (until !== null) {
    if (principal.kind !== 'member') return fail('admin_needed')
    if (expected !== String(before.seq)) return fail('stale_page')
    const left = until.getTime() - now.getTime()
    if (left <= 0 || left > LONGEST_MS) return fail('until_out_of_range')
  }
  const act = policyAct(principal, context, ({ eventId, ...said }) => ({
    kind: 'observation_set',
    details: { observation: [{ eventId, accountId, seq: before.seq + 1, until }] },
    statement: 'ObservationDocument',
    document: observationDocument({ eventId, ...said, until }),
  }))
  const appended = await appendActs(context.database, [act])
  return appended.ok ? ok({ eventId: act.eventId }) : fail('conflict')
}
