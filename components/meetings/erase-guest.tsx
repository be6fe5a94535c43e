'use client'

import { useEffect, useRef, useState } from 'react'
import { sendJson, type Problem } from '#components/api/send.ts'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { apiPaths } from '#lib/paths.ts'

/** A guest's own erasure, folded, with what it does before it is done. `onErased`: until when evidence is kept. */
export function EraseGuest({
  token,
  onErased,
}: {
  token: string
  onErased: (keepUntil: string) => void
}) {
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function erase(): Promise<void> {
    setPending(true)
    const sent = await sendJson<{ keepUntil: string }>(apiPaths.meetingLinkErasures(token))
    setPending(false)
    if (sent.ok) onErased(sent.value.keepUntil)
    else setProblem(sent.problem)
  }

  return (
    <section aria-labelledby="erasure" className="no-print mt-14 border-t border-rule pt-6">
      <h2 id="erasure" className="sr-only">
        Being erased here
      </h2>
      <Disclosure summary="Erase what is kept of me here">
        <ul className="prose">
          <li>
            From then on nothing of yours is taken in, and you are not asked again by this link.
          </li>
          <li>
            What ties you to your answers goes at once, and so do your receipts. Take those away
            first that you want to keep: they still verify.
          </li>
          <li>
            Your signed answers are locked away as evidence for a court or an authority, for a
            stated time, and then erased.
          </li>
          <li>
            The tamper-evident record keeps its entries, which say nothing about you. The meeting
            service erases what it keeps itself: ask it.
          </li>
        </ul>
        <div className="mt-4">
          <SubmitButton
            type="button"
            pending={isPending}
            pendingText="Erasing"
            onClick={() => void erase()}
          >
            Erase me here, for good
          </SubmitButton>
        </div>
        {problem === null ? null : (
          <ErrorSummary title={problem.title} errors={[{ message: problem.detail }]} />
        )}
      </Disclosure>
    </section>
  )
}

/** What stands there once it is done: nothing else of the page is theirs any more. */
export function Erased({ keptUntil }: { keptUntil: string }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} role="status" tabIndex={-1} className="max-w-measure border-y border-rule py-8">
      <p className="font-serif text-xl">You are erased here.</p>
      <p className="mt-2 text-soft">
        Nothing of yours is taken in any more, and nothing here leads to what you said. The locked
        evidence is erased on <Timestamp at={keptUntil} detail="day" />.
      </p>
    </div>
  )
}
