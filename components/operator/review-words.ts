import type { ReactNode } from 'react'
import type { Effect, Verdict } from '#lib/domain/terms/comparison/comparison.ts'
import type { Summary } from '#lib/domain/terms/review.ts'

/** A change that a person has to judge, as the desk shows it. */
export type DeskChange = {
  /** Unique among the changes, and fit for an id. */
  readonly key: string
  /** How a review names it. */
  readonly names: { readonly from: string | null; readonly to: string | null }
  readonly name: string
  /** What it was called, where that is another name. */
  readonly before: string | null
  readonly verdict: Verdict
  readonly proposed: Effect | null
  readonly reasons: readonly string[]
  /** What is asked on the strength of its clauses. */
  readonly purposes: readonly string[]
  /** Its words before and after, rendered; null where they are the same. */
  readonly marks: ReactNode
}

/** What a person says of a change: without an effect it gives the platform neither more nor less. */
export type Said = { readonly effect: Effect | null; readonly note: string }

/** A version's review while it is worked on. */
export type ReviewWork = {
  /** By the key of the change; a change that is missing waits. */
  readonly said: Readonly<Record<string, Said>>
  readonly summaries: readonly Summary[]
}

/** From where the operator's people sit: they are the platform. */
export const effectChoices = [
  { effect: 'widens', label: 'gives us more' },
  { effect: 'narrows', label: 'gives us less' },
  { effect: null, label: 'neither' },
] as const satisfies readonly { readonly effect: Effect | null; readonly label: string }[]

export function effectLabel(effect: Effect | null): string {
  return effectChoices.find((choice) => choice.effect === effect)?.label ?? 'neither'
}

/** What became of the clause, before anybody judges it. */
export const happened: Readonly<Record<Verdict, string>> = {
  unchanged: 'It says the same.',
  formatting: 'It looks different, and says the same.',
  'cross-reference': 'It refers to other numbers.',
  moved: 'It moved, and says the same.',
  rewritten: 'It says it in other words.',
  narrowed: 'Its words changed.',
  widened: 'Its words changed.',
  added: 'It is new.',
  removed: 'It is gone.',
}

/** Whoever says something else than was proposed says why. */
export function needsNote({ proposed }: Pick<DeskChange, 'proposed'>, said: Said): boolean {
  return said.effect !== proposed
}

export function noteId({ key }: Pick<DeskChange, 'key'>): string {
  return `note-${key}`
}

export type ShownChanges = 'all' | 'waiting' | 'widens' | 'narrows' | 'neither'

export function isShown(shown: ShownChanges, said: Said | undefined): boolean {
  if (shown === 'all') return true
  if (said === undefined) return shown === 'waiting'
  return shown === (said.effect ?? 'neither')
}
