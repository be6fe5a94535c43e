import { answerTask } from '#lib/http/access-task.ts'
import { handle } from '#lib/http/handle.ts'
import { HttpProblem } from '#lib/http/problem.ts'
import { findAccessTask } from '#lib/queries/access-requests.ts'
import { accessTaskParams as params } from '#lib/schemas/access-requests.ts'

/** What became of a request. */
export const GET = handle('client:decide', { params }, async ({ principal, params, context }) => {
  const found = await findAccessTask(principal, params.task, context)
  if (found === null) throw new HttpProblem('unknown_task')
  return answerTask(found, context.publicUrl)
})
