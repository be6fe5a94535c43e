'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useRef, useState, useTransition } from 'react'
import type { Problem, Sent } from './send.ts'

/** What came of the last act on this page. Only one is shown: an older one would contradict it. */
export type Outcome =
  | {
      readonly kind: 'recorded'
      readonly key: string
      readonly said: string
      /** None where everything was so already, and of what is no act. */
      readonly receiptIds: readonly string[]
      readonly hasChanged: boolean
    }
  | { readonly kind: 'refused'; readonly key: string; readonly problem: Problem }

/** One act: where on the page it is done, what to say of it, and how it is sent. */
export type Act = {
  readonly key: string
  readonly said: string
  /** It is on no record, so that no receipt comes of it. */
  readonly isUnrecorded?: true
  readonly send: () => Promise<
    Sent<{ readonly receiptId: string | null } | { readonly receiptIds: readonly string[] }>
  >
}

type ActingState = {
  readonly account: string
  readonly outcome: Outcome | null
  readonly isPending: (act: Pick<Act, 'key' | 'said'>) => boolean
  /** Answers whether it was recorded. */
  readonly act: (act: Act) => Promise<boolean>
}

const State = createContext<ActingState | null>(null)

/**
 * Holds the one act that is under way on a page and what came of it. The page is read anew after each,
 * also after a refusal; what is shown as recorded is durable.
 */
export function Acting({ account, children }: { account: string; children: ReactNode }) {
  const router = useRouter()
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [pending, setPending] = useState<Pick<Act, 'key' | 'said'> | null>(null)
  const [, startRefresh] = useTransition()
  const busy = useRef(false)

  async function act({ key, said, isUnrecorded, send }: Act): Promise<boolean> {
    // One at a time: the second press of a hasty double click is the first one's.
    if (busy.current) return false
    busy.current = true
    setPending({ key, said })
    const sent = await send()
    setOutcome(
      sent.ok
        ? { kind: 'recorded', key, said, ...cameOf(receiptsIn(sent.value), isUnrecorded) }
        : { kind: 'refused', key, problem: sent.problem },
    )
    setPending(null)
    busy.current = false
    startRefresh(() => router.refresh())
    return sent.ok
  }

  const isPending: ActingState['isPending'] = ({ key, said }) =>
    pending?.key === key && pending.said === said
  return <State value={{ account, outcome, isPending, act }}>{children}</State>
}

export function useActing(): ActingState {
  const state = useContext(State)
  if (state === null) throw new Error('an act is done inside <Acting>')
  return state
}

function cameOf(receiptIds: readonly string[], isUnrecorded = false) {
  return { receiptIds, hasChanged: isUnrecorded || receiptIds.length > 0 }
}

function receiptsIn(
  value: { readonly receiptId: string | null } | { readonly receiptIds: readonly string[] },
): readonly string[] {
  if ('receiptIds' in value) return value.receiptIds
  return value.receiptId === null ? [] : [value.receiptId]
}
