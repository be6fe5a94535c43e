'use client'

import { useSyncExternalStore } from 'react'
import { Failure, referenceOf } from '#components/ui/failure.tsx'
import { themeInCookies } from '#components/ui/theme.ts'
import '@fontsource-variable/source-serif-4/opsz.css'
import '@fontsource-variable/source-sans-3/wght.css'
import './globals.css'

/** Stands in for the root layout when that itself fails, so it brings its own document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const theme = useSyncExternalStore(
    () => () => undefined,
    () => themeInCookies(document.cookie),
    () => undefined,
  )
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <title>The site could not be shown – Assent</title>
        <Failure
          title="The site could not be shown"
          reference={referenceOf(error)}
          onRetry={() => retry()}
        >
          <p>It may be starting, or it has lost its database. What you saved before is safe.</p>
        </Failure>
      </body>
    </html>
  )
}
