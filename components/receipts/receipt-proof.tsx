'use client'

import { useQuery } from '@tanstack/react-query'
import { StateMark } from '#components/ui/state-mark.tsx'

type Progress = { readonly state: 'awaiting_proof' | 'complete'; readonly index: number | null }

/** An index comes within a second or two; where the worker stands still, asking often brings it no sooner. */
const askAgainMs = 500
const askOftenTimes = 20
const askSeldomMs = 5000

/** How far the proof of a receipt is. While its entry awaits an index, the portal is asked again. */
export function ReceiptProof({ url, initial }: { url: string; initial: Progress }) {
  const { data, isError } = useQuery({
    queryKey: ['receipt-progress', url],
    queryFn: () => fetchProgress(url),
    initialData: initial,
    enabled: initial.state !== 'complete',
    refetchInterval: ({ state }) => {
      if (state.data?.state === 'complete') return false
      return isLate(state) ? askSeldomMs : askAgainMs
    },
  })
  const isComplete = data.state === 'complete'
  return (
    // Not role=status, which no page prints: this sentence belongs to the document.
    <p
      aria-live="polite"
      className="grid max-w-measure grid-cols-[1.5rem_1fr] gap-x-3 font-serif text-lg"
    >
      <StateMark state={isComplete ? 'given' : 'asked'} className="mt-0.5" />
      <span>
        Proof: <strong>{isComplete ? 'complete.' : 'awaiting proof.'}</strong>{' '}
        {isComplete
          ? `This receipt is entry ${String(data.index)} of the ledger, and the file proves it.`
          : `Its place in the ledger is being given. ${isError ? 'The portal does not answer at the moment, and is asked again.' : 'This takes a second or two.'}`}
      </span>
    </p>
  )
}

function isLate(asked: { readonly dataUpdateCount: number; readonly errorUpdateCount: number }) {
  return asked.dataUpdateCount + asked.errorUpdateCount > askOftenTimes
}

async function fetchProgress(url: string): Promise<Progress> {
  const response = await fetch(url, { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`status ${String(response.status)}`)
  return (await response.json()) as Progress
}
