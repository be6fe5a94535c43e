'use client'

import { useMemo } from 'react'
import { useJsonForm } from '#components/api/use-json-form.ts'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

const roles = [
  { value: 'owner', label: 'Owner', hint: 'Adds the others, and makes owners.' },
  {
    value: 'admin',
    label: 'Admin',
    hint: 'Answers terms, decides what is permitted, adds people.',
  },
  { value: 'auditor', label: 'Auditor', hint: 'Reads the account’s record.' },
  { value: 'member', label: 'Member', hint: 'Decides for themselves.' },
] as const

/** Adds somebody to any account: its first owner, or whoever its own people cannot add. */
export function AddPersonForm({
  accounts,
  urlPattern,
}: {
  accounts: readonly { readonly slug: string; readonly name: string }[]
  /** The address with `ACCOUNT` to be filled in: spelled by paths.ts on the server. */
  urlPattern: string
}) {
  const { errors, errorOf, sent, pending, onSubmit } = useJsonForm({
    addressOf: ({ account = '' }) => urlPattern.replace('ACCOUNT', encodeURIComponent(account)),
    bodyOf: ({ name, email, role }) => ({ name, email, role }),
    problemsWith: ({ account = '' }) =>
      account === '' ? [{ field: 'account', message: 'Choose an account.' }] : [],
  })
  // Another form of this page has a name as well: the controls of this one have ids of their own.
  const summary = useMemo(
    () => errors.map(({ field, message }) => ({ field: field && idOf(field), message })),
    [errors],
  )
  return (
    <form noValidate className="grid max-w-form gap-7" onSubmit={onSubmit}>
      <ErrorSummary errors={summary} />
      {sent === null ? null : (
        <NoticeBox announce title={`${sent['name'] ?? ''} was added.`}>
          <p>Everything about them starts undecided.</p>
        </NoticeBox>
      )}
      <SelectField
        name="account"
        id={idOf('account')}
        label="Account"
        prompt="Choose an account"
        options={accounts.map(({ slug, name }) => ({ value: slug, label: name }))}
        error={errorOf('account')}
      />
      <TextField
        name="name"
        id={idOf('name')}
        label="Name of the person"
        autoComplete="off"
        error={errorOf('name')}
      />
      <TextField
        name="email"
        id={idOf('email')}
        type="email"
        label="Email address"
        autoComplete="off"
        error={errorOf('email')}
      />
      <RadioGroup
        name="role"
        id={idOf('role')}
        label="Role"
        options={roles}
        error={errorOf('role')}
      />
      <div>
        <SubmitButton pending={pending} pendingText="Adding this person">
          Add this person
        </SubmitButton>
      </div>
    </form>
  )
}

function idOf(field: string): string {
  return `person-${field}`
}
