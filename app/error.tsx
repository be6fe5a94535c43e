'use client'

import { Failure, referenceOf } from '#components/ui/failure.tsx'

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Failure
      title="This page could not be shown"
      reference={referenceOf(error)}
      onRetry={() => retry()}
    >
      <p>
        Something failed while it was put together. What you saved before is safe. If you had just
        pressed a button, look at the record before you press it again.
      </p>
    </Failure>
  )
}
