import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { createApiKey } from '#lib/commands/create-api-key.ts'
import { recordEvaluations } from '#lib/commands/record-evaluations.ts'
import { RateLimiter } from '#lib/http/rate-limit.ts'
import { Audit } from '#bin/decision-point/audit.ts'
import { Metrics } from '#bin/decision-point/metrics.ts'
import { KeyRing } from '#lib/auth/key-ring.ts'
import { listDecisionKeys } from '#lib/queries/decision-keys.ts'
import { followRecord } from '#bin/decision-point/follow-record.ts'
import type { KeptState } from '#bin/decision-point/kept-state.ts'
import { LiveState } from '#bin/decision-point/live-state.ts'
import type { DecisionPoint } from '#bin/decision-point/decision-point.ts'
import { decisionServer } from '#bin/decision-point/server.ts'
import type { ApiScope } from '#lib/domain/account/api-key.ts'
import { must, type World } from './world.ts'

export type TestPoint = Awaited<ReturnType<typeof openDecisionPoint>>

/** A decision point of a test's own over the world's database, current when it is handed out. It has to be closed before the database is. */
export async function openDecisionPoint(
  world: World,
  more: Partial<DecisionPoint> = {},
  /** Where it reads, if that is not the world's database itself. */
  database = world.database,
  kept: KeptState | null = null,
) {
  const context = { ...world.context, database }
  const live = new LiveState(30_000)
  const keys = new KeyRing()
  const stopping = new AbortController()
  const readKeys = async () => keys.replace(await listDecisionKeys(context))
  const following = followRecord({ live, context, readKeys, kept, stopping: stopping.signal })
  const now = () => context.now().getTime()
  const audit = new Audit(1, (rows) => recordEvaluations(world.context, rows))
  const metrics = new Metrics()
  metrics.watch(live, audit, now)
  const point: DecisionPoint = {
    live,
    keys,
    now,
    audit,
    metrics,
    limiter: new RateLimiter(1_000_000, 60),
    url: 'http://decide.test',
    portalUrl: 'http://portal.test',
    loopbackOnly: false,
    bindingKey: new Uint8Array(32),
    ...more,
  }
  const server = createServer(decisionServer(point)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const close = async () => {
    stopping.abort()
    server.closeAllConnections()
    server.close()
    await following
    await audit.flush()
  }
  const testPoint = { ...point, url, close, ...asking(world, url) }
  await until(() => live.isCurrent(point.now()))
  return testPoint
}

/** Waits for what is about to be; the test's own time limit ends what never is. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(2)
}

function asking({ commandLine, context }: World, url: string) {
  const newKey = async (
    scopes: readonly ApiScope[] = ['decide'],
    accountSlug: string | null = null,
  ) => {
    const made = must(
      await createApiKey(commandLine, { name: 'Test', accountSlug, scopes }, context),
    )
    await until(
      async () => (await fetch(`${url}/v1/nothing`, { headers: bearer(made.key) })).status !== 401,
    )
    return made
  }
  const post = (path: string, key: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { ...bearer(key), 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return {
    newKey,
    post,
    /** AuthZEN's answer to one question. */
    evaluate: async (key: string, body: unknown) => {
      const answer = await post('/access/v1/evaluation', key, body)
      return (await answer.json()) as { decision: boolean; context: Record<string, unknown> }
    },
  }
}

export function bearer(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` }
}
