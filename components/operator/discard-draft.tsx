'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { sentencesIn, type ProblemSentence } from '#components/api/problem-sentences.ts'
import { sendJson } from '#components/api/send.ts'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

/** Lets go of a saved draft. It cannot be undone, so it takes a second step that says so. */
export function DiscardDraft({
  url,
  revision,
  after,
}: {
  url: string
  /** Of the draft as it is on the screen: another one stays. */
  revision: number
  /** Where to go when it is gone. */
  after: string
}) {
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const [errors, setErrors] = useState<readonly ProblemSentence[]>([])

  async function discard() {
    setPending(true)
    const sent = await sendJson(url, { method: 'DELETE', ifMatch: String(revision) })
    setPending(false)
    if (!sent.ok) {
      const { code } = sent.problem
      setErrors(code === 'stale_page' ? [{ message: overtaken }] : sentencesIn(sent.problem))
      return
    }
    router.push(after)
    router.refresh()
  }

  return (
    <Disclosure summary="Discard this draft">
      <div className="grid justify-items-start gap-4">
        <ErrorSummary errors={errors} />
        <p>
          Its text is deleted for everybody, and nobody can bring it back. Versions that were
          finished stay as they are.
        </p>
        <SubmitButton
          type="button"
          pending={pending}
          pendingText="Discarding the draft"
          onClick={() => void discard()}
        >
          Discard it for good
        </SubmitButton>
      </div>
    </Disclosure>
  )
}

const overtaken =
  'Somebody else saved this draft meanwhile, so it was not discarded. Load the page again and read what they wrote.'
