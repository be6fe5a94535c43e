import type { Problem } from './send.ts'

/** One thing that is wrong; without a field it is about all of what was sent. */
export type ProblemSentence = { readonly field?: string; readonly message: string }

/** A refusal as an error summary takes it. Kept in state: each new list takes the focus. */
export function sentencesIn({ errors, detail }: Problem): readonly ProblemSentence[] {
  if (errors === undefined || errors.length === 0) return [{ message: detail }]
  return errors.map(({ field, message }) => (field === '' ? { message } : { field, message }))
}
