import type { Verdict } from '#lib/domain/terms/comparison/comparison.ts'
import type { HistoryStep } from '#lib/queries/terms-history.ts'

export type VerdictWords = {
  /** Heads a group of clauses. */
  readonly title: string
  /** Of one clause, after its name. */
  readonly state: string
  /** Behind a count, of one and of several. */
  readonly counted: readonly [one: string, several: string]
}

/** In the order in which a reader needs them: first what reaches further, last what says the same. */
export const verdictOrder = [
  ...(['widened', 'narrowed', 'rewritten', 'added', 'removed'] as const),
  ...(['cross-reference', 'moved', 'formatting', 'unchanged'] as const),
] as const satisfies readonly Verdict[]

export const verdictWords: Readonly<Record<Verdict, VerdictWords>> = {
  widened: {
    title: 'Gives the platform more',
    state: 'gives the platform more.',
    counted: ['gives the platform more', 'give the platform more'],
  },
  narrowed: {
    title: 'Gives the platform less',
    state: 'gives the platform less.',
    counted: ['gives the platform less', 'give the platform less'],
  },
  rewritten: {
    title: 'In other words',
    state: 'says it in other words.',
    counted: ['says it in other words', 'say it in other words'],
  },
  added: { title: 'New', state: 'is new.', counted: ['is new', 'are new'] },
  removed: { title: 'Gone', state: 'is gone.', counted: ['is gone', 'are gone'] },
  'cross-reference': {
    title: 'Refers to other numbers',
    state: 'refers to other numbers.',
    counted: ['refers to other numbers', 'refer to other numbers'],
  },
  moved: { title: 'Moved', state: 'moved, and says the same.', counted: ['moved', 'moved'] },
  formatting: {
    title: 'Looks different, says the same',
    state: 'looks different, and says the same.',
    counted: ['only looks different', 'only look different'],
  },
  unchanged: {
    title: 'Says the same',
    state: 'says the same.',
    counted: ['says the same', 'say the same'],
  },
}

/** "3 give the platform more" */
export function countWords(verdict: Verdict, count: number): string {
  const [one, several] = verdictWords[verdict].counted
  return `${count} ${count === 1 ? one : several}`
}

/** What a version changed, in one sentence or two. */
export function stepSentence({ from, replaced, counts, isConfirmed }: HistoryStep): string {
  const told = verdictOrder.filter((verdict) => counts[verdict] > 0)
  if (replaced) return `A new contract: it replaced version ${from} as a whole.`
  if (told.every((verdict) => verdict === 'unchanged')) return `It says what version ${from} said.`
  const counted = told.map((verdict) => countWords(verdict, counts[verdict])).join(', ')
  const isProposal = !isConfirmed && counts.widened + counts.narrowed > 0
  return `Of its clauses, compared with version ${from}: ${counted}.${isProposal ? ' A machine’s proposal.' : ''}`
}
