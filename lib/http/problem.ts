import type { ProblemCode } from './problem-code.ts'
import { problems } from './problem-table.ts'

/** RFC 9457. `code` is the last part of `type`, for programs that would rather not take a URN apart. */
export type ProblemDocument = {
  /** `urn:assent:problem:` and the code, or what a specification calls it. */
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: ProblemCode
  /** What is wrong with the input, a sentence for each field; `field` is a path such as `choices.0.purpose`. */
  readonly errors?: readonly FieldError[]
  /** Set where some of what was asked was recorded all the same: the receipt of it, or null. */
  readonly recorded?: string | null
  /** Set where we failed: what to name when reporting it. */
  readonly requestId?: string
}

export type FieldError = { readonly field: string; readonly message: string }

export type ProblemDetails = Pick<ProblemDocument, 'errors' | 'recorded' | 'requestId'>

/** Thrown at the edge, where there is nothing more to do than to say so. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly code: ProblemCode
  readonly details: ProblemDetails

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}

export function problemDocument(code: ProblemCode, details: ProblemDetails = {}): ProblemDocument {
  const { type = `urn:assent:problem:${code}`, status, title, detail, field } = problems[code]
  const errors = field === undefined ? {} : { errors: [{ field, message: detail }] }
  return { type, title, status, detail, code, ...errors, ...details }
}

export function problemResponse(code: ProblemCode, details: ProblemDetails = {}): Response {
  const document = problemDocument(code, details)
  return new Response(JSON.stringify(document), {
    status: document.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      // RFC 9110, section 15.5.2: a 401 says what would be taken.
      ...(code === 'api_key_required' ? { 'www-authenticate': 'Bearer' } : {}),
    },
  })
}

/** What was wrong, and what to do, in one sentence or two: also what the command line says. */
export function problemSentence(code: ProblemCode): string {
  return problems[code].detail
}
