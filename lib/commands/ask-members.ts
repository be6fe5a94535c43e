import { mayPermit, type Principal } from '#lib/domain/account/principal.ts'
import { questionsToAsk } from '#lib/domain/consent/permission-plan.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { requestAct } from '#lib/signing/request-act.ts'
import { loadMemberRoles } from '#lib/store/accounts.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadAllMemberConsents } from '#lib/store/consents.ts'
import type { Context } from './context.ts'

type Refusal = 'forbidden' | 'unknown_purpose' | 'nobody_to_ask' | 'conflict'

/**
 * Asks members about a purpose that is permitted already: those whose answer is open and, for a
 * feature, who were not asked about it in the last 12 months. A no is an answer and is not asked again.
 */
export async function askMembers(
  principal: Principal,
  input: { readonly purpose: string; readonly language: string },
  context: Context,
): Promise<Result<{ eventId: string; asked: number }, Refusal>> {
  if (!mayPermit(principal)) return fail('forbidden')
  const { database } = context
  const roles = await loadMemberRoles(database, principal.accountId)
  const present = roles.filter(({ role }) => role !== 'none').map(({ subjectId }) => subjectId)
  const at = context.now()
  const moment = { at, before: null, language: input.language, digestOf: context.digestOf }
  const loaded = await loadAllMemberConsents(database, principal.accountId, present, moment)
  if (!loaded.cells.some(({ question }) => question.purpose === input.purpose))
    return fail('unknown_purpose')
  const asked = [...loaded.members].flatMap(([subjectId, member]) =>
    questionsToAsk(member, input.purpose, [], at).map((cell) => ({ subjectId, cell })),
  )
  if (asked.length === 0) return fail('nobody_to_ask')
  const act = requestAct(principal, asked, context)
  const appended = await appendActs(database, [act])
  if (!appended.ok) return fail('conflict')
  return ok({
    eventId: act.eventId,
    asked: new Set(asked.map(({ subjectId }) => subjectId)).size,
  })
}
