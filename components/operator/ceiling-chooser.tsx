'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import type { Mapping } from '#lib/domain/terms/mapping.ts'
import { Kinds } from './kinds.tsx'
import { ruleLines, ruleWords, type DeskCatalogue, type DeskClause } from './mapping-words.ts'

type Rule = Mapping['ceilings'][number]['rule']

const rules = Object.entries(ruleWords).map(([value, label]) => ({ value: value as Rule, label }))

/** What a clause rules out, or offers no choice about: a list, and a line to add to it. */
export function CeilingChooser({
  clause,
  catalogue,
  mapping,
  onChange,
}: {
  clause: DeskClause
  catalogue: DeskCatalogue
  mapping: Mapping
  onChange: (mapping: Mapping) => void
}) {
  const lines = ruleLines(mapping, clause, catalogue)
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-2 font-semibold">What this clause leaves no choice about</legend>
      {lines.length === 0 ? (
        <p className="text-sm text-soft">Nothing.</p>
      ) : (
        <ul className="grid gap-1">
          {lines.map(({ line, rows }) => (
            <li key={line} className="flex flex-wrap items-baseline gap-x-4">
              <span>{line}.</span>
              <Button
                variant="quiet"
                onClick={() => {
                  const ceilings = mapping.ceilings.filter((each) => !rows.includes(each))
                  onChange({ ...mapping, ceilings })
                }}
              >
                Remove<span className="sr-only">: {line}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <NewRule
        clause={clause}
        catalogue={catalogue}
        onAdd={(added) => {
          const isThere = (row: Mapping['ceilings'][number]) =>
            lines.some(({ rows }) =>
              rows.some(
                ({ purpose, category, rule }) =>
                  purpose === row.purpose && category === row.category && rule === row.rule,
              ),
            )
          const ceilings = [...mapping.ceilings, ...added.filter((row) => !isThere(row))]
          onChange({ ...mapping, ceilings })
        }}
      />
    </fieldset>
  )
}

function NewRule({
  clause,
  catalogue,
  onAdd,
}: {
  clause: DeskClause
  catalogue: DeskCatalogue
  onAdd: (rows: Mapping['ceilings']) => void
}) {
  const [rule, setRule] = useState('')
  const [purpose, setPurpose] = useState('')
  const [kinds, setKinds] = useState<readonly string[]>([])
  const chosenRule = rules.find(({ value }) => value === rule)?.value
  const offered = catalogue.purposes.find(({ key }) => key === purpose)?.categories ?? []

  function add() {
    if (chosenRule === undefined || purpose === '') return
    const categories = kinds.length === 0 ? [null] : kinds
    onAdd(
      categories.map((category) => ({ clause: clause.id, purpose, category, rule: chosenRule })),
    )
    setRule('')
    setPurpose('')
    setKinds([])
  }

  return (
    <div className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          name={`${clause.id} rule`}
          label="Another rule"
          prompt="Choose a rule"
          value={rule}
          onChange={(event) => {
            setRule(event.currentTarget.value)
          }}
          options={rules}
        />
        <SelectField
          name={`${clause.id} rule purpose`}
          label="About"
          prompt="Choose a purpose"
          value={purpose}
          onChange={(event) => {
            setPurpose(event.currentTarget.value)
            setKinds([])
          }}
          options={catalogue.purposes.map(({ key, title }) => ({ value: key, label: title }))}
        />
      </div>
      {purpose === '' ? null : (
        <Kinds
          name={`${clause.id} rule kinds`}
          categories={catalogue.categories.filter(({ key }) => offered.includes(key))}
          chosen={kinds}
          onChange={setKinds}
        />
      )}
      <div>
        <Button disabled={chosenRule === undefined || purpose === ''} onClick={add}>
          Add this rule
        </Button>
      </div>
    </div>
  )
}
