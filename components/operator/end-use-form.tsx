'use client'

import { useJsonForm } from '#components/api/use-json-form.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'

/** Ends a use for everyone. It cannot be undone, so the person says that they know. */
export function EndUseForm({
  url,
  uses,
}: {
  url: string
  uses: readonly { readonly purpose: string; readonly title: string }[]
}) {
  const { errors, errorOf, sent, pending, onSubmit } = useJsonForm({
    addressOf: () => url,
    bodyOf: ({ purpose, reason }) => ({ purpose, reason }),
    problemsWith: ({ known }) =>
      known === undefined ? [{ field: 'known', message: 'Say that you know what this does.' }] : [],
  })
  return (
    <form noValidate className="grid max-w-form gap-7" onSubmit={onSubmit}>
      <ErrorSummary errors={errors} />
      {sent === null ? null : (
        <NoticeBox announce title="The use has ended.">
          <p>Every yes to it is over, and everyone is told.</p>
        </NoticeBox>
      )}
      <SelectField
        name="purpose"
        label="Use"
        prompt="Choose a use"
        options={uses.map(({ purpose, title }) => ({ value: purpose, label: title }))}
        error={errorOf('purpose')}
      />
      <TextArea
        name="reason"
        label="Why does it end?"
        hint="Everyone reads this, in the record of their organisation."
        rows={4}
        error={errorOf('reason')}
      />
      <Checkbox
        name="known"
        label="Every yes to it ends now, nobody can say yes to it again, and I cannot undo this."
        error={errorOf('known')}
      />
      <div>
        <SubmitButton pending={pending} pendingText="Ending the use">
          End this use for everyone
        </SubmitButton>
      </div>
    </form>
  )
}
