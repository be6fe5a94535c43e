import type { ReactNode } from 'react'
import { StateMark, type StateMarkKind } from '#components/ui/state-mark.tsx'

/** A line above a page, in its flow: it covers nothing, holds nothing up and is on no paper. */
export function ReminderBar({
  label,
  mark,
  sentence,
  links,
  children,
}: {
  label: string
  mark: StateMarkKind
  sentence: ReactNode
  links: ReactNode
  children: ReactNode
}) {
  return (
    <aside aria-label={label} className="no-print border-b border-rule bg-sunken">
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-10 gap-y-3 px-5 py-3 sm:px-8">
        <div className="grid max-w-measure grow basis-72 grid-cols-[1.5rem_1fr] gap-x-3">
          <StateMark state={mark} className="mt-0.5" />
          <div>
            <p className="text-pretty">{sentence}</p>
            <p className="flex flex-wrap gap-x-5 text-sm *:inline-flex *:min-h-8 *:items-center">
              {links}
            </p>
          </div>
        </div>
        {children}
      </div>
    </aside>
  )
}
