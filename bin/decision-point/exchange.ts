import type { IncomingMessage, ServerResponse } from 'node:http'
import { faultOf } from '#lib/http/fault.ts'
import { log } from '#lib/log.ts'
import type { Caller } from './caller.ts'
import { RequestFault } from './evaluation.ts'
import type { Metrics } from './metrics.ts'
import { BODY_MAX, isJson, parseJson, readBody } from './read-body.ts'

const JSON_TYPE = 'application/json'

/**
 * One request and what is said to it. Its headers are gathered and sent in one piece: node:http takes several
 * times as long for what is set one by one.
 */
export class Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Without what stands behind its question mark. */
  readonly path: string
  readonly #metrics: Metrics
  readonly #began = performance.now()
  /** Names and values by turns. */
  readonly #headers: string[] = []

  constructor(request: IncomingMessage, response: ServerResponse, metrics: Metrics) {
    const { url = '' } = request
    const end = url.indexOf('?')
    this.request = request
    this.response = response
    this.path = end < 0 ? url : url.slice(0, end)
    this.#metrics = metrics
  }

  get searchParams(): URLSearchParams {
    return new URL(this.request.url ?? '', 'http://host').searchParams
  }

  /** A header that goes with whatever is answered. */
  also(name: string, value: string): void {
    this.#headers.push(name, value)
  }

  /** Sends a whole answer. `encoding` is `latin1` for a text of ASCII alone, which is written faster. */
  reply(
    status: number,
    text: string,
    type = JSON_TYPE,
    encoding: 'utf8' | 'latin1' = 'utf8',
  ): void {
    this.also('content-type', type)
    this.also('content-length', String(Buffer.byteLength(text, encoding)))
    this.also('cache-control', 'no-store')
    this.begin(status)
    this.response.end(text, encoding)
    this.#metrics.answered(performance.now() - this.#began)
  }

  /** Answers with JSON that has nothing but ASCII in it. */
  answer(json: string): void {
    this.reply(200, json, JSON_TYPE, 'latin1')
  }

  /** Sends what has no body. */
  replyEmpty(status: number): void {
    this.begin(status)
    this.response.end()
  }

  /** Sends the head of an answer, whose body follows piece by piece. */
  begin(status: number): void {
    this.response.writeHead(status, this.#headers)
    this.#metrics.responded(status)
  }

  /**
   * Says no, in the form of the interface that was asked: AuthZEN, section 10, has a message, which is a
   * JSON string here; OFREP has `errorDetails`; everything else is a problem as of RFC 9457.
   */
  refuse(status: number, message: string, more: Readonly<Record<string, string>> = {}): void {
    if (this.path.startsWith('/access/')) this.reply(status, JSON.stringify(message))
    else if (this.path.startsWith('/ofrep/'))
      this.reply(status, JSON.stringify({ ...more, errorDetails: message }))
    else {
      const problem = { type: 'about:blank', status, detail: message }
      this.reply(status, JSON.stringify(problem), 'application/problem+json')
    }
  }

  /** A request that is wrong is told so; where we fail, the log keeps why, and nothing is permitted. */
  fail(error: unknown): void {
    const { response } = this
    if (error instanceof RequestFault && !response.headersSent) {
      this.refuse(400, error.message, error.details)
      return
    }
    log.error(faultOf(error), 'a request failed')
    if (response.headersSent) response.destroy()
    else this.refuse(500, 'the decision point failed; nothing is permitted')
  }

  /** Hands over the JSON of the request. What `answer` throws is answered too. */
  withJson(answer: (json: unknown) => void | Promise<void>): void {
    const { request } = this
    if (!isJson(request)) {
      request.resume()
      this.refuse(400, 'Content-Type must be application/json', PARSE_ERROR)
      return
    }
    readBody(request, (body) => {
      if ('problem' in body) {
        this.also('connection', 'close')
        this.refuse(413, `the body has more than ${String(BODY_MAX)} bytes`, PARSE_ERROR)
        return
      }
      const json = parseJson(body.text)
      if (json === undefined) {
        this.refuse(400, 'the body is not JSON', PARSE_ERROR)
        return
      }
      try {
        const answering = answer(json)
        if (answering instanceof Promise)
          answering.catch((error: unknown) => {
            this.fail(error)
          })
      } catch (error) {
        this.fail(error)
      }
    })
  }
}

const PARSE_ERROR = { errorCode: 'PARSE_ERROR' }

/** An exchange with somebody who may ask. */
export type Asking = Caller & { readonly exchange: Exchange }
