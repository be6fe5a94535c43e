import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { bindingKey } from '#lib/auth/binding-token.ts'
import { KeyRing } from '#lib/auth/key-ring.ts'
import { openToRead } from '#lib/context.ts'
import { recordEvaluations } from '#lib/commands/record-evaluations.ts'
import { env, type DecisionPointSettings } from '#lib/env.ts'
import { RateLimiter } from '#lib/http/rate-limit.ts'
import { listDecisionKeys } from '#lib/queries/decision-keys.ts'
import { Audit } from './decision-point/audit.ts'
import { followRecord } from './decision-point/follow-record.ts'
import { KeptState } from './decision-point/kept-state.ts'
import { LiveState } from './decision-point/live-state.ts'
import { Metrics } from './decision-point/metrics.ts'
import { programsDigest } from './decision-point/programs-digest.ts'
import { decisionServer } from './decision-point/server.ts'
import { listen, stopServing } from './portal/listen.ts'
import { runProgram } from './program.ts'

/** Whoever is slower than that is cut off, in milliseconds. */
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 65_000 }

await runProgram(async () => {
  const settings = env()
  const { demonstration } = settings
  const { port, url, ...limits } = settings.decisionPoint
  const { context, close } = await openToRead(settings)
  const live = new LiveState(limits.featureMs)
  const keys = new KeyRing()
  const stopping = new AbortController()
  const readKeys = async () => keys.replace(await listDecisionKeys(context))
  const keptPath = join(settings.dataDir, `decision-state-${String(port)}`)
  const kept = new KeptState(keptPath, programsDigest())
  const following = followRecord({ live, context, readKeys, kept, stopping: stopping.signal })
  const now = () => context.now().getTime()
  const audit = new Audit(limits.auditShare, (rows) => recordEvaluations(context, rows))
  const metrics = new Metrics()
  metrics.watch(live, audit, now)
  const limiter = new RateLimiter(limits.requestsPerMinute, 60)
  const loopbackOnly = demonstration
  const portalUrl = settings.publicUrl
  const told = { url, portalUrl, loopbackOnly, bindingKey: bindingKey(settings.authSecret) }
  const point = { live, keys, limiter, metrics, audit, now, ...told }
  const serve = decisionServer(point)
  const servers: Server[] = await listen(() => createServer(PATIENCE, serve), port, {
    loopbackOnly,
    other: 'DECISION_PORT=4400',
  })
  console.log(`The decision point answers at ${url}. ${sayLimits(limits)}`)
  return async () => {
    stopping.abort()
    for (const server of servers) server.closeAllConnections()
    await stopServing(servers)
    await following
    await audit.flush()
    await close()
  }
})

type Limits = Pick<
  DecisionPointSettings,
  'featureMs' | 'requestsPerMinute' | 'auditShare' | 'auditDays'
>

function sayLimits({ featureMs, requestsPerMinute, auditShare, auditDays }: Limits): string {
  const kept =
    auditShare === 0
      ? 'No answer is kept'
      : `${String(auditShare * 100)} % of the answers are kept for ${String(auditDays)} days`
  return (
    `Without the database, features are answered for ${String(featureMs / 1000)} s. ` +
    `A key may ask ${String(requestsPerMinute)} times a minute. ${kept}.`
  )
}
