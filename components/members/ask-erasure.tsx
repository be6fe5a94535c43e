'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { sendJson, type Problem } from '#components/api/send.ts'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { apiPaths } from '#lib/paths.ts'

/** A member asks for their erasure: one press, on record, and carried out by somebody else. */
export function AskErasure({ account }: { account: string }) {
  const router = useRouter()
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function ask() {
    setPending(true)
    const sent = await sendJson(apiPaths.erasureRequests(account))
    setPending(false)
    setProblem(sent.ok ? null : sent.problem)
    if (sent.ok) router.refresh()
  }

  return (
    <div className="grid max-w-form gap-6">
      {problem === null ? null : (
        <ErrorSummary title={problem.title} errors={[{ message: problem.detail }]} />
      )}
      <div>
        <SubmitButton
          type="button"
          pending={isPending}
          pendingText="Recording"
          onClick={() => void ask()}
        >
          Ask for my erasure
        </SubmitButton>
      </div>
    </div>
  )
}
