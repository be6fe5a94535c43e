'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Problem, sendJson } from '#components/api/send.ts'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { apiPaths } from '#lib/paths.ts'
import type { ReminderInput } from '#lib/schemas/reminder.ts'

/** How a person is reminded of an answer that is needed again: their own setting, and no answer by itself. */
export function ReminderSetting({ account, isOff }: { account: string; isOff: boolean }) {
  const router = useRouter()
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function set(remind: ReminderInput['remind']) {
    setPending(true)
    const body: ReminderInput = { remind }
    const sent = await sendJson(apiPaths.reminder(account), { method: 'PUT', body })
    setProblem(sent.ok ? null : sent.problem)
    setPending(false)
    if (sent.ok) router.refresh()
  }

  return (
    <>
      <p className="max-w-measure font-serif text-lg" aria-live="polite" aria-atomic="true">
        Reminders: <strong>{isOff ? 'never.' : 'at most every 14 days.'}</strong>{' '}
        {isOff
          ? 'An answer of yours that is needed again waits on its page, and is no yes until you give it.'
          : 'When an answer of yours is needed again, a line above the page says so, and then leaves you alone for 14 days.'}
      </p>
      <p className="no-print mt-4">
        <SubmitButton
          type="button"
          pending={isPending}
          pendingText="Saving"
          onClick={() => void set(isOff ? 'every_14_days' : 'never')}
        >
          {isOff ? 'Remind me every 14 days' : 'Never remind me'}
        </SubmitButton>
      </p>
      {problem === null ? null : (
        <ErrorSummary title={problem.title} errors={[{ message: problem.detail }]} />
      )}
    </>
  )
}
