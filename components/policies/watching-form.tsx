'use client'

import { useState, type SubmitEvent } from 'react'
import { ActOutcome } from '#components/api/act-outcome.tsx'
import { useActing } from '#components/api/acting.tsx'
import { sendJson } from '#components/api/send.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { apiPaths } from '#lib/paths.ts'
import type { ObservationInput } from '#lib/schemas/policies.ts'
import { policyWords } from './policy-words.ts'

const KEY = 'watching'

/** Until which day decisions are only watched; and the way back, which is always there. */
export function WatchingForm({ revision, isWatching }: { revision: string; isWatching: boolean }) {
  const { account, isPending, act } = useActing()
  const [day, setDay] = useState('')
  const [isMissing, setMissing] = useState(false)
  const watch = { key: KEY, said: `Decisions are only watched until ${day}.` }
  const hold = { key: KEY, said: 'Decisions hold from now on.' }
  const put = (until: ObservationInput['until']) => () =>
    sendJson<{ receiptId: string | null }>(apiPaths.observation(account), {
      method: 'PUT',
      body: { until } satisfies ObservationInput,
      ifMatch: revision,
    })

  async function submit(press: SubmitEvent) {
    press.preventDefault()
    setMissing(day === '')
    if (day === '') return
    if (await act({ ...watch, send: put(`${day}T00:00:00Z`) })) setDay('')
  }

  return (
    <div className="grid gap-6">
      <form onSubmit={(press) => void submit(press)} className="grid max-w-form gap-4" noValidate>
        <TextField
          name="until"
          type="date"
          label="Only watch decisions until"
          hint="At most a year ahead. On that day decisions hold again by themselves."
          {...(isMissing ? { error: 'Pick a day.' } : {})}
          value={day}
          onChange={({ target }) => {
            setDay(target.value)
            setMissing(false)
          }}
        />
        <div>
          <SubmitButton pending={isPending(watch)} pendingText="Recording">
            Only watch until that day
          </SubmitButton>
        </div>
      </form>
      {isWatching ? (
        <div>
          <SubmitButton
            type="button"
            pending={isPending(hold)}
            pendingText="Recording"
            onClick={() => void act({ ...hold, send: put(null) })}
          >
            Let decisions hold now
          </SubmitButton>
        </div>
      ) : null}
      <ActOutcome actKey={KEY} words={policyWords} />
    </div>
  )
}
