import type { Answer } from '@assent/decision'
import { paths } from '#lib/paths.ts'
import type { DecisionPoint } from './decision-point.ts'
import type { Evaluation } from './evaluation.ts'

/** What a person can still say; whoever said no is not asked again by us. */
const OWN_TO_SAY = new Set<string>([
  'MEMBER_UNDECIDED',
  'MEMBER_NOT_ANSWERED',
  'MEMBER_REVOKED',
  'CONSENT_EXPIRED',
  'CONSENT_STALE',
])

/**
 * The portal's page on which what is lacking can be said: the person's own, or the account's where it has not
 * permitted the purpose. Null where something else stands in the way, which no asking moves.
 */
export function whereToAsk(
  { live, portalUrl }: Pick<DecisionPoint, 'live' | 'portalUrl'>,
  { resource }: Evaluation,
  { decision, reasons, purpose }: Answer,
): string | null {
  const isAccounts = reasons.some(({ code }) => code === 'ACCOUNT_UNSET')
  const isAll = reasons.every(({ code }) => code === 'ACCOUNT_UNSET' || OWN_TO_SAY.has(code))
  const kind = live.snapshot.purposes.get(purpose)?.kind
  if (decision === 'permit' || !isAll || kind === undefined) return null
  const slug = live.slugs.get(accountOf(live.snapshot, resource) ?? '')
  return slug === undefined ? null : `${portalUrl}${pageOf(slug, kind, isAccounts)}`
}

function accountOf(
  snapshot: DecisionPoint['live']['snapshot'],
  { type, id, properties }: Evaluation['resource'],
): string | null {
  const named = type === 'account' ? id : properties['account']
  const host = typeof named === 'string' ? named : null
  const meeting = type === 'meeting' ? snapshot.meetingOf(id, host) : null
  return snapshot.accountOf(meeting?.account ?? host ?? '')?.id ?? null
}

function pageOf(slug: string, kind: 'feature' | 'sharing', isAccounts: boolean): string {
  if (kind === 'feature') return isAccounts ? paths.featurePermissions(slug) : paths.features(slug)
  return isAccounts ? paths.sharingPermissions(slug) : paths.sharing(slug)
}
