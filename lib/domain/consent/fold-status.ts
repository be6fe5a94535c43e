import { isAtOrBefore, type Instant } from './instant.ts'
import { nextStatus, type ConsentStatus, type StatusAct } from './status.ts'

/** Where an act stands. `position` is its ledger index, null as long as it awaits its place. */
export type Evidence = {
  readonly eventId: string
  readonly position: number | null
  readonly at: Instant
}

/** One act that bears on one member's answer about one purpose and category. */
export type RecordedAct = Evidence &
  (
    | { readonly kind: 'request' }
    | { readonly kind: 'refuse' | 'withdraw' }
    /** `expiresAt` follows from the notice that was shown; null never runs out. */
    | { readonly kind: 'give'; readonly expiresAt: Instant | null }
    /**
     * `scopeId` is the subject that permits: the account or one of the member's groups. Joining a
     * group that has turned the purpose off is that group's `off`, leaving it its `members_decide`.
     */
    | { readonly kind: 'members_decide' | 'off'; readonly scopeId: string }
  )

/** What the person last said themselves, whatever became of it. */
export type Answer = Evidence & {
  readonly kind: 'give' | 'refuse' | 'withdraw'
  readonly expiresAt: Instant | null
}

/** A status and what it rests on. */
export type StatusView = {
  readonly status: ConsentStatus
  /** The act that brought the status; null while nothing has happened. For `expired` the yes that ran out. */
  readonly since: Evidence | null
  readonly answer: Answer | null
  /** The last request, answered or not. */
  readonly asked: Evidence | null
}

/** Which state is asked for: all that happened up to `position` (null: everything so far), seen at `at`. */
export type AsOf = { readonly position: number | null; readonly at: Instant }

/**
 * Folds a member's acts on one purpose and category into the status as of a position. The acts come
 * in the order of their positions, those that await one last, in the order in which they were
 * committed; another order is a broken read and throws. An act that awaits its position is part of
 * the present and of no past position.
 */
export function foldStatus(acts: readonly RecordedAct[], asOf: AsOf): StatusView {
  assertOrdered(acts)
  const { position } = asOf
  const seen =
    position === null
      ? acts
      : acts.filter((act) => act.position !== null && act.position <= position)
  const last = seen.reduce(apply, NOTHING_SAID)
  return viewOf(expireBy(last, asOf.at))
}

/**
 * The view once it is known whether what the yes rests on has widened since (basis.ts). Someone who
 * was asked after their yes, and has not answered, is `requested`: their answer is needed again and
 * they have been told so.
 */
export function withStaleness(view: StatusView, isStale: boolean): StatusView {
  if (!isStale || view.status !== 'given') return view
  const stale = { ...view, status: nextStatus(view.status, 'go_stale') }
  if (!view.asked || !view.answer || !isAfter(view.asked, view.answer)) return stale
  return { ...stale, status: nextStatus(stale.status, 'request'), since: view.asked }
}

type Folding = StatusView & { readonly locks: ReadonlySet<string> }

const NOTHING_SAID: Folding = {
  status: 'undecided',
  since: null,
  answer: null,
  asked: null,
  locks: new Set(),
}

function apply(before: Folding, act: RecordedAct): Folding {
  const state = expireBy(before, act.at)
  const evidence = { eventId: act.eventId, position: act.position, at: act.at }
  switch (act.kind) {
    case 'request':
      return { ...step(state, 'request', evidence), asked: evidence }
    case 'give':
    case 'refuse':
    case 'withdraw':
      return answered(state, act, evidence)
    case 'off':
      return {
        ...step(state, 'off', evidence),
        locks: new Set([...state.locks, act.scopeId]),
      }
    case 'members_decide':
      return {
        ...step(state, 'members_decide', evidence),
        locks: new Set([...state.locks].filter((scopeId) => scopeId !== act.scopeId)),
      }
  }
}

function answered(
  state: Folding,
  act: Extract<RecordedAct, { kind: Answer['kind'] }>,
  evidence: Evidence,
): Folding {
  const answer = {
    ...evidence,
    kind: act.kind,
    expiresAt: act.kind === 'give' ? act.expiresAt : null,
  }
  const said = { ...step(state, act.kind, evidence), answer }
  // A yes that reaches the ledger behind an `off` met a closed door: it must not come alive when the door opens.
  const metLock = act.kind === 'give' && state.locks.size > 0
  return metLock ? step(said, 'off', evidence) : said
}

/** A new yes is new evidence even where the status stays `given`; anything else that changes nothing keeps the old. */
function step(state: Folding, act: StatusAct, evidence: Evidence): Folding {
  const status = nextStatus(state.status, act)
  const isNews = status !== state.status || act === 'give'
  return isNews ? { ...state, status, since: evidence } : state
}

function expireBy(state: Folding, at: Instant): Folding {
  const expiresAt = state.answer?.expiresAt ?? null
  if (state.status !== 'given' || expiresAt === null || !isAtOrBefore(expiresAt, at)) return state
  return { ...state, status: nextStatus(state.status, 'expire') }
}

function viewOf({ status, since, answer, asked }: Folding): StatusView {
  return { status, since, answer, asked }
}

/** What awaits its position comes after what has one. */
function isAfter(later: Evidence, earlier: Evidence): boolean {
  if (later.position === null && earlier.position === null) {
    return !isAtOrBefore(later.at, earlier.at)
  }
  return orderOf(later) > orderOf(earlier)
}

function orderOf({ position }: Evidence): number {
  return position ?? Number.POSITIVE_INFINITY
}

function assertOrdered(acts: readonly RecordedAct[]): void {
  acts.reduce((before, act) => {
    const order = orderOf(act)
    if (order < before) throw new Error(`act ${act.eventId} is out of order`)
    return order
  }, -1)
}
