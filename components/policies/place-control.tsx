'use client'

import { ActOutcome } from '#components/api/act-outcome.tsx'
import { useActing } from '#components/api/acting.tsx'
import { sendJson } from '#components/api/send.ts'
import { ChoicePair } from '#components/ui/choice-pair.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { apiPaths } from '#lib/paths.ts'
import type { AccountPolicyInput } from '#lib/schemas/policies.ts'
import { policyWords } from './policy-words.ts'

const KEY = 'unknown-place'

/** What an unknown place counts as: two answers, alike. */
export function PlaceControl({ state, revision }: { state: string; revision: string }) {
  const { account, isPending, act } = useActing()
  const button = (isStrict: boolean) => {
    const change = {
      key: KEY,
      said: isStrict
        ? 'An unknown place counts as one that wants everyone’s consent.'
        : 'An unknown place counts as any other.',
    }
    const body: AccountPolicyInput = { unknownPlaceIsStrict: isStrict }
    const send = () =>
      sendJson<{ receiptId: string | null }>(apiPaths.policy(account), {
        method: 'PUT',
        body,
        ifMatch: revision,
      })
    // The button brings its own live region: a cell holds both.
    return (
      <div key={String(isStrict)} className="grid">
        <SubmitButton
          type="button"
          pending={isPending(change)}
          pendingText="Recording"
          onClick={() => void act({ ...change, send })}
        >
          {isStrict ? 'Count it as strict' : 'Count it as any other'}
        </SubmitButton>
      </div>
    )
  }
  return (
    <div role="group" aria-label={state} className="sm:ps-9">
      <ChoicePair>{[button(true), button(false)]}</ChoicePair>
      <ActOutcome actKey={KEY} words={policyWords} />
    </div>
  )
}
