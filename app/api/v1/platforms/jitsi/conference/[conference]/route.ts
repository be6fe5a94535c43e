import { env } from '#lib/env.ts'
import { done } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { HttpProblem } from '#lib/http/problem.ts'
import { admitProsody } from '#lib/mappings/jitsi.ts'
import { refusedByProblem } from '#lib/mappings/webhook-problem.ts'

/** A room has closed. That everybody left it is told by its events, and it may open again. */
export const DELETE = handle('anyone', {}, async ({ request }) => {
  const { jitsi } = env().platforms
  if (jitsi === null) throw new HttpProblem('not_found')
  await refusedByProblem(() => admitProsody(request.headers, jitsi))
  return done()
})
