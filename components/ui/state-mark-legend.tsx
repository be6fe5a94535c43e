import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { StateMark, type StateMarkKind } from './state-mark.tsx'

const words: readonly (readonly [StateMarkKind, string, string])[] = [
  ['given', 'Given', 'A yes that counts.'],
  ['not-given', 'Not given', 'No answer yet, or a no. Both count as no.'],
  ['asked', 'Asked', 'A question waits for an answer.'],
  ['locked', 'Locked', 'Turned off above: it cannot be turned on here.'],
  ['forbidden', 'Ruled out', 'The terms do not allow it.'],
  ['stale', 'Answer again', 'What the yes rested on has changed.'],
]

/** The six marks with their meanings; `meanings` replaces a meaning where a page is more precise. */
export function StateMarkLegend({
  title = 'What the marks mean',
  meanings = {},
  compact = false,
}: {
  title?: string
  meanings?: Partial<Record<StateMarkKind, ReactNode>>
  /** One column, for the space beside a text. */
  compact?: boolean
}) {
  return (
    <div>
      <p className="font-semibold">{title}</p>
      <dl
        className={classNames(
          'mt-3 grid gap-x-8 gap-y-3',
          !compact && 'sm:grid-cols-2 lg:grid-cols-3',
        )}
      >
        {words.map(([state, name, meaning]) => (
          <div key={state} className="grid grid-cols-[1.5rem_1fr] content-start gap-x-3">
            <dt className="contents">
              <StateMark state={state} />
              <span className="font-semibold">{name}</span>
            </dt>
            <dd className="col-start-2 text-sm text-soft">{meanings[state] ?? meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
