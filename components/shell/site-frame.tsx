import type { ReactNode } from 'react'
import { paths } from '#lib/paths.ts'
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
  children,
}: {
  brand: string
  /** Without a person there is a way to sign in. */
  personName: string | null
  account?: AccountLink
  accounts?: readonly AccountLink[]
  nav: ReactNode
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
        signOut={<SignOut />}
      >
        {nav}
      </SiteHeader>
      {children}
      <SiteFooter
        brand={brand}
        links={[
          { label: 'Read the terms', href: paths.terms() },
          { label: 'Verify a receipt', href: paths.verify() },
        ]}
      />
    </>
  )
}
