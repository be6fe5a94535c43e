import { fail, ok, type Result } from '#lib/domain/result.ts'
import {
  keyEnd,
  keyState,
  wholeSecond,
  type KeyEventKind,
  type KeyUse,
  type RecordedKey,
} from './signing-record.ts'

/**
 * How long every program may take to learn of a new key, its clock's error included. No receipt key ends
 * sooner after its successor came, so no statement is ever signed by one that has ended.
 */
export const TAKING_UP_MS = 60_000

/** The next event of a key. */
export type PlannedKeyEvent = {
  readonly kind: KeyEventKind
  /** 1, 2, 3 … of the key: of two programs that act at once, one wins. */
  readonly seq: number
  readonly until: Date | null
}

type PlannedEnd = PlannedKeyEvent & { readonly until: Date }

/**
 * The key that a new one follows, and how it ends. Statements are signed by programs that have to hear of
 * it; checkpoints by whoever reads what is recorded before each.
 */
export function planRotation(
  keys: readonly RecordedKey[],
  use: KeyUse,
  overlapMs: number,
  now: Date,
): { readonly follows: RecordedKey; readonly seq: number; readonly ends: PlannedEnd } {
  const follows = keys.findLast((key) => key.use === use)
  if (follows === undefined) throw new Error(`table signing_key holds no ${use} key`)
  const least = use === 'receipt' ? TAKING_UP_MS : 0
  const until = wholeSecond(new Date(now.getTime() + Math.max(overlapMs, least)))
  return { follows, seq: follows.seq + 1, ends: { kind: 'retired', seq: nextSeq(follows), until } }
}

type Refusal = 'key_unknown' | 'key_active' | 'key_ended' | 'key_just_followed'

/** A key ends early: retired, for what it signed stays good; or revoked, where it may be in other hands. */
export function planEnd(
  keys: readonly RecordedKey[],
  keyId: string,
  kind: 'retired' | 'revoked',
  now: Date,
): Result<{ readonly key: RecordedKey; readonly ends: PlannedEnd }, Refusal> {
  const key = keys.find(({ id }) => id === keyId)
  if (key === undefined) return fail('key_unknown')
  const state = keyState(key, now)
  if (state === 'active') return fail('key_active')
  if (state === 'revoked' || state === kind) return fail('key_ended')
  const successor = keys.find(({ use, seq }) => use === key.use && seq === key.seq + 1)
  const since = now.getTime() - (successor?.createdAt.getTime() ?? 0)
  if (since < TAKING_UP_MS) return fail('key_just_followed')
  const until = earlier(keyEnd(key), wholeSecond(now))
  return ok({ key, ends: { kind, seq: nextSeq(key), until } })
}

/** The first is that it was added, also where that is not on record yet. */
function nextSeq({ events }: RecordedKey): number {
  return Math.max(events.length, 1) + 1
}

function earlier(end: Date | null, now: Date): Date {
  return end !== null && end < now ? end : now
}
