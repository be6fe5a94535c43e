import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { PageHeading } from './page-heading.tsx'
import { Page } from './page.tsx'

/** A page that could not be shown: what is sure, what to try, and the reference the log has too. */
export function Failure({
  title,
  children,
  reference,
  onRetry,
}: {
  title: string
  children: ReactNode
  reference: string | undefined
  onRetry: () => void
}) {
  return (
    <Page width="measure">
      <PageHeading title={title}>{children}</PageHeading>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-3">
        <Button variant="primary" onClick={onRetry}>
          Try this page again
        </Button>
      </p>
      {reference ? (
        <p className="mt-8 text-sm text-soft">
          If it keeps failing, tell the people who run this site. The reference is{' '}
          <code className="font-mono text-ink">{reference}</code>.
        </p>
      ) : null}
    </Page>
  )
}

/** The reference that a server error carries to the browser in place of its message. */
export function referenceOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return undefined
  return typeof error.digest === 'string' ? error.digest : undefined
}
