import type { z } from 'zod'
import { findAccountClientById } from '#lib/auth/account-client.ts'
import {
  bindingKey,
  questionDigest,
  readBindingToken,
  type BoundQuestion,
} from '#lib/auth/binding-token.ts'
import { requestAccess } from '#lib/commands/request-access.ts'
import { env } from '#lib/env.ts'
import { answerTask } from '#lib/http/access-task.ts'
import { handle } from '#lib/http/handle.ts'
import { HttpProblem } from '#lib/http/problem.ts'
import { language } from '#lib/language.ts'
import { accessRequestInput } from '#lib/schemas/access-requests.ts'

/** Has a person asked about what the decision point denied for lack of their answer. */
export const POST = handle(
  'client:decide',
  { body: { json: accessRequestInput }, keyReused: 'duplicate_request' },
  async ({ principal, input, context }) => {
    const { publicUrl, database, now } = context
    const bound = boundIn(input, { audience: publicUrl, now: now() })
    const client = await findAccountClientById(principal, bound.accountId, database)
    // Nothing that was told to a key for one account is taken from a key for another.
    if (client === null || bound.keyAccountId !== principal.accountId)
      throw new HttpProblem('invalid_denial_binding')
    const { subjectId, purpose, category, evaluationId, keyAccountId } = bound
    const evaluatedAt = new Date(bound.evaluatedAt)
    const denied = { subjectId, purpose, category, evaluationId, keyAccountId, evaluatedAt }
    const requested = await requestAccess(client, { ...denied, language }, context)
    if (!requested.ok) return requested
    return answerTask(requested.value, publicUrl, { pending: 202, approved: 201 })
  },
)

/** What was denied, checked against what is asked for. @throws HttpProblem */
function boundIn(
  { denial, ...asked }: z.infer<typeof accessRequestInput>,
  at: { readonly audience: string; readonly now: Date },
): BoundQuestion {
  const bound = readBindingToken(denial.binding_token ?? '', at, bindingKey(env().authSecret))
  if (bound === 'expired') throw new HttpProblem('expired_denial')
  if (bound === 'forged' || Date.parse(denial.expires_at) !== bound.expiresAt)
    throw new HttpProblem('invalid_denial_binding')
  if (digestOf(asked) !== bound.digest) throw new HttpProblem('invalid_denial_binding')
  return bound
}

/** Null for what has no canonical form, and so was never asked. */
function digestOf(asked: Parameters<typeof questionDigest>[0]): string | null {
  try {
    return questionDigest(asked)
  } catch {
    return null
  }
}
