import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { isReady } from '#lib/context.ts'
import { faultOf } from '#lib/http/fault.ts'
import { isLoopbackHost } from '#lib/http/loopback-host.ts'
import type { ProblemCode } from '#lib/http/problem-code.ts'
import { problemDocument } from '#lib/http/problem.ts'
import { log } from '#lib/log.ts'

type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * What every request meets first: in the demonstration the question under which name it came, and the
 * two addresses by which a supervisor or a balancer looks after the portal. The rest is the pages'.
 */
export function frontDoor(
  pages: Pages,
  rules: { readonly loopbackOnly: boolean },
): RequestListener {
  return (request, response) => {
    if (rules.loopbackOnly && !isLoopbackHost(request.headers.host)) {
      sendProblem(response, 'host_unknown')
    } else if (request.url === '/healthz') {
      sendText(response, 200, 'alive')
    } else if (request.url === '/readyz') {
      void isReady().then((ready) =>
        sendText(response, ready ? 200 : 503, ready ? 'ready' : 'the database does not answer'),
      )
    } else {
      pages(request, response).catch((error: unknown) => {
        log.error({ method: request.method, ...faultOf(error) }, 'request failed')
        if (response.headersSent) response.destroy()
        else sendProblem(response, 'internal')
      })
    }
  }
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' })
  response.end(`${text}\n`)
}

function sendProblem(response: ServerResponse, code: ProblemCode): void {
  const document = problemDocument(code)
  // The connection may have been opened under the wrong name for more than this one request.
  response.writeHead(document.status, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    connection: 'close',
  })
  response.end(JSON.stringify(document))
}
