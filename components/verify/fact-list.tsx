import type { Fact } from '@assent/receipt'
import type { ReactNode } from 'react'

/** What was established, in order, each a sentence with its own mark, up to what failed or is not there yet. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <ol className="grid max-w-measure gap-3">
      {facts.map(({ code, state, sentence }) => (
        <li key={code} className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3">
          <svg
            viewBox="0 0 24 24"
            className={`mt-px size-6 ${marks[state].colour}`}
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
            strokeLinejoin="round"
            aria-hidden="true"
            focusable="false"
          >
            {marks[state].shape}
          </svg>
          <span className="wrap-anywhere">
            {marks[state].word === null ? null : (
              <strong className={marks[state].colour}>{marks[state].word}: </strong>
            )}
            {sentence}
          </span>
        </li>
      ))}
    </ol>
  )
}

const marks: Record<
  Fact['state'],
  { readonly word: string | null; readonly colour: string; readonly shape: ReactNode }
> = {
  established: { word: null, colour: 'text-ink', shape: <path d="m4.5 12.5 5 5 10-11" /> },
  failed: { word: 'Failed', colour: 'text-danger', shape: <path d="m6 6 12 12M18 6 6 18" /> },
  not_yet: {
    word: 'Not yet',
    colour: 'text-stale',
    shape: <path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="3" />,
  },
}
