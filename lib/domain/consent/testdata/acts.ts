import fc from 'fast-check'
import type { RecordedAct } from '../fold-status.ts'

const ACCOUNT = 'account-1'
export const GROUP = 'group-1'

type What =
  | { kind: 'request' | 'refuse' | 'withdraw' }
  | { kind: 'give'; expiresAt: string | null }
  | { kind: 'members_decide' | 'off'; scopeId: string }

/** One act a day from 2026-01-01 on, in the order given; the last `pending` of them await their position. */
export function history(what: readonly What[], pending = 0): readonly RecordedAct[] {
  return what.map((each, index) => ({
    ...each,
    eventId: `event-${String(index)}`,
    position: index < what.length - pending ? index * 10 : null,
    at: dayOf(index),
  }))
}

/** The instant of the act with this index. */
export function dayOf(index: number): string {
  return new Date(Date.UTC(2026, 0, 1 + index, 9)).toISOString()
}

export const give: What = { kind: 'give', expiresAt: null }
export const refuse: What = { kind: 'refuse' }
export const withdraw: What = { kind: 'withdraw' }
export const request: What = { kind: 'request' }
export const permit: What = { kind: 'members_decide', scopeId: ACCOUNT }
export const turnOff: What = { kind: 'off', scopeId: ACCOUNT }

const anything: fc.Arbitrary<What> = fc.oneof(
  fc.constant(give),
  fc.nat(20).map((day): What => ({ kind: 'give', expiresAt: dayOf(day) })),
  fc.constantFrom(refuse, withdraw, request, permit, turnOff),
  fc.constantFrom<What>(
    { kind: 'off', scopeId: GROUP },
    { kind: 'members_decide', scopeId: GROUP },
  ),
)

export const histories: fc.Arbitrary<readonly RecordedAct[]> = fc
  .tuple(fc.array(anything, { maxLength: 14 }), fc.nat(3))
  .map(([what, pending]) => history(what, pending))
