'use client'

import { useState, type SubmitEvent } from 'react'
import { sentencesIn, type ProblemSentence } from '#components/api/problem-sentences.ts'
import { sendJson } from '#components/api/send.ts'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { apiPaths } from '#lib/paths.ts'
import { TakeAwayFiles } from './take-away-files.tsx'
import type { PlannedFile, PlannedFiles } from './planned-file.ts'

type Days = { readonly from: string; readonly to: string }
type State =
  | { readonly kind: 'asking' | 'working' }
  | { readonly kind: 'refused'; readonly errors: readonly ProblemSentence[] }
  | { readonly kind: 'ready'; readonly files: PlannedFiles }

/**
 * Which days, and for what members answered, why. Then the two files of these days. The
 * ids of its fields begin with the scope: there can be two such forms on a page.
 */
export function TakeAwayForm({
  account,
  scope,
  days,
}: {
  account: string
  scope: 'account' | 'everyone'
  days: Days
}) {
  const [state, setState] = useState<State>({ kind: 'asking' })
  const errors = state.kind === 'refused' ? state.errors : []
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.message

  async function submit(form: HTMLFormElement) {
    const typed = new FormData(form)
    const asked = { from: textOf(typed, 'from'), to: textOf(typed, 'to') }
    setState({ kind: 'working' })
    const planned = await plan({ account, scope, asked, reason: textOf(typed, 'reason') })
    setState(
      planned.ok
        ? { kind: 'ready', files: planned.value }
        : { kind: 'refused', errors: sentencesIn(planned.problem) },
    )
  }

  return (
    <div className="grid gap-8">
      <form
        noValidate
        className="grid max-w-form gap-6"
        onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
          event.preventDefault()
          if (state.kind !== 'working') void submit(event.currentTarget)
        }}
      >
        <ErrorSummary
          errors={errors.map(({ field, message }) =>
            field === undefined ? { message } : { field: `${scope}-${field}`, message },
          )}
          title="Nothing is ready yet"
        />
        <div className="grid gap-6 sm:grid-cols-2">
          <DayField
            scope={scope}
            name="from"
            label="First day"
            day={days.from}
            error={errorOf('from')}
          />
          <DayField scope={scope} name="to" label="Last day" day={days.to} error={errorOf('to')} />
        </div>
        {scope === 'everyone' ? (
          <TextArea
            id="everyone-reason"
            name="reason"
            label="Why do you take it away?"
            hint="Every member of the account sees your name, these days and this reason."
            rows={3}
            error={errorOf('reason')}
          />
        ) : null}
        <div>
          <SubmitButton pending={state.kind === 'working'} pendingText="Looking up what there is">
            {scope === 'everyone' ? 'Say so and prepare the files' : 'Prepare the files'}
          </SubmitButton>
        </div>
      </form>
      {state.kind === 'ready' ? <TakeAwayFiles files={state.files} /> : null}
    </div>
  )
}

function DayField({
  scope,
  name,
  label,
  day,
  error,
}: {
  scope: string
  name: string
  label: string
  day: string
  error: string | undefined
}) {
  return (
    <TextField
      id={`${scope}-${name}`}
      name={name}
      label={label}
      type="date"
      defaultValue={day}
      error={error}
    />
  )
}

/** A reason is recorded first; then each file is looked up, and all of them at one size of the ledger. */
async function plan({
  account,
  scope,
  asked,
  reason,
}: {
  account: string
  scope: 'account' | 'everyone'
  asked: Days
  reason: string
}) {
  if (scope === 'everyone') {
    const said = await sendJson(apiPaths.disclosures(account), { body: { ...asked, reason } })
    if (!said.ok) return said
  }
  const look = (format: string, size?: string) =>
    sendJson<PlannedFile>(apiPaths.export(account, { ...asked, format, scope, size }), {
      method: 'GET',
    })
  const table = await look('csv')
  if (!table.ok) return table
  const statements = await look('ndjson', String(table.value.size))
  if (!statements.ok) return statements
  return { ok: true, value: { table: table.value, statements: statements.value } } as const
}

function textOf(typed: FormData, name: string): string {
  const value = typed.get(name)
  return typeof value === 'string' ? value : ''
}
