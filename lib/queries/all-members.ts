import { loadMemberRoles } from '#lib/store/accounts.ts'
import { loadAllMemberConsents } from '#lib/store/consents.ts'
import type { QueryContext } from './context.ts'

/** Every present member's side of every question. For counts only: no view shows one of them. */
export async function loadMembersOf(accountId: string, language: string, context: QueryContext) {
  const roles = await loadMemberRoles(context.database, accountId)
  const present = roles.filter(({ role }) => role !== 'none').map(({ subjectId }) => subjectId)
  return loadAllMemberConsents(context.database, accountId, present, {
    at: context.now(),
    before: null,
    language,
    digestOf: context.digestOf,
  })
}
