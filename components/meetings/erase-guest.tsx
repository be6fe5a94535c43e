'use client'

import { useEffect, useRef, useState } from 'react'
import { sendJson } from '#components/api/send.ts'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { apiPaths } from '#lib/paths.ts'
import type { MeetingWords, RefusedAs } from '#lib/words/meeting/meeting-words.ts'
import { InWords } from './in-words.tsx'
import { refusedAs } from './refused-as.ts'

/** A guest's own erasure, folded, with what it does before it is done. `onErased`: until when evidence is kept. */
export function EraseGuest({
  token,
  words: { erasure, refused },
  onErased,
}: {
  token: string
  words: MeetingWords
  onErased: (keepUntil: string) => void
}) {
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<RefusedAs | null>(null)

  async function erase(): Promise<void> {
    setPending(true)
    const sent = await sendJson<{ keepUntil: string }>(apiPaths.meetingLinkErasures(token))
    setPending(false)
    if (sent.ok) onErased(sent.value.keepUntil)
    else setProblem(refusedAs(sent.problem.code))
  }

  return (
    <section aria-labelledby="erasure" className="no-print mt-14 border-t border-rule pt-6">
      <h2 id="erasure" className="sr-only">
        {erasure.heading}
      </h2>
      <Disclosure summary={erasure.fold}>
        <ul className="prose">
          {erasure.effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
        <div className="mt-4">
          <SubmitButton
            type="button"
            pending={isPending}
            pendingText={erasure.erasing}
            onClick={() => void erase()}
          >
            {erasure.erase}
          </SubmitButton>
        </div>
        {problem === null ? null : (
          <ErrorSummary
            title={refused[problem].title}
            errors={[{ message: refused[problem].text }]}
          />
        )}
      </Disclosure>
    </section>
  )
}

/** What stands there once it is done: nothing else of the page is theirs any more. */
export function Erased({
  keptUntil,
  words: { erasure, locale },
}: {
  keptUntil: string
  words: MeetingWords
}) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} role="status" tabIndex={-1} className="max-w-measure border-y border-rule py-8">
      <p className="font-serif text-xl">{erasure.done}</p>
      <p className="mt-2 text-soft">
        <InWords phrase={erasure.keptUntil(keptUntil)} locale={locale} />
      </p>
    </div>
  )
}
