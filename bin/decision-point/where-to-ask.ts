import { evaluate, type Answer, type MemberQuestion } from '@assent/decision'
import { mintBindingToken, questionDigest } from '#lib/auth/binding-token.ts'
import type { DecisionKey } from '#lib/auth/key-ring.ts'
import { apiPaths, paths } from '#lib/paths.ts'
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

/** `context.access_request` of AuthZEN's draft profile of access requests. */
export type WhereToAsk = {
  readonly endpoint: string
  /** Milliseconds. */
  readonly expiresAt: number
  readonly bindingToken: string
  /** The portal's page: the person's own, or the account's where it has not permitted the purpose. */
  readonly formUrl: string
}

type Point = Pick<DecisionPoint, 'live' | 'portalUrl' | 'url' | 'bindingKey'>
type Denied = { readonly asked: Evaluation; readonly answer: Answer; readonly id: string }

/**
 * Where the answer of the subject can be asked for, if it is what is lacking: their own, or first their account's.
 * Null where something else stands in the way, which no asking moves, and where they have answered.
 */
export function whereToAsk(
  point: Point,
  key: Pick<DecisionKey, 'accountId'>,
  { asked, answer, id }: Denied,
): WhereToAsk | null {
  if (!canBeAsked(answer)) return null
  const found = findMember(point.live, asked)
  if (found === null || (key.accountId !== null && key.accountId !== found.accountId)) return null
  if (!isTheirsToSay(point.live, asked, found, answer)) return null
  const { snapshot, slugs } = point.live
  const { evaluatedAt, purpose, reasons } = answer
  const slug = slugs.get(found.accountId)
  const kind = snapshot.purposes.get(purpose)?.kind
  const digest = digestOf(asked)
  if (slug === undefined || kind === undefined || digest === null) return null
  const expiresAt = evaluatedAt + REQUEST_MS
  const { accountId, subjectId, category } = found
  const bound = {
    ...{ evaluationId: id, digest, keyAccountId: key.accountId, accountId, subjectId },
    ...{ purpose, category, evaluatedAt, expiresAt },
  }
  const parties = { issuer: point.url, audience: point.portalUrl }
  const isAccounts = reasons.some(({ code }) => code === 'ACCOUNT_UNSET')
  return {
    endpoint: `${point.portalUrl}${apiPaths.accessRequests()}`,
    expiresAt,
    bindingToken: mintBindingToken(bound, parties, point.bindingKey),
    formUrl: `${point.portalUrl}${pageOf(slug, kind, isAccounts)}`,
  }
}

/** Long enough to hand a request in, and to show a page. */
const REQUEST_MS = 10 * 60_000

function canBeAsked({ decision, reasons }: Answer): boolean {
  return (
    decision === 'deny' &&
    reasons.every(({ code }) => code === 'ACCOUNT_UNSET' || OWN_TO_SAY.has(code))
  )
}

type Found = {
  readonly accountId: string
  readonly subjectId: string
  /** Null for a feature. */
  readonly category: string | null
}

/** The subject as a member of an account; null for a guest, and for whoever is not known. */
function findMember({ snapshot }: DecisionPoint['live'], asked: Evaluation): Found | null {
  const { subject, resource } = asked
  if (subject.type !== 'user') return null
  const account = accountIn(snapshot, asked)
  const row = account === null ? null : snapshot.members.find(account.number, subject.id)
  const { category = null } = resource.properties
  if (account === null || row === null) return null
  if (category !== null && typeof category !== 'string') return null
  return { accountId: account.id, subjectId: snapshot.members.factsOf(row).id, category }
}

/** The subject's where it is said, or whose meeting or item it is. */
function accountIn(
  snapshot: DecisionPoint['live']['snapshot'],
  { subject, resource: { type, id, properties } }: Evaluation,
) {
  if (type === 'account') return snapshot.accountOf(id)
  const stated = subject.properties['account'] ?? properties['account']
  const named = typeof stated === 'string' ? stated : null
  const meeting = type === 'meeting' ? snapshot.meetingOf(id, named) : null
  return snapshot.accountOf(meeting?.account ?? named ?? '')
}

/** Of a meeting or an item others may be all that is lacking: then asking the subject moves nothing. */
function isTheirsToSay(
  { snapshot }: DecisionPoint['live'],
  { resource }: Evaluation,
  { accountId, subjectId, category }: Found,
  { evaluatedAt, purpose }: Answer,
): boolean {
  if (snapshot.questionAt(purpose, category) === null) return false
  if (resource.type === 'account') return true
  const question = { account: accountId, member: subjectId, purpose, category }
  const own: MemberQuestion = { kind: 'member', ...question }
  return canBeAsked(evaluate(snapshot, own, evaluatedAt))
}

/** Null for what has no canonical form. */
function digestOf(asked: Evaluation): string | null {
  try {
    return questionDigest(asked)
  } catch {
    return null
  }
}

function pageOf(slug: string, kind: 'feature' | 'sharing', isAccounts: boolean): string {
  if (kind === 'feature') return isAccounts ? paths.featurePermissions(slug) : paths.features(slug)
  return isAccounts ? paths.sharingPermissions(slug) : paths.sharing(slug)
}
