'use client'

import { memo, useState } from 'react'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { classNames } from '#components/ui/class-names.ts'
import type { Mapping } from '#lib/domain/terms/mapping.ts'
import { CeilingChooser } from './ceiling-chooser.tsx'
import { Kinds } from './kinds.tsx'
import {
  aboutLines,
  firstWords,
  rowsOf,
  ruleLines,
  type DeskCatalogue,
  type DeskClause,
} from './mapping-words.ts'

type Props = {
  clause: DeskClause
  catalogue: DeskCatalogue
  mapping: Mapping
  isUnsaved: boolean
  onChange: (mapping: Mapping) => void
}

/** In a summary line more kinds of content than these are a number. */
const kindsNamed = 3

/** One clause: what it is about, in its summary line, and the choices once it is opened. */
export function ClauseMapping(props: Props) {
  const { clause, mapping, catalogue, isUnsaved } = props
  const [isOpen, setOpen] = useState(false)
  const lines = [
    ...aboutLines(mapping, clause, catalogue, kindsNamed),
    ...ruleLines(mapping, clause, catalogue, kindsNamed).map(({ line }) => line),
  ]
  const isMapped = lines.length > 0
  return (
    <li className="border-b border-rule">
      <details
        onToggle={(event) => {
          setOpen(event.currentTarget.open)
        }}
      >
        <summary
          className={classNames(
            'grid min-h-11 list-none grid-cols-[3.5rem_minmax(0,1fr)] items-baseline gap-x-3 border-s-4 py-2 ps-3 hover:bg-sunken sm:grid-cols-[4rem_minmax(0,1fr)_minmax(0,1.2fr)] [&::-webkit-details-marker]:hidden',
            isMapped ? 'border-ink' : 'border-transparent',
          )}
        >
          <span className="text-soft tabular-nums">{clause.number ?? '–'}</span>
          <span
            className={classNames(
              'underline decoration-rule-strong decoration-1 underline-offset-[0.2em]',
              clause.level === 1 && 'font-semibold',
            )}
          >
            {clause.title ?? firstWords(clause.text)}
          </span>
          <span className="col-start-2 text-sm text-soft sm:col-start-3">
            {isUnsaved ? <strong className="text-accent">Not saved. </strong> : null}
            {isMapped ? lines.join(' · ') : 'Rests nothing'}
          </span>
        </summary>
        {isOpen ? <ClauseChoices {...props} /> : null}
      </details>
    </li>
  )
}

function ClauseChoices({ clause, catalogue, mapping, onChange }: Props) {
  const { about, others } = rowsOf(mapping, clause)
  const chosen = (key: string) => about.find((row) => row.purposes.includes(key))
  const setPurpose = (key: string, categoryKeys: readonly string[] | null) => {
    const kept = about
      .map((row) => ({ ...row, purposes: row.purposes.filter((each) => each !== key) }))
      .filter((row) => row.purposes.length > 0)
    const added =
      categoryKeys === null
        ? []
        : [{ clause: clause.id, purposes: [key], categories: categoryKeys }]
    onChange({ ...mapping, clauses: [...others.clauses, ...kept, ...added] })
  }
  return (
    <div className="grid gap-x-10 gap-y-6 border-s-4 border-rule bg-sunken p-4 sm:ps-6 lg:grid-cols-2">
      <ClauseText text={clause.text} />
      <div className="grid content-start gap-8">
        <fieldset>
          <legend className="font-semibold">What this clause is about</legend>
          {catalogue.purposes.map(({ key, title, categories: own }) => {
            const row = chosen(key)
            return (
              <div key={key}>
                <Checkbox
                  name={`${clause.id} ${key}`}
                  label={title}
                  checked={row !== undefined}
                  onChange={() => {
                    setPurpose(key, row === undefined ? [] : null)
                  }}
                />
                {row === undefined ? null : (
                  <Kinds
                    name={`${clause.id} ${key}`}
                    categories={catalogue.categories.filter((each) => own.includes(each.key))}
                    chosen={row.categories}
                    onChange={(next) => {
                      setPurpose(key, next)
                    }}
                  />
                )}
              </div>
            )
          })}
        </fieldset>
        <CeilingChooser
          clause={clause}
          catalogue={catalogue}
          mapping={mapping}
          onChange={onChange}
        />
      </div>
    </div>
  )
}

/** Letter for letter: whatever a document holds is shown as text. */
const ClauseText = memo(function ClauseText({ text }: { text: string }) {
  return (
    <p
      className="max-h-[32rem] max-w-measure overflow-y-auto font-serif whitespace-pre-wrap wrap-anywhere lg:sticky lg:top-4 lg:self-start"
      tabIndex={0}
    >
      {text.trim()}
    </p>
  )
})
