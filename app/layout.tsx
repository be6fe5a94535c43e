import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { SkipLink } from '#components/ui/skip-link.tsx'
import { parseTheme, themeCookie } from '#components/ui/theme.ts'
import { LANGUAGE_HEADER } from '#lib/http/page-language.ts'
import { frameWords } from '#lib/words/frame-words.ts'
import { isLanguage } from '#lib/words/language.ts'
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
  const said = (await headers()).get(LANGUAGE_HEADER)
  const language = isLanguage(said) ? said : 'en'
  const words = frameWords[language]
  return (
    <html lang={language} data-theme={theme}>
      <body>
        <SkipLink text={words.skip} language={language} />
        <noscript>
          <p className="border-b border-rule-strong bg-sunken px-5 py-3 text-sm">
            {words.noScript}
          </p>
        </noscript>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
