'use client'

import { useJsonForm } from '#components/api/use-json-form.ts'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

/** Opens an account. Its people are added afterwards, its first owner by the operator. */
export function CreateAccountForm({ url }: { url: string }) {
  const { errors, errorOf, sent, pending, onSubmit } = useJsonForm({ addressOf: () => url })
  return (
    <form noValidate className="grid max-w-form gap-7" onSubmit={onSubmit}>
      <ErrorSummary errors={errors} />
      {sent === null ? null : (
        <NoticeBox announce title={`The account ${sent['name'] ?? ''} is open.`}>
          <p>Nobody belongs to it yet. Add its owner next.</p>
        </NoticeBox>
      )}
      <TextField name="name" label="Name" autoComplete="off" error={errorOf('name')} />
      <TextField
        name="slug"
        label="Short name"
        hint="It stands in addresses: lower-case letters, digits and hyphens, such as harbour-school."
        autoComplete="off"
        spellCheck={false}
        error={errorOf('slug')}
      />
      <fieldset className="grid gap-5">
        <legend className="mb-2 font-semibold">Where people reach it about their data</legend>
        <TextField
          name="email"
          type="email"
          label="Email for privacy questions"
          hint="It stands in the notices and receipts of its people. You can leave these three empty."
          autoComplete="off"
          error={errorOf('email')}
        />
        <TextField
          name="address"
          label="Postal address"
          autoComplete="off"
          error={errorOf('address')}
        />
        <TextField
          name="url"
          type="url"
          label="Its own page about privacy"
          autoComplete="off"
          error={errorOf('url')}
        />
      </fieldset>
      <div>
        <SubmitButton pending={pending} pendingText="Opening the account">
          Open this account
        </SubmitButton>
      </div>
    </form>
  )
}
