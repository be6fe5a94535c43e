'use client'

import { usePathname } from 'next/navigation'
import { AccountNav, type NavItem } from './account-nav.tsx'
import { placeInView } from './place-in-view.ts'

/** The places that anyone may go to, and behind them those of the person who is signed in. */
export function PublicPlaces({
  label = 'Site',
  places,
}: {
  label?: string
  places: readonly NavItem[]
}) {
  const inView = placeInView(
    usePathname(),
    places.map(({ href }) => href),
  )
  return (
    <AccountNav
      label={label}
      items={places.map((place) => ({ ...place, current: place.href === inView }))}
    />
  )
}
