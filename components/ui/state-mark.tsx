import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type StateMarkKind = 'given' | 'not-given' | 'asked' | 'locked' | 'forbidden' | 'stale'

/**
 * One of six marks, told apart by shape alone. Beside a sentence that says the state it is
 * decoration; standing alone it takes `label`, its text alternative.
 */
export function StateMark({
  state,
  label,
  className,
}: {
  state: StateMarkKind
  label?: string
  className?: string
}) {
  const name = label ? ({ role: 'img', 'aria-label': label } as const) : { 'aria-hidden': true }
  return (
    <svg
      viewBox="0 0 24 24"
      className={classNames(
        'inline-block size-6 shrink-0 align-text-bottom',
        colours[state],
        className,
      )}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      focusable="false"
      {...name}
    >
      {shapes[state]}
    </svg>
  )
}

const colours: Record<StateMarkKind, string> = {
  given: 'text-given',
  'not-given': 'text-refused',
  asked: 'text-asked',
  locked: 'text-locked',
  forbidden: 'text-forbidden',
  stale: 'text-stale',
}

const shapes: Record<StateMarkKind, ReactNode> = {
  given: (
    <>
      <circle cx="12" cy="12" r="9.25" />
      <path d="m7.75 12.5 2.9 2.9 5.6-6.3" />
    </>
  ),
  'not-given': (
    <>
      <circle cx="12" cy="12" r="9.25" />
      <path d="M7.5 12h9" />
    </>
  ),
  asked: (
    <>
      <path d="M4.5 3.5h15a1.5 1.5 0 0 1 1.5 1.5v10.5a1.5 1.5 0 0 1-1.5 1.5h-7L8 21v-4H4.5A1.5 1.5 0 0 1 3 15.5V5a1.5 1.5 0 0 1 1.5-1.5Z" />
      <path d="M9.75 8.4a2.3 2.3 0 1 1 3.5 1.95c-.8.5-1.25.9-1.25 1.65" />
      <path d="M12 14.3v.01" strokeWidth="2.25" />
    </>
  ),
  locked: (
    <>
      <rect x="4.5" y="10.5" width="15" height="10.5" rx="1" />
      <path d="M7.75 10.5V7.25a4.25 4.25 0 0 1 8.5 0v3.25" />
      <path d="M12 14.5v2.5" />
    </>
  ),
  forbidden: (
    <>
      <path d="M8.2 2.75h7.6l5.45 5.45v7.6l-5.45 5.45H8.2L2.75 15.8V8.2Z" />
      <path d="m8.25 15.75 7.5-7.5" />
    </>
  ),
  stale: (
    <>
      <path d="M20.25 8.5A9.25 9.25 0 1 0 21.25 12" />
      <path d="M20.9 3.75V8.5h-4.75" />
      <path d="M12 7.5V12l3 2" />
    </>
  ),
}
