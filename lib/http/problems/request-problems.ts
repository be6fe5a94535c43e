import type { RequestCode } from '../problem-code.ts'
import type { Problem } from './problem.ts'

/** What HTTP itself can get wrong. */
export const requestProblems: Record<RequestCode, Problem> = {
  not_signed_in: {
    status: 401,
    title: 'You are not signed in',
    detail: 'Sign in first. What you typed is not saved.',
  },
  api_key_required: {
    status: 401,
    title: 'A valid API key is needed',
    detail:
      'Send one as “Authorization: Bearer KEY”. The operator makes them, and can revoke them.',
  },
  scope_missing: {
    status: 403,
    title: 'This key may not do that',
    detail: 'Ask the operator for a key with the scope that this address needs.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    detail:
      'This key has used up its requests for now. Retry-After says in how many seconds to go on.',
  },
  idempotency_key_malformed: {
    status: 400,
    title: 'Idempotency-Key is not understood',
    detail: 'Send 1 to 255 visible ASCII characters, in double quotes.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'This Idempotency-Key was used for another request',
    detail: 'A key stands for one request, to one address with one body. Make a new one.',
  },
  idempotency_key_busy: {
    status: 409,
    title: 'This request is being answered',
    detail: 'A request with this Idempotency-Key is on its way. Ask again in a second.',
  },
  not_found: {
    status: 404,
    title: 'There is nothing here',
    detail: 'It does not exist, or it belongs to an account that you are not in.',
  },
  webhook_unsigned: {
    status: 401,
    title: 'This did not come from the platform',
    detail:
      'The signature is missing or wrong. The secret here and the one at the platform have to be the same.',
  },
  webhook_late: {
    status: 401,
    title: 'This was sent before',
    detail: 'It was signed too long ago, or is dated ahead. Look at both clocks.',
  },
  webhook_malformed: {
    status: 400,
    title: 'This is not what the platform sends',
    detail:
      'The signature is right, and the content is not of the form that the platform describes.',
  },
  cross_origin: {
    status: 403,
    title: 'This came from another site',
    detail: 'Open the portal itself and do it there.',
  },
  host_unknown: {
    status: 421,
    title: 'This address is not served here',
    detail: 'The demonstration answers on localhost only.',
  },
  body_missing: {
    status: 400,
    title: 'Nothing was sent',
    detail: 'Send the input as the body of the request.',
  },
  body_too_large: {
    status: 413,
    title: 'This is too large',
    detail: 'The body of the request is larger than this address accepts.',
  },
  json_expected: {
    status: 415,
    title: 'JSON is expected',
    detail: 'Send the input as application/json.',
  },
  form_or_json_expected: {
    status: 415,
    title: 'A form or JSON is expected',
    detail: 'Send the document as multipart/form-data or as application/json.',
  },
  json_malformed: {
    status: 400,
    title: 'This is not JSON',
    detail: 'The body of the request is not JSON in UTF-8.',
  },
  form_malformed: {
    status: 400,
    title: 'This is not a form',
    detail: 'The body of the request is not the multipart/form-data that it says it is.',
  },
  input_invalid: {
    status: 422,
    title: 'Some of this is not right',
    detail: 'Check what is named below and send it again.',
  },
  if_match_malformed: {
    status: 400,
    title: 'If-Match is not understood',
    detail: 'Send in If-Match the one ETag of the page that this answers, in double quotes.',
  },
  if_match_required: {
    status: 428,
    title: 'Say which page this answers',
    detail: 'Send in If-Match the ETag of the page that this answers.',
  },
  range_malformed: {
    status: 400,
    title: 'Range is not understood',
    detail: 'Send in Range one run of bytes, such as bytes=1000-.',
  },
  range_unsatisfiable: {
    status: 416,
    title: 'There is nothing there',
    detail: 'The file ends before the first byte that Range asks for.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong here',
    detail: 'It is not your fault, and it is in our log. Try again in a moment.',
  },
}
