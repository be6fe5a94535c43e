import { z } from 'zod'
import type { EventKind } from '#lib/domain/ledger/act.ts'
import { eventKindWords } from '#lib/domain/record/act-sentence.ts'

/** What the address of a record page asks for. What it cannot mean is left out, and said where it was typed. */
export type RecordPageWish = {
  readonly kind: EventKind | null
  readonly kinds: readonly EventKind[] | null
  /** Only acts below this position. */
  readonly before: number | null
  readonly at: Date | null
  /** The as-of time as a datetime-local field takes it, in UTC; as it was typed where it is none. */
  readonly asOf: string
  readonly asOfProblem: string | null
}

/** The kinds of act one can filter by, in plain words. */
export const recordKinds = Object.entries(eventKindWords).map(([value, label]) => ({
  value,
  label,
}))

type Query = Readonly<Record<string, string | string[] | undefined>>

export function recordWish(query: Query, now: Date): RecordPageWish {
  const kind = kindOf.safeParse(query['kind']).data ?? null
  const typed = z.string().catch('').parse(query['asOf']).trim()
  const at = typed === '' ? null : instantOf(typed)
  const asOfProblem = typed === '' ? null : problemWith(at, now)
  return {
    kind,
    kinds: kind === null ? null : [kind],
    before: position.safeParse(query['before']).data ?? null,
    at: asOfProblem === null ? at : null,
    asOf: at === null ? typed : fieldValueOf(at),
    asOfProblem,
  }
}

const kindOf = z.enum(Object.keys(eventKindWords) as [EventKind, ...EventKind[]])
const position = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)

/** A browser's datetime-local value has no zone: it is read as UTC, as its label says. */
function instantOf(text: string): Date | null {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)) return null
  const at = new Date(/Z$|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`)
  return Number.isNaN(at.getTime()) ? null : at
}

function problemWith(at: Date | null, now: Date): string | null {
  if (at === null) return 'Give a day and a time in UTC, such as 2026-02-03 09:30.'
  return at > now ? 'This has yet to come. Choose a time in the past.' : null
}

/** To the minute, or as much finer as the instant is: an act may lie between two minutes. */
function fieldValueOf(at: Date): string {
  const text = at.toISOString().replace('Z', '')
  return text.replace(/\.000$/, '').replace(/:00$/, '')
}
