'use client'

import Link from 'next/link'
import { useRef, useState } from 'react'
import { ActOutcome } from '#components/api/act-outcome.tsx'
import { useActing } from '#components/api/acting.tsx'
import { type Problem, sendJson } from '#components/api/send.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ErrorSummary, type FieldError } from '#components/ui/error-summary.tsx'
import { formatInstant } from '#components/ui/format-instant.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { apiPaths, paths } from '#lib/paths.ts'
import type { AccountTermsView } from '#lib/queries/account-terms.ts'
import type { AcceptanceInput } from '#lib/schemas/acceptances.ts'

type Answer = AcceptanceInput['answer']

/** Three acts alike; two of them are signed. What is typed stays, whatever comes of it, until an answer is recorded. */
export function AcceptanceForm({
  account,
  terms,
}: {
  account: { readonly slug: string; readonly name: string }
  terms: Pick<AccountTermsView, 'slug' | 'number' | 'digest' | 'daysToDecide'>
}) {
  const { act, isPending, outcome } = useActing()
  const day = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(nothingTyped)
  const [sentTo, setSentTo] = useState(terms.number)
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const refused = outcome?.kind === 'refused' ? (outcome.problem.errors ?? []) : []
  const problemOf = (name: string) =>
    [...errors, ...refused].find(({ field }) => field === name)?.message

  const { first, usual, last } = terms.daysToDecide

  async function answer(chosen: Answer) {
    const wrong =
      chosen === 'later'
        ? wrongDay(day.current, terms.daysToDecide)
        : missingIn(typed, account.name)
    setErrors(wrong)
    if (wrong.length > 0) return
    setSentTo(terms.number)
    const body = bodyOf(terms, chosen, typed)
    const ifMatch = chosen === 'accept' ? terms.digest : undefined
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
      <TextField
        type="date"
        name="until"
        label="If you decide later: until when"
        hint={`Nothing to sign. With no day here it is put off until ${formatInstant(usual, 'day')}.`}
        min={dayIn(first)}
        max={dayIn(last)}
        className="max-w-56"
        ref={day}
        value={typed.until}
        error={problemOf('until')}
        onChange={({ target }) => setTyped({ ...typed, until: target.value })}
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

const nothingTyped = { name: '', authority: '', confirmed: false, until: '' }

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

/** As a date field takes it: "2026-12-08". */
function dayIn(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** A day that was half typed is no day, and is not the same as none. */
function wrongDay(
  input: HTMLInputElement | null,
  { first, last }: AccountTermsView['daysToDecide'],
): FieldError[] {
  if (input === null || input.validity.valid) return []
  const [from, to] = [formatInstant(first, 'day'), formatInstant(last, 'day')]
  return [{ field: 'until', message: `Choose a day from ${from} to ${to}.` }]
}

function bodyOf(
  { slug: document, number: version, digest }: Pick<AccountTermsView, 'slug' | 'number' | 'digest'>,
  answer: Answer,
  { name, authority, until }: typeof nothingTyped,
): AcceptanceInput {
  const shown = { document, version, digest }
  if (answer !== 'later') return { ...shown, answer, name, authority }
  return { ...shown, answer, ...(until === '' ? {} : { until }) }
}

/** The new facts are read right after the refusal: until they are there, the page must not claim them. */
function changedWords({ code, detail }: Problem, sentTo: number, number: number) {
  if (code === 'until_out_of_range') return { title: 'Nothing is recorded yet', lines: [detail] }
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
