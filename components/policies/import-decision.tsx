'use client'

import { ActOutcome } from '#components/api/act-outcome.tsx'
import { useActing } from '#components/api/acting.tsx'
import { sendJson } from '#components/api/send.ts'
import { ChoicePair } from '#components/ui/choice-pair.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { apiPaths } from '#lib/paths.ts'

const KEY = 'import'

/** Taken over or not: two answers, alike. */
export function ImportDecision({ id }: { id: string }) {
  const { account, isPending, act } = useActing()
  const button = (
    label: string,
    said: string,
    path: string,
    more: { isUnrecorded?: true } = {},
  ) => (
    <div key={label} className="grid">
      <SubmitButton
        type="button"
        pending={isPending({ key: KEY, said })}
        pendingText="Recording"
        onClick={() => void act({ key: KEY, said, ...more, send: () => sendJson(path, {}) })}
      >
        {label}
      </SubmitButton>
    </div>
  )
  const take = 'These settings are your organisation’s own from now on. Nobody is asked by it yet.'
  return (
    <div role="group" aria-label="Settings that the platform brought along: waiting for you">
      <ChoicePair>
        {[
          button('Take these over', take, apiPaths.settingsConfirmation(account, id)),
          button(
            'Leave all as it is',
            'They count for nothing.',
            apiPaths.settingsDismissal(account, id),
            { isUnrecorded: true },
          ),
        ]}
      </ChoicePair>
    </div>
  )
}

/** What came of it stays where nothing waits any more. */
export function ImportOutcome() {
  return <ActOutcome actKey={KEY} />
}
