'use client'

import { useDeferredValue, useState, type KeyboardEvent } from 'react'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ClauseFilter, clauseCounts, clausesFor, type ClauseQuestion } from './clause-filter.tsx'
import { ClauseMapping } from './clause-mapping.tsx'
import type { DeskCatalogue, DeskClause } from './mapping-words.ts'
import type { MappingDraft } from './use-mapping-draft.ts'

const everything: ClauseQuestion = { text: '', shown: 'all' }

/** One version's mapping, clause by clause, for two hundred of them: found by words, walked by arrow keys. */
export function MappingDesk({
  clauses,
  catalogue,
  draft,
}: {
  clauses: readonly DeskClause[]
  catalogue: DeskCatalogue
  draft: MappingDraft
}) {
  const { value: mapping, unsaved, change } = draft
  const [question, setQuestion] = useState(everything)
  const [found, setFound] = useState<ReadonlySet<string> | null>(null)
  const shown = useDeferredValue(found)
  const inSight = clauses.filter(({ id }) => shown?.has(id) ?? true)

  function ask(next: ClauseQuestion) {
    setQuestion(next)
    setFound(clausesFor(next, clauses, mapping, catalogue))
  }

  return (
    <div className="grid gap-5">
      <ClauseFilter question={question} counts={clauseCounts(clauses, mapping)} onAsk={ask} />
      <p role="status" className="text-sm text-soft">
        {inSight.length === clauses.length
          ? `All ${String(clauses.length)} clauses. `
          : `${String(inSight.length)} of ${String(clauses.length)} clauses. `}
        <span className="max-sm:hidden">Arrow keys go from clause to clause, Enter opens one.</span>
      </p>
      {inSight.length === 0 ? (
        <EmptyState title="No clause fits.">
          <p>Try fewer words, or show all clauses.</p>
        </EmptyState>
      ) : (
        <ol
          className="border-t-[1.5px] border-ink [&_:is(summary,input,select,button)]:scroll-mb-32"
          onKeyDown={walk}
        >
          {inSight.map((clause) => (
            <ClauseMapping
              key={clause.id}
              clause={clause}
              catalogue={catalogue}
              mapping={mapping}
              isUnsaved={unsaved.includes(clause)}
              onChange={change}
            />
          ))}
        </ol>
      )}
    </div>
  )
}

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
}

/** From one clause's line to another; within an opened clause the keys are what they are everywhere. */
function walk(event: KeyboardEvent<HTMLOListElement>): void {
  const step = steps[event.key]
  if (step === undefined || !(event.target instanceof HTMLElement)) return
  const lines = [
    ...event.currentTarget.querySelectorAll<HTMLElement>(':scope > li > details > summary'),
  ]
  const at = lines.indexOf(event.target)
  if (at === -1) return
  event.preventDefault()
  lines[step(at, lines.length - 1)]?.focus()
}
