'use client'

import { useJsonForm } from '#components/api/use-json-form.ts'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

const roles = [
  { value: 'member', label: 'Member', hint: 'Decides for themselves.' },
  { value: 'admin', label: 'Admin', hint: 'Also answers terms and decides what is permitted.' },
  {
    value: 'auditor',
    label: 'Auditor',
    hint: 'Also reads the record, and one person’s with a reason.',
  },
  { value: 'owner', label: 'Owner', hint: 'As an admin, and makes other owners.' },
] as const

/** Adds somebody. What was typed stays where it was refused. */
export function AddMemberForm({ url, mayAddOwner }: { url: string; mayAddOwner: boolean }) {
  const { errors, errorOf, sent, pending, onSubmit } = useJsonForm({ addressOf: () => url })
  return (
    <form noValidate className="grid max-w-form gap-7" onSubmit={onSubmit}>
      <ErrorSummary errors={errors} />
      {sent === null ? null : (
        <NoticeBox announce title={`${sent['name'] ?? ''} was added.`}>
          <p>Everything about them starts undecided.</p>
        </NoticeBox>
      )}
      <TextField name="name" label="Name" autoComplete="off" error={errorOf('name')} />
      <TextField
        name="email"
        type="email"
        label="Email address"
        autoComplete="off"
        error={errorOf('email')}
      />
      <RadioGroup
        name="role"
        label="Role"
        options={roles.filter(({ value }) => mayAddOwner || value !== 'owner')}
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
