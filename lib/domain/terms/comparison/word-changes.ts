import type { ClauseWords, Lexicon } from './clause-words.ts'
import type { WordChange } from './comparison.ts'
import { editScript, type Run } from './edit-script.ts'

/** What was deleted and inserted between two clauses, in runs that a person can read. */
export function wordChanges(from: ClauseWords, to: ClauseWords, lexicon: Lexicon): WordChange[] {
  const changes: WordChange[] = []
  const pending = { delete: '', insert: '' }
  const flush = (): void => {
    changes.push(...wholeChange(pending.delete, pending.insert))
    pending.delete = pending.insert = ''
  }
  const push = (op: WordChange['op'], text: string): void => {
    if (op !== 'equal') pending[op] += text
    else if (text !== '') {
      flush()
      const last = changes.at(-1)
      if (last?.op === op) last.text += text
      else changes.push({ op, text })
    }
  }
  for (const run of joinIslands(editScript(from.exact, to.exact), from, lexicon)) {
    if (run.equal) pushEqual(from, to, run, push)
    else {
      push('delete', textOf(from, run.from))
      push('insert', textOf(to, run.to))
    }
  }
  flush()
  return changes
}

/** All of one side for all of the other: where nothing in common is worth showing. */
export function wholeChange(from: string | null, to: string | null): WordChange[] {
  const changes: WordChange[] = [
    { op: 'delete', text: from ?? '' },
    { op: 'insert', text: to ?? '' },
  ]
  return changes.filter(({ text }) => text !== '')
}

/**
 * A word or two that happen to stand between two larger changes only make them harder to read: they are
 * deleted and inserted with them.
 */
function joinIslands(runs: readonly Run[], from: ClauseWords, lexicon: Lexicon): Run[] {
  const joined: Run[] = []
  runs.forEach((run, index) => {
    const last = joined.at(-1)
    const next = runs[index + 1]
    const isIsland =
      run.equal &&
      last !== undefined &&
      next !== undefined &&
      weightOf(run, from, lexicon) * 3 <= Math.min(sizeOf(last), sizeOf(next))
    if (last && !last.equal && (isIsland || !run.equal)) {
      last.from[1] = run.from[1]
      last.to[1] = run.to[1]
    } else joined.push({ equal: run.equal, from: [...run.from], to: [...run.to] })
  })
  return joined
}

function sizeOf({ from, to }: Run): number {
  return Math.max(from[1] - from[0], to[1] - to[0])
}

/** Signs weigh nothing; short words, which stand everywhere, less than long ones. */
function weightOf({ from }: Run, { exact }: ClauseWords, lexicon: Lexicon): number {
  let weight = 0
  for (const number of exact.subarray(from[0], from[1])) {
    const word = lexicon.word(number)
    if (/[\p{L}\p{N}]/u.test(word)) weight += word.length > 4 ? 3 : 1
  }
  return weight
}

/** The space behind a word belongs to it. Where the sides space the same words in other ways, that is a change. */
function pushEqual(
  from: ClauseWords,
  to: ClauseWords,
  run: Run,
  push: (op: WordChange['op'], text: string) => void,
): void {
  const whole = textOf(from, run.from)
  if (whole === textOf(to, run.to)) return push('equal', whole)
  for (let i = 0; i < run.from[1] - run.from[0]; i++) {
    const one = textOf(from, [run.from[0] + i, run.from[0] + i + 1])
    const other = textOf(to, [run.to[0] + i, run.to[0] + i + 1])
    push('equal', one.trimEnd())
    if (one === other) push('equal', one.slice(one.trimEnd().length))
    else {
      push('delete', one.slice(one.trimEnd().length))
      push('insert', other.slice(other.trimEnd().length))
    }
  }
}

function textOf({ text, starts }: ClauseWords, [start, end]: readonly [number, number]): string {
  return text.slice(starts[start] ?? text.length, starts[end] ?? text.length)
}
