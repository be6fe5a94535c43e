'use client'

import { useJsonForm } from '#components/api/use-json-form.ts'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'

/** An auditor says why before anything of the person is shown. */
export function OpenRecordForm({
  url,
  member,
  name,
}: {
  url: string
  member: string
  name: string
}) {
  const { errors, errorOf, pending, onSubmit } = useJsonForm({
    addressOf: () => url,
    bodyOf: ({ reason }) => ({ member, reason }),
  })
  return (
    <form noValidate className="grid max-w-form gap-7" onSubmit={onSubmit}>
      <ErrorSummary errors={errors} title="The record is not open yet" />
      <TextArea
        name="reason"
        label="Why do you open it?"
        hint={`${name} will see your name, the time and this reason.`}
        rows={3}
        error={errorOf('reason')}
      />
      <div>
        <SubmitButton pending={pending} pendingText="Opening the record">
          Open the record of {name}
        </SubmitButton>
      </div>
    </form>
  )
}
