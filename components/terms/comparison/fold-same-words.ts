import type { WordChange } from '#lib/domain/terms/comparison/comparison.ts'

/** A run of words to show; of a long one that both versions have, the middle is folded. */
export type ShownRun =
  | { readonly op: WordChange['op']; readonly text: string }
  | { readonly op: 'folded'; readonly text: string; readonly words: number }

/** Beside a change stay enough words to see what it is about. The runs joined are all the words. */
export function foldSameWords(changes: readonly WordChange[]): readonly ShownRun[] {
  return changes.flatMap((change, at): readonly ShownRun[] => {
    const { op, text } = change
    if (op !== 'equal' || changes.length === 1 || text.length < foldedFrom) return [change]
    const head = at === 0 ? 0 : breakAfter(text, besideChange)
    const tail = at === changes.length - 1 ? text.length : breakBefore(text, besideChange)
    if (tail - head < foldedFrom / 2) return [change]
    const middle = text.slice(head, tail)
    const words = middle.split(/\s+/).filter((word) => word !== '').length
    const runs: ShownRun[] = [
      { op, text: text.slice(0, head) },
      { op: 'folded', text: middle, words },
      { op, text: text.slice(tail) },
    ]
    return runs.filter((run) => run.text !== '')
  })
}

// In characters: two to three lines are folded, one stays.
const foldedFrom = 240
const besideChange = 80

function breakAfter(text: string, at: number): number {
  const space = text.indexOf(' ', at)
  return space === -1 ? text.length : space + 1
}

function breakBefore(text: string, length: number): number {
  return text.lastIndexOf(' ', text.length - length) + 1
}
