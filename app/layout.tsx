import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { SkipLink } from '#components/ui/skip-link.tsx'
import { parseTheme, themeCookie } from '#components/ui/theme.ts'
import { Providers } from './providers.tsx'
import '@fontsource-variable/source-serif-4/opsz.css'
import '@fontsource-variable/source-serif-4/wght-italic.css'
import '@fontsource-variable/source-sans-3/wght.css'
import '@fontsource-variable/source-sans-3/wght-italic.css'
import '@fontsource-variable/source-code-pro/wght.css'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Assent', template: '%s – Assent' },
  description: 'Read the terms, choose, and keep a receipt that anyone can check.',
  applicationName: 'Assent',
  formatDetection: { telephone: false, date: false, address: false, email: false },
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f7f4' },
    { media: '(prefers-color-scheme: dark)', color: '#14191d' },
  ],
}

/** Reading a cookie here keeps every page dynamic, which the nonce of proxy.ts needs in any case. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(themeCookie)?.value)
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <SkipLink />
        <noscript>
          <p className="border-b border-rule-strong bg-sunken px-5 py-3 text-sm">
            You can read every page without JavaScript. To save an answer, turn it on.
          </p>
        </noscript>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
