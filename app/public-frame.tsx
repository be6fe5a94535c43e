import type { ReactNode } from 'react'
import { PublicPlaces } from '#components/shell/public-places.tsx'
import { SiteFrame } from '#components/shell/site-frame.tsx'
import { currentPerson, memberships, operatorPrincipal } from '#lib/auth/principal.ts'
import { env } from '#lib/env.ts'
import { paths } from '#lib/paths.ts'

/** The frame of pages that belong to no account: anyone may see them, and who is signed in finds back. */
export async function PublicFrame({ children }: { children: ReactNode }) {
  const [person, accounts, staff] = await Promise.all([
    currentPerson(),
    memberships(),
    operatorPrincipal(),
  ])
  const places = [
    { label: 'Terms', href: paths.terms() },
    { label: 'Verify a receipt', href: paths.verify() },
    ...accounts.map(({ accountSlug, accountName }) => ({
      label: accountName,
      href: paths.account(accountSlug),
    })),
    ...(staff === null ? [] : [{ label: 'Operator', href: paths.operator() }]),
  ]
  return (
    <SiteFrame
      brand={env().operatorName}
      personName={person?.name ?? null}
      nav={<PublicPlaces places={places} />}
    >
      {children}
    </SiteFrame>
  )
}
