import type { StatementKind } from '@assent/receipt'
import type { PermissionAct } from '#lib/domain/consent/account-consents.ts'
import type { TermsAnswer } from '#lib/domain/ledger/act.ts'
import {
  governingTerms,
  inForceFrom,
  type Platform,
  type PublishedTerms,
} from '#lib/domain/platform/platform.ts'

/** Whether what one line of a receipt says is still so. */
export type Standing = {
  readonly state: StandingState
  /** From when on it is so no more; null while it is. */
  readonly since: Date | null
  /** What kind of document records that; null where time alone did it, and while it is so. */
  readonly by: StatementKind | null
}

/**
 * `withdrawn`: a yes that its person took back. `superseded`: answered again. `revoked`: ended by what an
 * account permits, or by the operator. `expired`: run out. `stale`: what it rests on has widened.
 */
export type StandingState =
  'in_force' | 'withdrawn' | 'superseded' | 'revoked' | 'expired' | 'stale'

export const IN_FORCE: Standing = { state: 'in_force', since: null, by: null }

/** One answer of an account to one version of terms. */
export type TermsAnswered = {
  readonly eventId: string
  readonly termsVersionId: string
  readonly answer: TermsAnswer
  readonly until: Date | null
  readonly at: Date
}

/**
 * An answer to terms stands until the same account answers the same version again, or another version of
 * the document governs; one that was put off ends on its day. `answers` are the account's, in the order of
 * the record.
 */
export function acceptanceStanding(
  own: TermsAnswered,
  answers: readonly TermsAnswered[],
  platform: Platform,
  at: Date,
): Standing {
  const place = answers.findIndex(({ eventId }) => eventId === own.eventId)
  const again = answers
    .slice(place + 1)
    .find(({ termsVersionId }) => termsVersionId === own.termsVersionId)
  const ends: Standing[] = []
  if (again !== undefined)
    ends.push({ state: 'superseded', since: again.at, by: 'AcceptanceDocument' })
  if (own.until !== null && own.until <= at)
    ends.push({ state: 'expired', since: own.until, by: null })
  const successor = successorOf(own, platform, at)
  if (successor !== null)
    ends.push({ state: 'superseded', since: inForceFrom(successor), by: 'PublicationRecord' })
  return earliest(ends)
}

/** What an account permits stands until it is set otherwise, or the operator ends the use. `acts` as above. */
export function permissionStanding(
  own: PermissionAct,
  acts: readonly PermissionAct[],
  { endings }: Pick<Platform, 'endings'>,
): Standing {
  const later = acts.find(
    (act) =>
      act.position > own.position &&
      act.subjectId === own.subjectId &&
      act.purpose === own.purpose &&
      act.category === own.category,
  )
  const ending = endings.find(({ purpose }) => purpose === own.purpose)
  return earliest([
    ...(later === undefined
      ? []
      : [{ state: 'superseded', since: later.at, by: 'PermissionDocument' } as const]),
    // What is off already is not ended.
    ...(ending === undefined || own.kind === 'off' || ending.at < own.at
      ? []
      : [{ state: 'revoked', since: ending.at, by: 'EndingRecord' } as const]),
  ])
}

/** The first version to govern after the one that was answered; null where that one still does, or never did. */
function successorOf(own: TermsAnswered, platform: Platform, at: Date): PublishedTerms | null {
  const answered = platform.terms.find(({ id }) => id === own.termsVersionId)
  if (answered === undefined || answered.archival || inForceFrom(answered) > at) return null
  const isSame = ({ documentSlug }: PublishedTerms) => documentSlug === answered.documentSlug
  if (governingTerms(platform, at).find(isSame)?.id === answered.id) return null
  const later = platform.terms
    .filter((terms) => isSame(terms) && !terms.archival && terms.id !== answered.id)
    .filter((terms) => inForceFrom(terms) <= at && inForceFrom(terms) >= inForceFrom(answered))
  return later.toSorted((a, b) => inForceFrom(a).getTime() - inForceFrom(b).getTime())[0] ?? null
}

function earliest(ends: readonly Standing[]): Standing {
  const inOrder = ends.toSorted((a, b) => (a.since?.getTime() ?? 0) - (b.since?.getTime() ?? 0))
  return inOrder[0] ?? IN_FORCE
}
