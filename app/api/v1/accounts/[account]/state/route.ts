import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { HttpProblem } from '#lib/http/problem.ts'
import { readQuery } from '#lib/http/read-query.ts'
import { language } from '#lib/language.ts'
import { getStateAt } from '#lib/queries/state.ts'
import { stateQuery } from '#lib/schemas/record-query.ts'

/** What was in force at an instant, for the member who asks: rebuilt from the acts recorded by then. */
export const GET = handle('member', {}, async ({ request, principal, context }) => {
  const { at } = readQuery(request, stateQuery)
  if (at > context.now()) {
    const errors = [{ field: 'at', message: 'This has yet to come.' }]
    throw new HttpProblem('input_invalid', { errors })
  }
  return answer(await getStateAt(principal, at, language, context))
})
