'use client'

import { usePathname } from 'next/navigation'
import { paths } from '#lib/paths.ts'
import { AccountNav } from './account-nav.tsx'
import { placeInView } from './place-in-view.ts'

/** How many things wait for the person, by the page they wait on. */
export type WaitingCounts = {
  readonly terms: number
  readonly features: number
  readonly sharing: number
}

/** Every place of an account. The page in view is marked, and so are the pages that lie below a place. */
export function AccountPlaces({
  account,
  seesPeople,
  waiting = { terms: 0, features: 0, sharing: 0 },
}: {
  account: string
  seesPeople: boolean
  waiting?: WaitingCounts
}) {
  const here = usePathname()
  const places = [
    { label: 'Home', href: paths.account(account) },
    { label: 'Terms', href: paths.accountTerms(account), waiting: waiting.terms },
    { label: 'AI features', href: paths.features(account), waiting: waiting.features },
    { label: 'Content sharing', href: paths.sharing(account), waiting: waiting.sharing },
    { label: 'Record', href: paths.record(account) },
    { label: 'Receipts', href: paths.receipts(account) },
    ...(seesPeople ? [{ label: 'People', href: paths.members(account) }] : []),
  ]
  const inView = placeInView(
    here,
    places.map(({ href }) => href),
  )
  return (
    <AccountNav items={places.map((place) => ({ ...place, current: place.href === inView }))} />
  )
}
