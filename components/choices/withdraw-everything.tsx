'use client'

import { useActing } from '#components/api/acting.tsx'
import { sendJson } from '#components/api/send.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { apiPaths } from '#lib/paths.ts'
import { AnswerOutcome } from './answer-outcome.tsx'

const withdrawal = { key: 'withdraw-everything', said: 'Every yes of yours is taken back.' }

/** Takes back every yes over both questions: one press, and nothing before or after it. */
export function WithdrawEverything() {
  const { account, isPending, act } = useActing()
  const send = () => sendJson<{ receiptIds: readonly string[] }>(apiPaths.withdrawals(account))
  return (
    <div className="no-print">
      <p className="mb-3 max-w-measure text-sm">
        One press takes back every yes of yours, to AI features and to content sharing. It needs no
        reason.
      </p>
      <SubmitButton
        type="button"
        className="w-full"
        pending={isPending(withdrawal)}
        pendingText="Recording"
        onClick={() => void act({ ...withdrawal, send })}
      >
        Withdraw everything
      </SubmitButton>
      <AnswerOutcome answerKey={withdrawal.key} />
    </div>
  )
}
