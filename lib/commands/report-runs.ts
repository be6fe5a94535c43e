import type { Principal } from '#lib/domain/account/principal.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { appendObservedRuns } from '#lib/store/observed-runs.ts'
import { loadObservation } from '#lib/store/policies.ts'
import type { Context } from './context.ts'

/** What a platform did in a meeting while decisions are only watched. */
export type ReportedRun = {
  readonly meeting: string
  readonly roster: number
  readonly purpose: string
  readonly participant: string
  readonly didRun: boolean
}

export type RunOutcome = {
  readonly decision: 'permit' | 'deny'
  readonly reason: string | null
  readonly wouldHaveStopped: boolean
}

type Decision = { readonly isPermitted: boolean; readonly reason: string | null }

/**
 * Puts beside what a platform did what the decision was at that moment. `ask` asks the decision point about
 * these runs, in their order. Nothing comes of it but the report.
 */
export async function reportRuns(
  principal: Principal,
  runs: readonly ReportedRun[],
  ask: (runs: readonly ReportedRun[]) => Promise<readonly Decision[]>,
  context: Context,
): Promise<Result<readonly RunOutcome[], 'forbidden' | 'not_observed'>> {
  if (principal.kind !== 'account_client' || !principal.scopes.includes('decide'))
    return fail('forbidden')
  const { accountId, subjectId: apiKeyId } = principal
  const { until } = await loadObservation(context.database, accountId)
  const at = context.now()
  if (until === null || until <= at) return fail('not_observed')
  const decisions = await ask(runs)
  const rows = runs.map(({ meeting, purpose, didRun }, place) => {
    const decision = decisions[place] ?? { isPermitted: false, reason: 'NOT_UNDERSTOOD' }
    return { id: context.newId(), accountId, apiKeyId, at, meeting, purpose, didRun, ...decision }
  })
  await appendObservedRuns(context.database, rows)
  return ok(
    rows.map(({ didRun, isPermitted, reason }) => ({
      decision: isPermitted ? 'permit' : 'deny',
      reason,
      wouldHaveStopped: didRun && !isPermitted,
    })),
  )
}
