import type { AccessCode } from '../problem-code.ts'
import type { Problem } from './problem.ts'

/** Of AuthZEN's draft profile of access requests, "Error Responses", whose types they have. */
export const accessProblems: Record<AccessCode, Problem> = {
  not_requestable: {
    ...problemType('not_requestable'),
    status: 400,
    title: 'Access is not requestable',
    detail: 'Nobody is asked about this here any more. Evaluate again.',
  },
  expired_denial: {
    ...problemType('expired_denial'),
    status: 410,
    title: 'The denial has expired',
    detail: 'Evaluate again, and hand in the new denial before its expires_at.',
  },
  invalid_denial_binding: {
    ...problemType('invalid_denial_binding'),
    status: 400,
    title: 'The request is not bound to a denial',
    detail:
      'Send the binding_token and the expires_at of the denial as they came, with the subject, action and resource that were asked about, and with a key for the same account.',
  },
  duplicate_request: {
    ...problemType('duplicate_request'),
    status: 409,
    title: 'This Idempotency-Key was used for another request',
    detail: 'A key stands for one request with one body. Make a new one.',
  },
  unknown_task: {
    ...problemType('unknown_task'),
    status: 404,
    title: 'There is no such request',
    detail: 'It does not exist, or it is about an account that the key is not for.',
  },
  task_expired: {
    ...problemType('task_expired'),
    status: 410,
    title: 'The request has expired',
    detail: 'Evaluate again: a new denial can be requested anew.',
  },
}

function problemType(name: AccessCode) {
  return { type: `urn:openid:authzen:access-request:error:${name}` } as const
}
