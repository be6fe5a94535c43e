import type { ConsentStatus } from '@assent/decision'
import type { MemberCell } from './member-consents.ts'

/**
 * The words of Kantara ANCR v1.0 for where one person's authorization stands (Authorization State Object).
 * Ours are finer, and stand beside them: what was refused and what was never asked are both `not_given`.
 */
export type AuthorizationState =
  'not_given' | 'given' | 'altered' | 'restricted' | 'objected' | 'withdrawn' | 'expired'

export type Authorization = {
  readonly state: AuthorizationState
  /** `valid`: a yes that counts. `suspended`: a yes that does not count as things stand. `invalid`: no yes, or none any more. */
  readonly validity: 'valid' | 'invalid' | 'suspended'
  /** Whose act brought it: the person's, another's (the account's or the operator's), or the calendar's. Null while nothing happened. */
  readonly source: 'individual' | 'controller' | 'expiry' | null
  /** Since when it is so. Null while nothing happened, and where only published texts have changed under a yes. */
  readonly since: Date | null
  /** When the yes runs out, where it does. */
  readonly expiresAt: Date | null
  /** Another ground that the account had recorded: then silence is no objection, and a no is one. */
  readonly lawfulBasis: 'consent' | 'other_ground'
}

export function authorizationOf(
  cell: Pick<MemberCell, 'view' | 'decision' | 'ground' | 'question'>,
): Authorization {
  const { view, ground, question } = cell
  const lawfulBasis = question.kind === 'feature' ? ground : 'consent'
  const isCounted = cell.decision.decision === 'permit'
  const expiresAt = view.answer?.expiresAt ?? null
  return {
    ...WORDS[view.status],
    ...(view.status === 'given' && !isCounted ? RULED_OUT : {}),
    ...(lawfulBasis === 'other_ground' && isNo(view.status) ? OBJECTED : {}),
    since: dateOf(view.status === 'expired' ? expiresAt : sinceOf(cell)),
    expiresAt: dateOf(view.status === 'given' ? expiresAt : null),
    lawfulBasis,
  }
}

type Word = Pick<Authorization, 'state' | 'validity' | 'source'>

const WORDS: Readonly<Record<ConsentStatus, Word>> = {
  undecided: { state: 'not_given', validity: 'invalid', source: null },
  requested: { state: 'not_given', validity: 'invalid', source: 'controller' },
  given: { state: 'given', validity: 'valid', source: 'individual' },
  refused: { state: 'not_given', validity: 'invalid', source: 'individual' },
  withdrawn: { state: 'withdrawn', validity: 'invalid', source: 'individual' },
  revoked: { state: 'restricted', validity: 'invalid', source: 'controller' },
  expired: { state: 'expired', validity: 'invalid', source: 'expiry' },
  stale: { state: 'altered', validity: 'suspended', source: 'controller' },
}

/** A yes that stands, and that the terms or the account leave without effect. */
const RULED_OUT: Word = { state: 'restricted', validity: 'suspended', source: 'controller' }

const OBJECTED: Pick<Word, 'state'> = { state: 'objected' }

function isNo(status: ConsentStatus): boolean {
  return status === 'refused' || status === 'withdrawn'
}

/** A yes goes stale by what is published, which is no act about the person. */
function sinceOf({ view }: Pick<MemberCell, 'view'>): string | null {
  return view.status === 'stale' ? null : (view.since?.at ?? null)
}

function dateOf(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant)
}

/** The acts that bear it, in the order of the record: what was said and asked, and what the account had permitted. */
export function bearingActs({ view, permissionAct, asking }: MemberCell): string[] {
  const acts = [permissionAct, asking, view.asked, view.answer, view.since].filter(
    (act) => act !== null,
  )
  const inOrder = acts.toSorted((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity))
  return [...new Set(inOrder.map(({ eventId }) => eventId))]
}
