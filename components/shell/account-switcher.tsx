'use client'

import Link from 'next/link'
import { type FocusEvent, type KeyboardEvent, useRef } from 'react'

export type AccountLink = { slug: string; name: string; href: string }

/** The account in view and, for a person of several, the way to the others. It opens without script. */
export function AccountSwitcher({
  account,
  accounts,
}: {
  account: AccountLink
  accounts: readonly AccountLink[]
}) {
  const box = useRef<HTMLDetailsElement>(null)
  const others = accounts.filter((other) => other.slug !== account.slug)
  if (others.length === 0) return <span className="text-sm font-semibold">{account.name}</span>

  function close() {
    if (box.current) box.current.open = false
  }
  function closeOnEscape(press: KeyboardEvent) {
    if (press.key !== 'Escape' || !box.current?.open) return
    close()
    box.current.querySelector('summary')?.focus()
  }
  function closeWhenLeft(leaving: FocusEvent) {
    if (!box.current?.contains(leaving.relatedTarget)) close()
  }

  return (
    <details
      ref={box}
      onKeyDown={closeOnEscape}
      onBlur={closeWhenLeft}
      className="group text-sm sm:relative"
    >
      <summary className="flex min-h-11 list-none items-center gap-x-1.5 font-semibold [&::-webkit-details-marker]:hidden">
        <span className="sr-only">Account: </span>
        {account.name}
        <svg
          viewBox="0 0 24 24"
          className="size-4 text-soft group-open:rotate-180"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          aria-hidden="true"
          focusable="false"
        >
          <path d="m5 9 7 7 7-7" />
        </svg>
      </summary>
      <div className="absolute inset-x-5 top-full z-10 border border-rule-strong bg-raised py-2 sm:inset-x-auto sm:end-0 sm:w-64">
        <p className="px-4 py-1 text-soft">Go to another account</p>
        <ul>
          {others.map((other) => (
            <li key={other.slug}>
              <Link
                href={other.href}
                onClick={close}
                className="flex min-h-11 items-center px-4 py-2 -outline-offset-2 hover:bg-sunken"
              >
                {other.name}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </details>
  )
}
