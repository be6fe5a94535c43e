import type { ReactNode } from 'react'
import { PublicPlaces } from '#components/shell/public-places.tsx'
import { SiteFrame } from '#components/shell/site-frame.tsx'
import { currentPerson, memberships, operatorPrincipal } from '#lib/auth/principal.ts'
import { env } from '#lib/env.ts'
import { paths } from '#lib/paths.ts'
import { frameWords } from '#lib/words/frame-words.ts'
import type { Language } from '#lib/words/language.ts'

/** The frame of pages that belong to no account: anyone may see them, and who is signed in finds back. */
export async function PublicFrame({
  language = 'en',
  children,
}: {
  language?: Language
  children: ReactNode
}) {
  const words = frameWords[language]
  const [person, accounts, staff] = await Promise.all([
    currentPerson(),
    memberships(),
    operatorPrincipal(),
  ])
  const places = [
    { label: words.terms, href: paths.terms() },
    { label: words.verify, href: paths.verify() },
    ...accounts.map(({ accountSlug, accountName }) => ({
      label: accountName,
      href: paths.account(accountSlug),
    })),
    ...(staff === null ? [] : [{ label: words.operator, href: paths.operator() }]),
  ]
  return (
    <SiteFrame
      brand={env().operatorName}
      personName={person?.name ?? null}
      nav={<PublicPlaces label={words.site} places={places} />}
      words={words}
    >
      {children}
    </SiteFrame>
  )
}
