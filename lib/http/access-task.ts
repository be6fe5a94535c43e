import type { AccessRequest, AccessTask } from '#lib/domain/consent/access-request.ts'
import { apiPaths } from '#lib/paths.ts'
import { answer } from './answer.ts'
import { problemResponse } from './problem.ts'

/**
 * A request and what became of it, as AuthZEN's draft profile of access requests has it. Whoever reads it learns
 * neither whether somebody was asked nor whether they said no.
 */
export function answerTask(
  { request, task }: { readonly request: AccessRequest; readonly task: AccessTask },
  publicUrl: string,
  status: { readonly pending: number; readonly approved: number } = { pending: 200, approved: 200 },
): Response {
  if (task.status === 'expired') return problemResponse('task_expired')
  const { id } = request
  const endpoint = `${publicUrl}${apiPaths.accessRequest(id)}`
  const expires = request.expiresAt.toISOString()
  const shown = { id, status: task.status, status_endpoint: endpoint, expires_at: expires }
  const document = {
    task: task.status === 'pending' ? { ...shown, display: DISPLAY } : shown,
    ...(task.status === 'approved' ? { result: resultOf(id, task.at, expires) } : {}),
  }
  const response = answer(document, { location: endpoint })
  const { headers } = response
  if (task.status === 'pending') headers.set('retry-after', String(POLL_SECONDS))
  return new Response(response.body, { status: status[task.status], headers })
}

/** The yes is on record, where the decision point finds it by itself: there is nothing to carry there but the id. */
function resultOf(id: string, at: Date, until: string) {
  return {
    mode: 'reevaluate',
    approval: { id, approved_at: at.toISOString(), approved_until: until },
  }
}

const DISPLAY = {
  title: 'Waiting for an answer',
  description:
    'Whoever may be asked finds the question in the portal. They can take their time, and need not answer.',
}

const POLL_SECONDS = 5
