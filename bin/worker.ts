import { setTimeout as delay } from 'node:timers/promises'
import { activateTerms } from '#lib/commands/activate-terms.ts'
import { expireEvaluations } from '#lib/commands/expire-evaluations.ts'
import { expireEvidence } from '#lib/commands/expire-evidence.ts'
import { expireSignIns } from '#lib/commands/expire-sign-ins.ts'
import { publishLedger } from '#lib/commands/publish-ledger.ts'
import { beatPulse } from '#lib/commands/beat-pulse.ts'
import { BATCH_MAX, sequenceEntries } from '#lib/commands/sequence-entries.ts'
import { appContext, closeContext, type AppContext } from '#lib/context.ts'
import { env } from '#lib/env.ts'
import { faultOf } from '#lib/http/fault.ts'
import { isKeyOver } from '#lib/ledger/sign-head.ts'
import { log } from '#lib/log.ts'
import { runProgram } from './program.ts'
import { compareAtZoom } from './worker/compare-at-zoom.ts'
import { exportUntilNoneIsDue } from './worker/export-until-none-is-due.ts'
import { cosignUntil } from './worker/cosign-until.ts'

const IDLE_MS = 200
const BACKOFF_MAX_MS = 10_000
const EXPIRE_MS = 10 * 60_000
const ACTIVATE_MS = 1_000
const PUBLISH_MS = 1_000
/** A part of the second within which a replica's reader has to know how old it is. */
const PULSE_MS = 200
const EXPORT_MS = 10_000
const ZOOM_MS = 60 * 60_000

await runProgram(async () => {
  const context = await appContext()
  for (const warning of context.warnings) console.error(warning)
  const { zoomApi } = env()
  const stopping = new AbortController()
  const repeated = (everyMs: number, what: string, work: () => Promise<unknown>) =>
    repeatUntil(stopping.signal, { everyMs, what, work })
  const jobs = [
    sequenceUntil(stopping.signal, context),
    // Asked for anew, so that what is recorded is signed by the key of that moment.
    repeated(ACTIVATE_MS, 'recording what took force', async () =>
      activateTerms(await appContext()),
    ),
    repeated(EXPIRE_MS, 'removing expired sign-ins', () => expireSignIns(context)),
    repeated(EXPIRE_MS, 'erasing expired evidence', () => expireEvidence(context)),
    repeated(EXPIRE_MS, 'removing old answers of the decision point', () =>
      expireEvaluations(context, env().decisionPoint.auditDays),
    ),
    repeated(PULSE_MS, 'telling replicas the time', () => beatPulse(context)),
    cosignUntil(stopping.signal, context),
    repeated(PUBLISH_MS, 'publishing the ledger', () => publishLedger(context)),
    ...(zoomApi === null
      ? []
      : [
          repeated(ZOOM_MS, 'comparing settings at Zoom', () =>
            compareAtZoom(zoomApi, context, sayOfZoom),
          ),
        ]),
    repeated(EXPORT_MS, 'making scheduled exports', () => exportUntilNoneIsDue(stopping.signal)),
  ]
  return async () => {
    stopping.abort()
    await Promise.all(jobs)
    await closeContext()
  }
})

function sayOfZoom(report: { readonly account: string; readonly settings: readonly string[] }) {
  if (report.settings.length === 0) log.info(report, 'settings at Zoom are as the account permits')
  else log.warn(report, 'settings at Zoom are not as the account permits')
}

/**
 * Gives acts their places in the ledger as they come. A batch that fails leaves what is stored as it was
 * (sequence-entries.ts), so the loop goes on: a database that is away for a while is asked less and less
 * often, and the log has one line for each way in which it fails and one when it is back.
 */
async function sequenceUntil(stopping: AbortSignal, context: AppContext): Promise<void> {
  const trouble = { failures: 0, last: '' }
  let batchMax = BATCH_MAX
  while (!stopping.aborted) {
    try {
      const { sequenced } = await sequenceEntries(context, batchMax)
      batchMax = BATCH_MAX
      if (trouble.failures > 0) log.info('sequencing goes on')
      Object.assign(trouble, { failures: 0, last: '' })
      if (sequenced < BATCH_MAX) await pause(IDLE_MS, stopping)
    } catch (error) {
      const { at, ...fault } = faultOf(error)
      trouble.failures += 1
      if (isKeyOver(error)) batchMax = Number.MAX_SAFE_INTEGER
      if (trouble.last !== JSON.stringify(fault)) log.error({ ...fault, at }, 'sequencing failed')
      trouble.last = JSON.stringify(fault)
      await pause(Math.min(IDLE_MS * 2 ** trouble.failures, BACKOFF_MAX_MS), stopping)
    }
  }
}

/** What fails here is tried at the next turn: nobody waits for it. The log has one line for each way it fails. */
async function repeatUntil(
  stopping: AbortSignal,
  { everyMs, what, work }: { everyMs: number; what: string; work: () => Promise<unknown> },
): Promise<void> {
  let last = ''
  while (!stopping.aborted) {
    try {
      await work()
      last = ''
    } catch (error) {
      const { at, ...fault } = faultOf(error)
      if (last !== JSON.stringify(fault)) log.error({ ...fault, at }, `${what} failed`)
      last = JSON.stringify(fault)
    }
    await pause(everyMs, stopping)
  }
}

async function pause(milliseconds: number, stopping: AbortSignal): Promise<void> {
  await delay(milliseconds, null, { signal: stopping }).catch(() => undefined)
}
