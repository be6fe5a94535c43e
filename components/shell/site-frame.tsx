import type { ReactNode } from 'react'
import { paths } from '#lib/paths.ts'
import { frameWords, type FrameWords } from '#lib/words/frame-words.ts'
import type { AccountLink } from './account-switcher.tsx'
import { SignOut } from './sign-out.tsx'
import { SiteFooter } from './site-footer.tsx'
import { SiteHeader } from './site-header.tsx'

/** What stands around every page. `nav` is the row of places beneath the name of the site. */
export function SiteFrame({
  brand,
  personName,
  account,
  accounts = [],
  nav,
  words = frameWords.en,
  children,
}: {
  brand: string
  /** Without a person there is a way to sign in. */
  personName: string | null
  account?: AccountLink
  accounts?: readonly AccountLink[]
  nav: ReactNode
  words?: FrameWords
  children: ReactNode
}) {
  return (
    <>
      <SiteHeader
        brand={brand}
        homeHref={paths.home()}
        signInHref={paths.signIn()}
        personName={personName ?? undefined}
        account={account}
        accounts={accounts}
        signOut={<SignOut label={words.signOut} />}
        words={words}
      >
        {nav}
      </SiteHeader>
      {children}
      <SiteFooter
        brand={brand}
        links={[
          { label: words.readTerms, href: paths.terms() },
          { label: words.verify, href: paths.verify() },
        ]}
        words={words}
      />
    </>
  )
}
