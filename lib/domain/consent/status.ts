import type { ConsentStatus } from '@assent/decision'

export type { ConsentStatus } from '@assent/decision'

/**
 * Whatever can change a status. `give`, `refuse` and `withdraw` are the person's own; `request` asks
 * them; `members_decide` and `off` are what an account or group permits; `expire` and `go_stale` are
 * nobody's act but follow from time and from what the answer rests on. Accepting terms is not among
 * them: it is a third thing.
 */
export type StatusAct = (typeof STATUS_ACTS)[number]

export const STATUS_ACTS = [
  'request',
  'give',
  'refuse',
  'withdraw',
  'members_decide',
  'off',
  'expire',
  'go_stale',
] as const

/**
 * The one place where a status changes. Total: every act has an outcome in every status, because a
 * no must never be turned away by what else happened first.
 *
 * - Only `give` leads to `given`.
 * - A no stays a no until the person gives; being asked again does not reopen it.
 * - `off` ends a yes (`revoked`), one that had gone stale or run out too, so that nothing given
 *   before it ever counts again; `members_decide` revives nothing. It also closes an open request.
 */
export function nextStatus(status: ConsentStatus, act: StatusAct): ConsentStatus {
  return TRANSITIONS[status][act]
}

const TRANSITIONS: Readonly<Record<ConsentStatus, Readonly<Record<StatusAct, ConsentStatus>>>> = {
  undecided: {
    request: 'requested',
    give: 'given',
    refuse: 'refused',
    withdraw: 'refused',
    members_decide: 'undecided',
    off: 'undecided',
    expire: 'undecided',
    go_stale: 'undecided',
  },
  requested: {
    request: 'requested',
    give: 'given',
    refuse: 'refused',
    withdraw: 'refused',
    members_decide: 'requested',
    off: 'undecided',
    expire: 'requested',
    go_stale: 'requested',
  },
  given: {
    request: 'given',
    give: 'given',
    refuse: 'withdrawn',
    withdraw: 'withdrawn',
    members_decide: 'given',
    off: 'revoked',
    expire: 'expired',
    go_stale: 'stale',
  },
  refused: {
    request: 'refused',
    give: 'given',
    refuse: 'refused',
    withdraw: 'refused',
    members_decide: 'refused',
    off: 'refused',
    expire: 'refused',
    go_stale: 'refused',
  },
  withdrawn: {
    request: 'withdrawn',
    give: 'given',
    refuse: 'withdrawn',
    withdraw: 'withdrawn',
    members_decide: 'withdrawn',
    off: 'withdrawn',
    expire: 'withdrawn',
    go_stale: 'withdrawn',
  },
  revoked: {
    request: 'requested',
    give: 'given',
    refuse: 'refused',
    withdraw: 'withdrawn',
    members_decide: 'revoked',
    off: 'revoked',
    expire: 'revoked',
    go_stale: 'revoked',
  },
  expired: {
    request: 'requested',
    give: 'given',
    refuse: 'refused',
    withdraw: 'withdrawn',
    members_decide: 'expired',
    off: 'revoked',
    expire: 'expired',
    go_stale: 'expired',
  },
  stale: {
    request: 'requested',
    give: 'given',
    refuse: 'withdrawn',
    withdraw: 'withdrawn',
    members_decide: 'stale',
    off: 'revoked',
    expire: 'expired',
    go_stale: 'stale',
  },
}
