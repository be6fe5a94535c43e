'use client'

import { useState, type SubmitEvent } from 'react'
import { ActOutcome } from '#components/api/act-outcome.tsx'
import { useActing } from '#components/api/acting.tsx'
import { sendJson } from '#components/api/send.ts'
import { lowerFirst } from '#components/ui/lower-first.ts'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { apiPaths } from '#lib/paths.ts'
import type { FeaturePoliciesInput } from '#lib/schemas/policies.ts'
import type { PoliciesView } from '#lib/queries/policies.ts'
import { policyWords } from './policy-words.ts'

type Mode = PoliciesView['modes'][number]['mode']

export type TreatedFeature = {
  readonly purpose: string
  readonly title: string
  /** The reference of the ground it rests on; null where it rests on consent. */
  readonly ground: string | null
}

/** One of four ways for one feature. Nothing is picked beforehand: what holds stands above. */
export function TreatmentForm({
  feature: { purpose, title, ground },
  modes,
  revision,
}: {
  feature: TreatedFeature
  modes: PoliciesView['modes']
  revision: string
}) {
  const { account, isPending, act } = useActing()
  const [mode, setMode] = useState<Mode | null>(null)
  const [isMissing, setMissing] = useState(false)
  const picked = modes.find((each) => each.mode === mode)
  const change = {
    key: `treatment-${purpose}`,
    said: `${title} in your organisation’s meetings: ${lowerFirst(picked?.label ?? '')}.`,
  }

  async function submit(press: SubmitEvent) {
    press.preventDefault()
    setMissing(mode === null)
    if (mode === null) return
    const body: FeaturePoliciesInput = { policies: [{ purpose, mode }] }
    const send = () =>
      sendJson<{ receiptId: string | null }>(apiPaths.featurePolicies(account), {
        method: 'PUT',
        body,
        ifMatch: revision,
      })
    if (await act({ ...change, send })) setMode(null)
  }

  return (
    <form onSubmit={(press) => void submit(press)} className="grid gap-5 sm:ps-9" noValidate>
      <RadioGroup
        name={`mode-${purpose}`}
        label={`Who has not said yes to ${lowerFirst(title)}`}
        {...(isMissing ? { error: 'Pick one of these.' } : {})}
        options={modes.map((each) => ({
          value: each.mode,
          label: each.label,
          hint: hintOf(each, ground),
        }))}
        value={mode}
        onValueChange={(value) => {
          setMode(modes.find((each) => each.mode === value)?.mode ?? null)
          setMissing(false)
        }}
      />
      <div>
        <SubmitButton pending={isPending(change)} pendingText="Recording">
          Set this for {lowerFirst(title)}
        </SubmitButton>
      </div>
      <ActOutcome actKey={change.key} words={policyWords} />
    </form>
  )
}

function hintOf({ sentence, needsGround }: PoliciesView['modes'][number], ground: string | null) {
  if (!needsGround) return sentence
  return ground === null
    ? `${sentence} It needs another ground than consent, and none is recorded for this feature.`
    : `${sentence} It rests on the ground that you recorded: ${ground}.`
}
