'use client'

import Link from 'next/link'
import { useState } from 'react'
import { ActOutcome } from '#components/api/act-outcome.tsx'
import { useActing } from '#components/api/acting.tsx'
import { type Problem, sendJson } from '#components/api/send.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ErrorSummary, type FieldError } from '#components/ui/error-summary.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { apiPaths, paths } from '#lib/paths.ts'
import type { AcceptanceInput } from '#lib/schemas/acceptances.ts'

type Answer = AcceptanceInput['answer']

/** Three acts alike. What is typed stays, whatever comes of it, until an answer is recorded. */
export function AcceptanceForm({
  account,
  terms,
}: {
  account: { readonly slug: string; readonly name: string }
  terms: { readonly slug: string; readonly number: number; readonly digest: string }
}) {
  const { act, isPending } = useActing()
  const [typed, setTyped] = useState(nothingTyped)
  const [sentTo, setSentTo] = useState(terms.number)
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const problemOf = (field: string) => errors.find((error) => error.field === field)?.message

  async function answer(chosen: Answer) {
    const missing = missingIn(typed, account.name)
    setErrors(missing)
    if (missing.length > 0) return
    setSentTo(terms.number)
    const { name, authority } = typed
    const { slug: document, number: version, digest } = terms
    const body: AcceptanceInput = { document, version, digest, answer: chosen, name, authority }
    const ifMatch = chosen === 'accept' ? digest : undefined
    const send = () =>
      sendJson<{ receiptId: string }>(apiPaths.acceptances(account.slug), { body, ifMatch })
    if (await act({ key, said: saidOf(chosen, account.name), send })) setTyped(nothingTyped)
  }

  return (
    <form
      noValidate
      className="grid max-w-measure gap-6"
      onSubmit={(submit) => submit.preventDefault()}
    >
      <ErrorSummary errors={errors} title="Nothing is recorded yet" />
      <TextField
        name="name"
        label="Your full name"
        hint="Typing it is how you sign."
        autoComplete="name"
        maxLength={200}
        value={typed.name}
        error={problemOf('name')}
        onChange={({ target }) => setTyped({ ...typed, name: target.value })}
      />
      <TextField
        name="authority"
        label="Your function"
        hint="What lets you decide this. For example: managing director, may sign alone."
        autoComplete="organization-title"
        maxLength={200}
        value={typed.authority}
        error={problemOf('authority')}
        onChange={({ target }) => setTyped({ ...typed, authority: target.value })}
      />
      <Checkbox
        name="confirmed"
        label={`I may decide this for ${account.name}.`}
        checked={typed.confirmed}
        error={problemOf('confirmed')}
        onChange={({ target }) => setTyped({ ...typed, confirmed: target.checked })}
      />
      {/* Buttons of no form: Enter in a field must not pick one of three answers that are alike. */}
      <div className="grid auto-rows-fr gap-3 sm:grid-cols-3">
        {acts.map(({ answer: value, words, pendingText }) => (
          <SubmitButton
            key={value}
            type="button"
            onClick={() => void answer(value)}
            pending={isPending({ key, said: saidOf(value, account.name) })}
            pendingText={pendingText}
          >
            {words}
          </SubmitButton>
        ))}
      </div>
      <ActOutcome actKey={key} words={(problem) => changedWords(problem, sentTo, terms.number)} />
      {sentTo === terms.number ? null : (
        <p>
          <Link href={paths.termsVersion(terms.slug, terms.number)}>
            Read version {terms.number}
          </Link>
        </p>
      )}
    </form>
  )
}

const key = 'answer'

const nothingTyped = { name: '', authority: '', confirmed: false }

const acts: readonly { answer: Answer; words: string; pendingText: string }[] = [
  { answer: 'accept', words: 'Accept', pendingText: 'Accepting' },
  { answer: 'decline', words: 'Decline', pendingText: 'Declining' },
  { answer: 'later', words: 'Decide later', pendingText: 'Saving' },
]

function saidOf(answer: Answer, account: string): string {
  const words = {
    accept: `${account} accepted these terms.`,
    decline: `${account} declined these terms.`,
    later: `${account} will decide later.`,
  }
  return words[answer]
}

function missingIn(typed: typeof nothingTyped, account: string): FieldError[] {
  return [
    ...(typed.name.trim() === '' ? [{ field: 'name', message: 'Type your full name.' }] : []),
    ...(typed.authority.trim() === ''
      ? [{ field: 'authority', message: 'Say what your function is.' }]
      : []),
    ...(typed.confirmed
      ? []
      : [{ field: 'confirmed', message: `Confirm that you may decide this for ${account}.` }]),
  ]
}

/** The new facts are read right after the refusal: until they are there, the page must not claim them. */
function changedWords({ code }: Problem, sentTo: number, number: number) {
  if (code !== 'stale_page') return null
  return {
    title: 'Another version took force while this page was open',
    lines: [
      sentTo === number
        ? 'Nothing is recorded. The new version is being looked up.'
        : `Nothing is recorded. This page is now about version ${number}: read it, then answer.`,
      'What you typed is still here.',
    ],
  }
}
