import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DecisionKey } from '#lib/auth/key-ring.ts'
import { faultOf } from '#lib/http/fault.ts'
import { log } from '#lib/log.ts'
import { RequestFault } from './evaluation.ts'
import { BODY_MAX, isJson, parseJson, readBody, reply } from './reply.ts'

/** One request, and whose it is. */
export type Exchange = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly key: DecisionKey
  /** Without what stands behind its question mark. */
  readonly path: string
}

/**
 * Says no to a request, in the form of the interface that it is for: AuthZEN, section 10, has a message,
 * which is a JSON string here; OFREP has `errorDetails`; everything else is a problem as of RFC 9457.
 */
export function refuse(
  { response, path }: Pick<Exchange, 'response' | 'path'>,
  status: number,
  message: string,
  more: Readonly<Record<string, string>> = {},
): void {
  if (path.startsWith('/access/')) reply(response, status, JSON.stringify(message))
  else if (path.startsWith('/ofrep/'))
    reply(response, status, JSON.stringify({ ...more, errorDetails: message }))
  else {
    const problem = { type: 'about:blank', status, detail: message }
    reply(response, status, JSON.stringify(problem), 'application/problem+json')
  }
}

/** Hands over the JSON of a request. What `answer` throws is answered too. */
export function withJson(
  exchange: Exchange,
  answer: (json: unknown) => void | Promise<void>,
): void {
  const { request, response } = exchange
  if (!isJson(request)) {
    request.resume()
    refuse(exchange, 400, 'Content-Type must be application/json', PARSE_ERROR)
    return
  }
  readBody(request, (body) => {
    if ('problem' in body) {
      response.setHeader('connection', 'close')
      refuse(exchange, 413, `the body has more than ${String(BODY_MAX)} bytes`, PARSE_ERROR)
      return
    }
    const json = parseJson(body.text)
    if (json === undefined) {
      refuse(exchange, 400, 'the body is not JSON', PARSE_ERROR)
      return
    }
    try {
      const answering = answer(json)
      if (answering instanceof Promise) answering.catch(failing(exchange))
    } catch (error) {
      fail(exchange, error)
    }
  })
}

const PARSE_ERROR = { errorCode: 'PARSE_ERROR' }

export function failing(exchange: Exchange): (error: unknown) => void {
  return (error) => {
    fail(exchange, error)
  }
}

/** A request that is wrong is told so; where we fail, the log keeps why, and nothing is permitted. */
export function fail(exchange: Pick<Exchange, 'response' | 'path'>, error: unknown): void {
  const { response } = exchange
  if (error instanceof RequestFault && !response.headersSent) {
    refuse(exchange, 400, error.message, error.details)
    return
  }
  log.error(faultOf(error), 'a request failed')
  if (response.headersSent) response.destroy()
  else refuse(exchange, 500, 'the decision point failed; nothing is permitted')
}
