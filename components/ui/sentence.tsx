import type { ReactNode } from 'react'
import { StateMark, type StateMarkKind } from './state-mark.tsx'

/**
 * A state told as a sentence: what it is about, the state itself in strong, then what follows from it.
 * "Meeting summary: **allowed for your account. You have said no.** It will not run on what you say."
 */
export function Sentence({
  mark,
  about,
  state,
  children,
}: {
  mark: StateMarkKind
  about: ReactNode
  state: ReactNode
  children?: ReactNode
}) {
  return (
    <p className="grid max-w-measure grid-cols-[1.5rem_1fr] gap-x-3 font-serif text-lg">
      <StateMark state={mark} className="mt-0.5" />
      <span className="text-pretty">
        {about}: <strong>{state}</strong> {children}
      </span>
    </p>
  )
}

/** What a sentence rests on, in small beneath it: who decided, when, on which version, the receipt. */
export function FinePrint({ children }: { children: ReactNode }) {
  return <p className="mt-1 max-w-measure ps-9 text-sm text-soft">{children}</p>
}
