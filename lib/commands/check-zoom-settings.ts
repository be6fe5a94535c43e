import { zoomDrift, type ZoomDrift, type ZoomPermitted } from '@assent/decision/zoom'
import type { CommandLine } from '#lib/domain/account/principal.ts'
import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import type { ZoomFailure, ZoomSettings } from '#lib/delivery/fetch-zoom-settings.ts'
import { findAccountByReference } from '#lib/store/accounts.ts'
import { loadAccountConsents } from '#lib/store/consents.ts'
import { keepSettingsReport } from '#lib/store/settings-reports.ts'
import type { Context } from './context.ts'

/** `failure`: nothing could be compared. `patches`: the bodies that would bring Zoom in line. */
export type ZoomCheck = {
  readonly account: string
  readonly failure: ZoomFailure | null
  readonly drifts: readonly ZoomDrift[]
  /** Whether it says anything that the last report did not. */
  readonly isNews: boolean
  readonly patches: { readonly settings: object | null; readonly lockSettings: object | null }
}

/**
 * Compares what `read` reads of an account's settings at Zoom with what it permits, and keeps the report for the
 * operator's page in place of the last. Nothing is changed at Zoom.
 */
export async function checkZoomSettings(
  _principal: CommandLine,
  input: {
    /** By its short name, or the platform's own id. */
    readonly account: string
    readonly read: () => Promise<ZoomSettings | ZoomFailure>
    readonly language: string
  },
  { database, now, digestOf }: Context,
): Promise<Result<ZoomCheck, 'account_unknown'>> {
  const account = await findAccountByReference(database, input.account)
  if (account === null) return fail('account_unknown')
  const answer = await input.read()
  const failure = typeof answer === 'string' ? answer : null
  const moment = { at: now(), before: null, language: input.language, digestOf }
  const { cells } = await loadAccountConsents(database, account.id, moment)
  const { settings, lockSettings } =
    typeof answer === 'string' ? { settings: {}, lockSettings: {} } : answer
  const report = zoomDrift(permittedIn(cells), settings, lockSettings)
  const drifts = failure === null ? report.drifts : []
  const kept = { accountId: account.id, platform: 'zoom', at: now(), failure, drifts }
  const isNews = await keepSettingsReport(database, kept)
  const patches =
    failure === null
      ? { settings: report.settings, lockSettings: report.lockSettings }
      : { settings: null, lockSettings: null }
  return ok({ account: account.slug, failure, drifts, isNews, patches })
}

/** A feature that the catalogue does not have is permitted nowhere. */
function permittedIn(cells: readonly AccountCell[]): ZoomPermitted {
  const isPermitted = (purpose: string) =>
    cells.some(
      ({ question, permission, ceilings }) =>
        question.purpose === purpose &&
        permission === 'members_decide' &&
        ceilings.every((ceiling) => ceiling === 'open'),
    )
  return {
    summary: isPermitted('meeting_summary'),
    questions: isPermitted('meeting_questions'),
    smartRecording: isPermitted('smart_recording'),
  }
}
