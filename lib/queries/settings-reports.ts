import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { driftSentence, FAILURES } from '#lib/domain/platform/drift-sentences.ts'
import { loadSettingsReports } from '#lib/store/settings-reports.ts'
import type { QueryContext } from './context.ts'

/** How settings at a meeting platform compared last with what an account permits, in sentences. */
export type SettingsReportView = {
  readonly id: string
  readonly account: string
  readonly at: Date
  /** Why nothing could be compared; null where it was. */
  readonly failure: string | null
  readonly drifts: readonly { readonly path: string; readonly sentence: string }[]
}

/** For the operator; null for anyone else. */
export async function listSettingsReports(
  principal: Principal,
  { database }: QueryContext,
): Promise<readonly SettingsReportView[] | null> {
  if (!mayOperate(principal)) return null
  const reports = await loadSettingsReports(database)
  return reports.map(({ accountId, platform, at, failure, drifts, accountName }) => ({
    id: `${accountId} ${platform}`,
    account: accountName,
    at,
    failure: failure === null ? null : (FAILURES[failure] ?? failure),
    drifts: drifts.map((drift) => ({
      path: `${drift.tree} ${drift.path}`,
      sentence: driftSentence(drift),
    })),
  }))
}
