import { TextField } from '#components/ui/text-field.tsx'
import type { Mapping } from '#lib/domain/terms/mapping.ts'
import { aboutLines, isMapped, type DeskCatalogue, type DeskClause } from './mapping-words.ts'

export type Shown = 'all' | 'mapped' | 'unmapped'

export type ClauseQuestion = { readonly text: string; readonly shown: Shown }

/** Which clauses are on the desk: those with some words, and those with or without a purpose. */
export function ClauseFilter({
  question,
  counts,
  onAsk,
}: {
  question: ClauseQuestion
  counts: Readonly<Record<Shown, number>>
  onAsk: (question: ClauseQuestion) => void
}) {
  return (
    <div className="grid gap-x-10 gap-y-4 sm:grid-cols-[minmax(0,20rem)_auto] sm:items-end sm:justify-start">
      <TextField
        name="words"
        type="search"
        label="Find a clause"
        hint="By its number, title, words or purpose."
        autoComplete="off"
        value={question.text}
        onChange={(event) => {
          onAsk({ ...question, text: event.currentTarget.value })
        }}
      />
      <fieldset className="min-h-11">
        <legend className="sr-only">Which clauses are shown</legend>
        <div className="flex min-h-11 flex-wrap items-center gap-x-6 gap-y-2">
          {choices.map(({ shown, label }) => (
            <label key={shown} className="flex min-h-8 items-center gap-x-2">
              <input
                type="radio"
                name="shown"
                value={shown}
                checked={question.shown === shown}
                onChange={() => {
                  onAsk({ ...question, shown })
                }}
              />
              {label} ({counts[shown]})
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  )
}

const choices = [
  { shown: 'all', label: 'All' },
  { shown: 'mapped', label: 'Mapped' },
  { shown: 'unmapped', label: 'Not mapped' },
] as const satisfies readonly { readonly shown: Shown; readonly label: string }[]

/** The ids of the clauses that answer, by the mapping of that moment: a clause that is worked on stays in sight. */
export function clausesFor(
  { text, shown }: ClauseQuestion,
  clauses: readonly DeskClause[],
  mapping: Mapping,
  catalogue: DeskCatalogue,
): ReadonlySet<string> {
  const wanted = text.toLowerCase().split(/\s+/)
  const found = clauses.filter((clause) => {
    if (shown !== 'all' && isMapped(mapping, clause) !== (shown === 'mapped')) return false
    const { number, title } = clause
    const words = [number, title, clause.text, ...aboutLines(mapping, clause, catalogue)]
      .join('\n')
      .toLowerCase()
    return wanted.every((word) => words.includes(word))
  })
  return new Set(found.map(({ id }) => id))
}

export function clauseCounts(clauses: readonly DeskClause[], mapping: Mapping) {
  const mapped = clauses.filter((clause) => isMapped(mapping, clause)).length
  return { all: clauses.length, mapped, unmapped: clauses.length - mapped }
}
