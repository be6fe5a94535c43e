import Link from 'next/link'
import type { ReactNode } from 'react'
import { frameWords, type FrameWords } from '#lib/words/frame-words.ts'
import { AccountSwitcher, type AccountLink } from './account-switcher.tsx'

/**
 * The head of every page: whose site this is, for which account, as whom. `children` is the navigation
 * within the account; `signOut` the form or link that ends the session.
 */
export function SiteHeader({
  brand,
  homeHref,
  account,
  accounts = [],
  personName,
  signOut,
  signInHref,
  words = frameWords.en,
  children,
}: {
  brand: string
  homeHref: string
  account?: AccountLink | undefined
  accounts?: readonly AccountLink[]
  personName?: string | undefined
  signOut?: ReactNode
  signInHref?: string | undefined
  words?: FrameWords
  children?: ReactNode
}) {
  return (
    <header className="border-b border-rule bg-raised print:border-0">
      <p className="print-only text-sm text-soft">
        {brand}
        {account ? `, ${account.name}` : null}
      </p>
      <div className="no-print">
        <div className="relative mx-auto flex max-w-page flex-wrap items-center gap-x-5 gap-y-0 px-5 pt-2 sm:px-8">
          <Link
            href={homeHref}
            className="me-auto inline-flex min-h-11 items-center font-serif text-xl font-[560] text-ink no-underline hover:underline"
          >
            {brand}
          </Link>
          {account ? <AccountSwitcher account={account} accounts={accounts} /> : null}
          {personName ? (
            <div className="flex min-h-9 items-center gap-x-4 text-sm max-sm:w-full sm:min-h-11">
              <span className="text-soft">
                <span className="sr-only">{words.signedInAs} </span>
                {personName}
              </span>
              {signOut}
            </div>
          ) : null}
          {!personName && signInHref ? (
            <Link href={signInHref} className="inline-flex min-h-11 items-center text-sm">
              {words.signIn}
            </Link>
          ) : null}
        </div>
        <div className="mx-auto max-w-page px-5 sm:px-8">{children ?? <div className="h-2" />}</div>
      </div>
    </header>
  )
}
