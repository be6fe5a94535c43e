'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { sentencesIn, type ProblemSentence } from '#components/api/problem-sentences.ts'
import { sendJson, type Problem } from '#components/api/send.ts'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'

/** One act on the draft as it was shown: it is published, or approved for somebody else to publish. */
export function DraftActForm({
  id,
  url,
  digest,
  label,
  pendingText,
  obstacles,
  variant = 'choice',
}: {
  id: string
  url: string
  /** Of the draft as it was shown. */
  digest: string
  label: string
  pendingText: string
  /** What stands in the way, in sentences: nothing can be pressed until they are gone. */
  obstacles: readonly string[]
  variant?: 'choice' | 'primary'
}) {
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const [errors, setErrors] = useState<readonly ProblemSentence[]>([])
  const isBlocked = obstacles.length > 0

  async function act() {
    setPending(true)
    const sent = await sendJson(url, { body: {}, ifMatch: digest })
    setPending(false)
    setErrors(sent.ok ? [] : refusal(sent.problem))
    if (sent.ok) router.refresh()
  }

  return (
    <div className="grid gap-5">
      <ErrorSummary errors={errors} />
      {isBlocked ? (
        <ul id={`${id}-obstacles`} className="grid gap-1 border-s-4 border-ink ps-4 font-semibold">
          {obstacles.map((obstacle) => (
            <li key={obstacle}>{obstacle}</li>
          ))}
        </ul>
      ) : null}
      <div>
        <SubmitButton
          type="button"
          variant={variant}
          disabled={isBlocked}
          aria-describedby={isBlocked ? `${id}-obstacles` : undefined}
          pending={pending}
          pendingText={pendingText}
          onClick={() => void act()}
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
  'Somebody else saved something of this version meanwhile, so nothing was done. Load the page again and look at what it says now.'
