import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import {
  currentPerson,
  memberPrincipal,
  operatorPrincipal,
  type Person,
} from '#lib/auth/principal.ts'
import { appContext, type AppContext } from '#lib/context.ts'
import { findAccountClient } from '#lib/auth/account-client.ts'
import { findApiClient } from '#lib/auth/api-client.ts'
import type { ApiScope } from '#lib/domain/account/api-key.ts'
import { MemberErased } from '#lib/domain/account/erasure.ts'
import type {
  AccountClient,
  ApiClient,
  MemberPrincipal,
  OperatorPrincipal,
} from '#lib/domain/account/principal.ts'
import { log } from '#lib/log.ts'
import { parseIfMatch } from './etag.ts'
import { faultOf } from './fault.ts'
import type { ProblemCode, RefusalCode } from './problem-code.ts'
import { HttpProblem, problemResponse, type FieldError } from './problem.ts'
import { BODY_MAX_BYTES, readInput, type BodySpec } from './read-input.ts'
import { respondToClient } from './respond-to-client.ts'
import { isSameOrigin } from './same-origin.ts'

/**
 * Who may call: a stranger too, someone signed in, a member of the account in the URL, the operator's staff,
 * or a platform's software by a key with that scope: of which account it may speak is for the command, or, of
 * `account-client`, is the one in the URL, by the platform's own id for it or its short name.
 */
export type Callers = {
  readonly [Scope in ApiScope as `client:${Scope}`]: ApiClient
} & {
  readonly [Scope in ApiScope as `account-client:${Scope}`]: AccountClient
} & {
  readonly anyone: null
  readonly person: Person
  readonly member: MemberPrincipal
  readonly operator: OperatorPrincipal
}

export type RouteSpec<Params, Input> = {
  /** What is asked of a request before anything else of it is looked at. @throws HttpProblem */
  readonly before?: (request: Request) => void
  /** The parts of the URL that vary. What does not fit is a 404. */
  readonly params?: z.ZodType<Params>
  readonly body?: BodySpec<Input>
  /** What an Idempotency-Key that stands for another request is called, where a specification names it. */
  readonly keyReused?: ProblemCode
}

export type Call<Caller, Params, Input> = {
  readonly request: Request
  readonly principal: Caller
  readonly params: Params
  readonly input: Input
  /** The basis that the caller's page rested on, from If-Match; null without one. */
  readonly expected: string | null
  readonly context: AppContext
}

/** A command's no, as it came. `problems` are sentences about what was sent. */
export type Refusal = {
  readonly ok: false
  readonly code: RefusalCode
  readonly problems?: readonly string[]
  readonly recorded?: string | null
}

/** Next.js hands no params to a route whose URL has no part that varies. */
export type RouteHandler = (
  request: Request,
  route: { readonly params: Promise<Record<string, string> | undefined> },
) => Promise<Response>

/**
 * A route handler: it checks where the request comes from, who sends it and what was sent, in this
 * order, and leaves to `act` one command or query. A refusal that `act` answers becomes a problem
 * document (RFC 9457), and so does whatever is thrown, which is logged without a word of its input.
 */
export function handle<Who extends keyof Callers, Params = unknown, Input = undefined>(
  who: Who,
  spec: RouteSpec<Params, Input>,
  act: (call: Call<Callers[Who], Params, Input>) => Promise<Response | Refusal>,
): RouteHandler {
  return (request, route) =>
    answering(request, async () => {
      const segments = (await route.params) ?? {}
      spec.before?.(request)
      const principal = await admit(request, who, segments['account'] ?? '')
      const context = await appContext()
      const respond = async (request: Request) => {
        const call = await receive(request, { principal, segments, context }, spec)
        const answer = await act(call)
        return answer instanceof Response ? answer : refuse(answer, call.expected)
      }
      if (!isSoftware(principal)) return respond(request)
      const { keyReused = 'idempotency_key_reused' } = spec
      const limits = { maxBytes: spec.body?.maxBytes ?? BODY_MAX_BYTES, keyReused }
      return respondToClient(principal, request, limits, context, (request) =>
        answering(request, () => respond(request)),
      )
    })
}

/** Whatever is thrown becomes a problem document. */
async function answering(request: Request, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof HttpProblem) return problemResponse(error.code, error.details)
    // Their sessions went with them.
    if (error instanceof MemberErased) return problemResponse('not_signed_in')
    const requestId = randomUUID()
    log.error({ requestId, method: request.method, ...faultOf(error) }, 'request failed')
    return problemResponse('internal', { requestId })
  }
}

async function admit<Who extends keyof Callers>(
  request: Request,
  who: Who,
  account: string,
): Promise<Callers[Who]> {
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (!isRead && !isSameOrigin(request)) throw new HttpProblem('cross_origin')
  return callers[who](request, account)
}

function isSoftware(principal: unknown): principal is ApiClient | AccountClient {
  if (typeof principal !== 'object' || principal === null || !('kind' in principal)) return false
  return principal.kind === 'api_client' || principal.kind === 'account_client'
}

async function receive<Caller, Params, Input>(
  request: Request,
  {
    principal,
    segments,
    context,
  }: {
    readonly principal: Caller
    readonly segments: Record<string, string>
    readonly context: AppContext
  },
  { params, body }: RouteSpec<Params, Input>,
): Promise<Call<Caller, Params, Input>> {
  return {
    request,
    principal,
    // Without a schema the type of either is the one that says nothing: unknown, undefined.
    params: parseParams(segments, params) as Params,
    input: (body === undefined ? undefined : await readInput(request, body)) as Input,
    expected: expectedBy(request),
    context,
  }
}

/** Each answers the caller. @throws HttpProblem */
const callers: {
  readonly [Who in keyof Callers]: (request: Request, account: string) => Promise<Callers[Who]>
} = {
  anyone: () => Promise.resolve(null),
  person: async (request) => (await currentPerson(request)) ?? turnAway('not_signed_in', request),
  member: async (request, account) =>
    (await memberPrincipal(account, request)) ?? turnAway('not_found', request),
  operator: async (request) => (await operatorPrincipal(request)) ?? turnAway('forbidden', request),
  'client:decide': (request) => clientWith('decide', request),
  'client:meetings': (request) => clientWith('meetings', request),
  'client:accounts': (request) => clientWith('accounts', request),
  'client:answers': (request) => clientWith('answers', request),
  'account-client:decide': (request, account) => accountClientWith('decide', request, account),
  'account-client:meetings': (request, account) => accountClientWith('meetings', request, account),
  'account-client:accounts': (request, account) => accountClientWith('accounts', request, account),
  'account-client:answers': (request, account) => accountClientWith('answers', request, account),
}

/** An account that a key is not for is none to it. */
async function accountClientWith(
  scope: ApiScope,
  request: Request,
  account: string,
): Promise<AccountClient> {
  const { database } = await appContext()
  const client = await findAccountClient(await clientWith(scope, request), account, database)
  if (client === null) throw new HttpProblem('not_found')
  return client
}

async function clientWith(scope: ApiScope, request: Request): Promise<ApiClient> {
  const { database } = await appContext()
  const client = await findApiClient(request, database)
  if (client === null) throw new HttpProblem('api_key_required')
  if (!client.scopes.includes(scope)) throw new HttpProblem('scope_missing')
  return client
}

async function turnAway(code: ProblemCode, request: Request): Promise<never> {
  throw new HttpProblem((await currentPerson(request)) === null ? 'not_signed_in' : code)
}

function parseParams<Params>(segments: object, schema: z.ZodType<Params> | undefined) {
  const parsed = schema?.safeParse(segments)
  if (parsed?.success === false) throw new HttpProblem('not_found')
  return parsed?.data
}

function expectedBy(request: Request): string | null {
  const match = parseIfMatch(request.headers.get('if-match'))
  if (match.kind === 'malformed') throw new HttpProblem('if_match_malformed')
  return match.kind === 'basis' ? match.basis : null
}

/** A page that never said what it rested on is asked to (RFC 6585, section 3); an outdated one has failed. */
function refuse({ code, problems, recorded }: Refusal, expected: string | null): Response {
  const isUnsaid = code === 'stale_page' && expected === null
  return problemResponse(isUnsaid ? 'if_match_required' : code, {
    ...(problems === undefined ? {} : { errors: problems.map(withoutField) }),
    ...(recorded === undefined ? {} : { recorded }),
  })
}

function withoutField(message: string): FieldError {
  return { field: '', message }
}
