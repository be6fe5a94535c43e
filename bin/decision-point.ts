import { createServer, type Server } from 'node:http'
import { KeyRing } from '#lib/auth/key-ring.ts'
import { openToRead } from '#lib/context.ts'
import { env } from '#lib/env.ts'
import { listDecisionKeys } from '#lib/queries/decision-keys.ts'
import { followRecord } from './decision-point/follow-record.ts'
import { LiveState } from './decision-point/live-state.ts'
import { decisionServer } from './decision-point/server.ts'
import { listen, stopServing } from './portal/listen.ts'
import { runProgram } from './program.ts'

/** Whoever is slower than that is cut off, in milliseconds. */
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 65_000 }

await runProgram(async () => {
  const settings = env()
  const { demonstration } = settings
  const { port, url, featureMs } = settings.decisionPoint
  const { context, close } = await openToRead(settings)
  const live = new LiveState(featureMs)
  const keys = new KeyRing()
  const stopping = new AbortController()
  const readKeys = async () => keys.replace(await listDecisionKeys(context))
  const following = followRecord({ live, context, readKeys, stopping: stopping.signal })
  const now = () => context.now().getTime()
  const serve = decisionServer({ live, keys, now, url, loopbackOnly: demonstration })
  const servers: Server[] = await listen(() => createServer(PATIENCE, serve), port, {
    loopbackOnly: demonstration,
    other: 'DECISION_PORT=4400',
  })
  console.log(
    `The decision point answers at ${url}; features are answered for ${String(featureMs / 1000)} s without the database.`,
  )
  return async () => {
    stopping.abort()
    for (const server of servers) server.closeAllConnections()
    await stopServing(servers)
    await following
    await close()
  }
})
