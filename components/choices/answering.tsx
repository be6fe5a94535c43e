'use client'

import { createContext, type ReactNode, useContext, useState } from 'react'
import { Acting } from '#components/api/acting.tsx'
import type { PageBasis } from './page-basis.ts'

type AnsweringState = {
  /** What the page rests on now, and what it rested on when the last answer was given. */
  readonly basis: PageBasis
  readonly before: PageBasis
  /** To be called with each answer. */
  readonly remember: () => void
}

const State = createContext<AnsweringState | null>(null)

/** The frame of a page of answers: it knows what was on the screen when an answer was given. */
export function Answering({
  account,
  basis,
  children,
}: {
  account: string
  basis: PageBasis
  children: ReactNode
}) {
  const [before, setBefore] = useState(basis)
  return (
    <State value={{ basis, before, remember: () => setBefore(basis) }}>
      <Acting account={account}>{children}</Acting>
    </State>
  )
}

export function useAnswering(): AnsweringState {
  const state = useContext(State)
  if (state === null) throw new Error('an answer is given inside <Answering>')
  return state
}
