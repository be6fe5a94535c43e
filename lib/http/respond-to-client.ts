import { claimRequest, type ClaimedRequest } from '#lib/auth/claim-request.ts'
import type { AppContext } from '#lib/context.ts'
import type { ProblemCode } from './problem-code.ts'
import { HttpProblem, problemResponse } from './problem.ts'
import { RateLimiter, rateLimitHeaders } from './rate-limit.ts'
import { readBytes } from './read-input.ts'

type Respond = (request: Request) => Promise<Response>

type Limits = {
  readonly maxBytes: number
  /** What a key that stands for another request already is called. */
  readonly keyReused: ProblemCode
}

/**
 * Answers a platform's software: within its quota, and once for each Idempotency-Key
 * (draft-ietf-httpapi-idempotency-key-header). `respond` never throws.
 */
export async function respondToClient(
  { subjectId: apiKeyId }: { readonly subjectId: string },
  request: Request,
  limits: Limits,
  context: AppContext,
  respond: Respond,
): Promise<Response> {
  const limiter = limiterOf(context.requestsPerMinute)
  const limit = limiter.take(apiKeyId, context.now().getTime())
  const response = limit.isExceeded
    ? problemResponse('rate_limited')
    : await respondOnce(apiKeyId, request, limits, context, respond)
  for (const [name, value] of Object.entries(rateLimitHeaders(limit)))
    response.headers.set(name, value)
  return response
}

const limiters = new Map<number, RateLimiter>()

function limiterOf(perMinute: number): RateLimiter {
  const limiter = limiters.get(perMinute) ?? new RateLimiter(perMinute, 60)
  limiters.set(perMinute, limiter)
  return limiter
}

async function respondOnce(
  apiKeyId: string,
  request: Request,
  { maxBytes, keyReused }: Limits,
  context: AppContext,
  respond: Respond,
): Promise<Response> {
  const header = request.headers.get('idempotency-key')
  if (header === null || request.method === 'GET') return respond(request)
  const [, key] = /^"?([\x21\x23-\x7e]{1,255})"?$/.exec(header.trim()) ?? []
  if (key === undefined) return problemResponse('idempotency_key_malformed')
  try {
    const bytes = await readBytes(request, maxBytes)
    const digest = digestOf(request, bytes, context)
    const claimed = await claimRequest({ apiKeyId, key, digest }, context)
    const { method, headers } = request
    const body = bytes.length === 0 ? null : bytes
    if (claimed.claim.kind === 'other') return problemResponse(keyReused)
    return await answerClaim(claimed, () =>
      respond(new Request(request.url, { method, headers, body })),
    )
  } catch (error) {
    if (error instanceof HttpProblem) return problemResponse(error.code, error.details)
    throw error
  }
}

function digestOf(request: Request, bytes: Uint8Array, { digestOf }: AppContext): string {
  const { pathname, search } = new URL(request.url)
  const head = new TextEncoder().encode(
    [request.method, pathname + search, request.headers.get('if-match') ?? '', ''].join('\n'),
  )
  return digestOf(Buffer.concat([head, bytes]))
}

async function answerClaim(
  { claim, keep, giveBack }: ClaimedRequest,
  respond: () => Promise<Response>,
): Promise<Response> {
  if (claim.kind === 'busy') return problemResponse('idempotency_key_busy')
  if (claim.kind === 'answered') {
    const { status, headers, body } = claim.answer
    return new Response(status === 204 ? null : body, { status, headers })
  }
  const response = await respond()
  // Our own failure is no answer to keep: the same request may go better.
  if (response.status >= 500) await giveBack()
  else
    await keep({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.clone().text(),
    })
  return response
}
