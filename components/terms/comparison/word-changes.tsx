import { Fragment } from 'react'
import type { WordChange } from '#lib/domain/terms/comparison/comparison.ts'
import { foldSameWords, type ShownRun } from './fold-same-words.ts'

export type Side = 'old' | 'new'

/**
 * The words of a clause with what is gone struck through and what is new underlined: one text on a narrow
 * screen and on paper, the old beside the new on a wide one. A clause that one side lacks, or that shares
 * next to nothing with what it was, is shown whole.
 */
export function WordChanges({
  changes,
  labels,
}: {
  changes: readonly WordChange[]
  labels: Readonly<Record<Side, string>>
}) {
  const isWhole = changes.every(({ op }) => op !== 'equal')
  if (isWhole) return <WholeTexts changes={changes} labels={labels} />
  const runs = foldSameWords(changes)
  return (
    <div className="compared">
      <div className="compared-side compared-old">
        <p className="compared-label">{labels.old}</p>
        <div className="compared-text">{runs.filter(({ op }) => op !== 'insert').map(shown)}</div>
      </div>
      <div className="compared-side compared-new">
        <p className="compared-label">{labels.new}</p>
        <div className="compared-text">{runs.map(shown)}</div>
      </div>
    </div>
  )
}

/** Every word is new or gone: a line beside the text says so, and the words stay easy to read. */
function WholeTexts({
  changes,
  labels,
}: {
  changes: readonly WordChange[]
  labels: Readonly<Record<Side, string>>
}) {
  return (
    <div className="compared" data-sides={changes.length}>
      {changes.map(({ op, text }) => (
        <div key={op} className="compared-side compared-whole">
          <p className="compared-label">{op === 'delete' ? labels.old : labels.new}</p>
          <div className="compared-text">
            {op === 'delete' ? <del>{text}</del> : <ins>{text}</ins>}
          </div>
        </div>
      ))}
    </div>
  )
}

function shown(run: ShownRun, at: number) {
  switch (run.op) {
    case 'equal':
      return <Fragment key={at}>{run.text}</Fragment>
    case 'delete':
    case 'insert':
      return <Marked key={at} op={run.op} text={run.text} />
    case 'folded':
      return (
        <details key={at} className="compared-fold">
          <summary>
            <span aria-hidden="true">… {run.words} words …</span>
            <span className="sr-only">Show {run.words} words that stayed the same</span>
          </summary>
          {run.text}
        </details>
      )
  }
}

/** The spaces around marked words stay outside the mark, where the eye expects them. */
function Marked({ op, text }: { op: 'delete' | 'insert'; text: string }) {
  const Mark = op === 'delete' ? 'del' : 'ins'
  const words = text.trim()
  if (words === '') return text
  const at = text.indexOf(words)
  return (
    <>
      {text.slice(0, at)}
      <Mark>{words}</Mark>
      {text.slice(at + words.length)}
    </>
  )
}
