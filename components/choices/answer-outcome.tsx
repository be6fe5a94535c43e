'use client'

import { ActOutcome, type ProblemWords } from '#components/api/act-outcome.tsx'
import type { Problem } from '#components/api/send.ts'
import { useAnswering } from './answering.tsx'
import { changesSince } from './page-basis.ts'

/** What came of the answer that was given here. Where the text changed meanwhile it says what did. */
export function AnswerOutcome({ answerKey }: { answerKey: string }) {
  const { basis, before } = useAnswering()
  return (
    <ActOutcome
      actKey={answerKey}
      words={(problem) => staleWords(problem, changesSince(before, basis))}
    />
  )
}

/** What happened, what changed, and what was recorded all the same; null for any other problem. */
export function staleWords(problem: Problem, changes: readonly string[]): ProblemWords | null {
  if (problem.code !== 'stale_page') return null
  return {
    title: 'The text changed while this page was open',
    lines: [
      'Your answer was not recorded: read the new text on this page and answer again.',
      ...changes,
      ...(problem.recorded == null ? [] : ['What you said no to is recorded.']),
    ],
  }
}
