import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type NoticeKind = 'info' | 'warn' | 'problem'

/**
 * Something to know before going on. The kind is said in a word and by a shape; the colour repeats it.
 * `announce` reads it out when it appears after the page did.
 */
export function NoticeBox({
  kind = 'info',
  kindWord,
  title,
  children,
  announce = false,
}: {
  kind?: NoticeKind
  /** What the kind is called, where the page is in another language. */
  kindWord?: string
  title?: ReactNode
  children?: ReactNode
  announce?: boolean
}) {
  const { word: english, colour, border, shape } = kinds[kind]
  const word = kindWord ?? english
  return (
    <div
      role={announce ? (kind === 'problem' ? 'alert' : 'status') : undefined}
      className={classNames(
        'max-w-measure border-t-[3px] border-b border-b-rule bg-raised py-4 ps-4 pe-5',
        border,
      )}
    >
      <div className="grid grid-cols-[1.5rem_1fr] gap-x-3">
        <svg
          viewBox="0 0 24 24"
          className={classNames('mt-px size-6', colour)}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.75"
          strokeLinejoin="round"
          strokeLinecap="round"
          aria-hidden="true"
          focusable="false"
        >
          {shape}
        </svg>
        <div>
          <p>
            <strong className={colour}>{title ? `${word}: ` : word}</strong>
            {title ? <strong>{title}</strong> : null}
          </p>
          {children ? <div className="mt-1 grid gap-2">{children}</div> : null}
        </div>
      </div>
    </div>
  )
}

const kinds: Record<
  NoticeKind,
  { word: string; colour: string; border: string; shape: ReactNode }
> = {
  info: {
    word: 'Good to know',
    colour: 'text-accent',
    border: 'border-t-accent',
    shape: (
      <>
        <path d="M5 3.5h10.5L19 7v13.5H5Z" />
        <path d="M9 11h6M9 15h6M9 7h2.5" />
      </>
    ),
  },
  warn: {
    word: 'Take care',
    colour: 'text-stale',
    border: 'border-t-stale',
    shape: (
      <>
        <path d="M12 3.25 21.5 20H2.5Z" />
        <path d="M12 9.5v5M12 17.25v.01" />
      </>
    ),
  },
  problem: {
    word: 'Problem',
    colour: 'text-danger',
    border: 'border-t-danger',
    shape: (
      <>
        <path d="M8.2 2.75h7.6l5.45 5.45v7.6l-5.45 5.45H8.2L2.75 15.8V8.2Z" />
        <path d="M12 7.5v6M12 16.5v.01" />
      </>
    ),
  },
}
