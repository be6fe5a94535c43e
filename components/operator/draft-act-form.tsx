'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { sentencesIn, type ProblemSentence } from '#components/api/problem-sentences.ts'
import { sendJson, type Problem } from '#components/api/send.ts'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

/** Publishes a version with the mapping that is saved. The words above it say what that does. */
export function PublishForm({
  url,
  digest,
  label,
  hasUnsaved,
}: {
  url: string
  /** Of the draft as it was shown. */
  digest: string
  label: string
  hasUnsaved: boolean
}) {
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const [errors, setErrors] = useState<readonly ProblemSentence[]>([])

  async function publish() {
    setPending(true)
    const sent = await sendJson(url, { body: {}, ifMatch: digest })
    setPending(false)
    setErrors(sent.ok ? [] : refusal(sent.problem))
    if (sent.ok) router.refresh()
  }

  return (
    <div className="grid gap-5">
      <ErrorSummary errors={errors} />
      {hasUnsaved ? (
        <p className="font-semibold" id="publish-unsaved">
          Save your changes first, or undo them: what is published is what is saved.
        </p>
      ) : null}
      <div>
        <SubmitButton
          type="button"
          disabled={hasUnsaved}
          aria-describedby={hasUnsaved ? 'publish-unsaved' : undefined}
          pending={pending}
          pendingText="Publishing"
          onClick={() => void publish()}
        >
          {label}
        </SubmitButton>
      </div>
    </div>
  )
}

function refusal(problem: Problem): readonly ProblemSentence[] {
  return problem.code === 'stale_page' ? [{ message: overtaken }] : sentencesIn(problem)
}

const overtaken =
  'Somebody else saved the mapping meanwhile, so nothing is published. Load the page again and look at what it says now.'
