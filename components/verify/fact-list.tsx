import type { Fact, OpenFact, StandingFact } from '@assent/receipt'
import type { ReactNode } from 'react'

/** Facts in their order, each a sentence with a mark of its own. */
export function FactList({ facts }: { facts: readonly (Fact | OpenFact | StandingFact)[] }) {
  return (
    <ol className="grid max-w-measure gap-3">
      {facts.map((fact) => (
        <li key={fact.sentence} className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3">
          <FactMark look={lookOf(fact)} />
          <span className="wrap-anywhere">
            {lookOf(fact).word === null ? null : (
              <strong className={lookOf(fact).colour}>{lookOf(fact).word}: </strong>
            )}
            {fact.sentence}
          </span>
        </li>
      ))}
    </ol>
  )
}

function FactMark({ look: { colour, shape } }: { look: Look }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={`mt-px size-6 ${colour}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {shape}
    </svg>
  )
}

type Look = { readonly word: string | null; readonly colour: string; readonly shape: ReactNode }

/** Told apart by shape and by word: what is open looks like no failure, and like nothing established. */
const looks: Record<(Fact | OpenFact)['state'], Look> = {
  established: { word: null, colour: 'text-ink', shape: <path d="m4.5 12.5 5 5 10-11" /> },
  failed: { word: 'Failed', colour: 'text-danger', shape: <path d="m6 6 12 12M18 6 6 18" /> },
  not_yet: {
    word: 'Not yet',
    colour: 'text-stale',
    shape: <path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="3" />,
  },
  open: {
    word: 'Open',
    colour: 'text-stale',
    shape: <circle cx="12" cy="12" r="8" strokeDasharray="3 3.6" />,
  },
}

function lookOf({ code, state }: Fact | OpenFact | StandingFact): Look {
  return code === 'no_longer_so' ? { ...looks.failed, word: 'Over' } : looks[state]
}
