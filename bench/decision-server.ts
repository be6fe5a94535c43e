import { createHash } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { loadState, Snapshot } from '@assent/decision'
import { KeyRing } from '#lib/auth/key-ring.ts'
import { formatApiKey } from '#lib/domain/account/api-key.ts'
import { RateLimiter } from '#lib/http/rate-limit.ts'
import { Audit } from '#bin/decision-point/audit.ts'
import { LiveState } from '#bin/decision-point/live-state.ts'
import { Metrics } from '#bin/decision-point/metrics.ts'
import { decisionServer } from '#bin/decision-point/server.ts'
import { worldLines } from './decision-world.ts'

// A server in a process of its own, for decide-over-http.ts: the decision point as it is, over a state of so
// many members, or the least that node:http can do with the same request and the same answer.

const [kind, size = '0'] = process.argv.slice(2)
const secret = 'x'.repeat(43)
const key = formatApiKey({ id: '00000000-0000-7000-8000-000000000000', secret })

const server = createServer(kind === 'ours' ? await ours(Number(size)) : bare())
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port, key })
})
process.on('disconnect', () => process.exit())

async function ours(members: number): Promise<RequestListener> {
  const live = new LiveState(30_000)
  live.snapshot = new Snapshot()
  await loadState(live.snapshot, Readable.from(worldLines(members)), () => nextTurn())
  const hear = () => live.heard(Date.now())
  hear()
  setInterval(hear, 100)
  const keys = new KeyRing()
  const secretDigest = createHash('sha256').update(key).digest('hex')
  const id = '00000000-0000-7000-8000-000000000000'
  keys.replace([{ id, accountId: null, scopes: ['decide'], secretDigest }])
  const audit = new Audit(0.01, () => Promise.resolve())
  const metrics = new Metrics()
  metrics.watch(live, audit, Date.now)
  const limiter = new RateLimiter(1_000_000_000, 60)
  const [url, portalUrl] = ['http://decide.test', 'http://portal.test']
  const bindingKey = new Uint8Array(32)
  const more = { now: Date.now, url, portalUrl, bindingKey, loopbackOnly: false }
  return decisionServer({ live, keys, audit, metrics, limiter, ...more })
}

/** Takes in the body, parses it, and sends the same bytes as the first request says that ours answered with. */
function bare(): RequestListener {
  let answer: Answered = { head: [], body: '' }
  return (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString())
      if (request.url === '/answer') answer = body as Answered
      response.writeHead(200, answer.head)
      response.end(answer.body)
    })
  }
}

/** Names and values of headers by turns. */
type Answered = { readonly head: string[]; readonly body: string }
