'use client'

import { useJsonForm } from '#components/api/use-json-form.ts'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

/** Ends one key. It takes effect at once and for good, so the button names the key it is about. */
export function RevokeApiKey({ url, id, name }: { url: string; id: string; name: string }) {
  const { errors, pending, onSubmit } = useJsonForm({
    addressOf: () => url,
    bodyOf: () => ({ id }),
  })
  return (
    <form noValidate onSubmit={onSubmit}>
      <ErrorSummary errors={errors} />
      <SubmitButton variant="quiet" pending={pending} pendingText="Revoking">
        Revoke<span className="sr-only"> the key {name}</span>
      </SubmitButton>
    </form>
  )
}
