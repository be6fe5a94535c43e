'use client'

import { useActing } from '#components/api/acting.tsx'
import { ActOutcome } from '#components/api/act-outcome.tsx'
import { sendJson } from '#components/api/send.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { apiPaths } from '#lib/paths.ts'
import type { AskingView } from '#lib/queries/permissions.ts'

/**
 * Asks about a purpose that is permitted already. Where members were not to be asked yet, that decision is
 * changed with it; where they were asked, only those are who have joined or whose answer is open again.
 */
export function AskMembers({
  question,
  purpose,
  about,
  asking,
}: {
  question: 'features' | 'sharing'
  purpose: string
  about: string
  asking: AskingView | null
}) {
  const { account, isPending, act } = useActing()
  const isFirst = asking?.mode !== 'ask_now'
  const label = isFirst ? 'Ask members now' : 'Ask those whose answer is open'
  const request = { key: `ask-${purpose}`, said: 'Those who have yet to answer are asked.' }
  const send = () => {
    const askings = [{ purpose, mode: 'ask_now', reference: null }]
    return isFirst
      ? sendJson<{ receiptId: string | null }>(apiPaths.permissions(account), {
          body: { question, scope: purpose, settings: [], askings },
        })
      : sendJson<{ receiptId: string | null }>(apiPaths.requests(account), { body: { purpose } })
  }
  return (
    <div className="sm:ps-9">
      <SubmitButton
        type="button"
        variant={isFirst ? 'choice' : 'quiet'}
        aria-label={`${label}: ${about}`}
        pending={isPending(request)}
        pendingText="Asking"
        onClick={() => void act({ ...request, send })}
      >
        {label}
      </SubmitButton>
      <ActOutcome actKey={request.key} />
    </div>
  )
}
