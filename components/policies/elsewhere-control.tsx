'use client'

import { useActing } from '#components/api/acting.tsx'
import { sendJson } from '#components/api/send.ts'
import { lowerFirst } from '#components/ui/lower-first.ts'
import { apiPaths } from '#lib/paths.ts'
import type { FeaturePoliciesInput } from '#lib/schemas/policies.ts'
import { EffectControl, type Setting } from './effect-control.tsx'

export type ElsewhereTarget = {
  readonly purpose: string
  readonly title: string
  /** The whole state, as its accessible name. */
  readonly state: string
}

/** What an account permits its people in meetings of others. */
export function ElsewhereControl({
  target: { purpose, title, state },
  revision,
  effects,
}: {
  target: ElsewhereTarget
  revision: string
  effects: Readonly<Record<Setting, readonly string[]>>
}) {
  const { account } = useActing()
  const about = lowerFirst(title)
  const [decide, off] = ['Members decide for themselves', 'Off for everyone']
  const nameOf = (label: string) => `${label}: ${about}, in other organisations’ meetings`
  const send = (to: Setting) => {
    const body: FeaturePoliciesInput = { policies: [{ purpose, elsewhere: to }] }
    return sendJson<{ receiptId: string | null }>(apiPaths.featurePolicies(account), {
      method: 'PUT',
      body,
      ifMatch: revision,
    })
  }
  return (
    <EffectControl
      actKey={`elsewhere-${purpose}`}
      state={state}
      send={send}
      choices={{
        members_decide: {
          ...{ label: decide, name: nameOf(decide), effects: effects.members_decide },
          submit: `Let members decide about ${about} there`,
          said: `In other organisations’ meetings your members decide about ${about} for themselves.`,
        },
        off: {
          ...{ label: off, name: nameOf(off), effects: effects.off },
          submit: `Turn ${about} off there`,
          said: `In other organisations’ meetings ${about} works on none of your people from now on.`,
        },
      }}
    />
  )
}
