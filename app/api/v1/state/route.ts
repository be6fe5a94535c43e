import { memberPrincipal } from '#lib/auth/principal.ts'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { HttpProblem } from '#lib/http/problem.ts'
import { readQuery } from '#lib/http/read-query.ts'
import { language } from '#lib/language.ts'
import { findAuthorizationState } from '#lib/queries/authorization-state.ts'
import { stateQuery } from '#lib/schemas/record-query.ts'

/** What was in force for one person at an instant, rebuilt from the acts recorded by then, with their proofs. */
export const GET = handle('person', {}, async ({ request, context }) => {
  const { account, subject, at } = readQuery(request, stateQuery)
  const principal = await memberPrincipal(account, request)
  if (principal === null) throw new HttpProblem('not_found')
  const { accountId: id, accountSlug: slug } = principal
  const wish = { account: { id, slug }, subjectId: subject ?? principal.subjectId, at, language }
  const found = await findAuthorizationState(principal, wish, context)
  return found.ok ? answer(found.value) : found
})
