'use client'

import { useEffect, useRef, useState } from 'react'
import { ActOutcome } from '#components/api/act-outcome.tsx'
import { useActing } from '#components/api/acting.tsx'
import { sendJson } from '#components/api/send.ts'
import { Button } from '#components/ui/button.tsx'
import { ChoicePair } from '#components/ui/choice-pair.tsx'
import { lowerFirst } from '#components/ui/lower-first.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { apiPaths } from '#lib/paths.ts'
import type { FeaturePoliciesInput } from '#lib/schemas/policies.ts'
import { policyWords } from './policy-words.ts'

type Elsewhere = 'members_decide' | 'off'

const LABELS: Readonly<Record<Elsewhere, string>> = {
  members_decide: 'Members decide for themselves',
  off: 'Off for everyone',
}

export type ElsewhereTarget = {
  readonly purpose: string
  readonly title: string
  /** The whole state, as its accessible name. */
  readonly state: string
}

/** The two settings, alike in every way. Either shows what it would do, in place, before it is saved. */
export function ElsewhereControl({
  target,
  revision,
  effects,
}: {
  target: ElsewhereTarget
  revision: string
  effects: Readonly<Record<Elsewhere, readonly string[]>>
}) {
  const hydrated = useHydrated()
  const [open, setOpen] = useState<Elsewhere | null>(null)
  const buttons = useRef<HTMLDivElement>(null)
  const key = `elsewhere-${target.purpose}`
  const button = (to: Elsewhere) => (
    <Button
      key={to}
      data-to={to}
      disabled={!hydrated}
      aria-expanded={open === to}
      aria-label={`${LABELS[to]}: ${lowerFirst(target.title)}, in other organisations’ meetings`}
      onClick={() => setOpen(to)}
    >
      {LABELS[to]}
    </Button>
  )

  function leave() {
    buttons.current?.querySelector<HTMLElement>(`[data-to=${open ?? 'off'}]`)?.focus()
    setOpen(null)
  }

  return (
    <div role="group" aria-label={target.state} ref={buttons} className="sm:ps-9">
      <ChoicePair>{[button('members_decide'), button('off')]}</ChoicePair>
      {open === null ? null : (
        <EffectPanel
          key={open}
          to={open}
          target={target}
          revision={revision}
          effects={effects[open]}
          onDone={() => setOpen(null)}
          onLeave={leave}
        />
      )}
      <ActOutcome actKey={key} words={policyWords} />
    </div>
  )
}

function EffectPanel({
  to,
  target: { purpose, title },
  revision,
  effects,
  onDone,
  onLeave,
}: {
  to: Elsewhere
  target: ElsewhereTarget
  revision: string
  effects: readonly string[]
  onDone: () => void
  onLeave: () => void
}) {
  const { account, isPending, act } = useActing()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const about = lowerFirst(title)
  const change = {
    key: `elsewhere-${purpose}`,
    said:
      to === 'off'
        ? `In other organisations’ meetings ${about} works on none of your people from now on.`
        : `In other organisations’ meetings your members decide about ${about} for themselves.`,
  }
  const body: FeaturePoliciesInput = { policies: [{ purpose, elsewhere: to }] }
  const send = () =>
    sendJson<{ receiptId: string | null }>(apiPaths.featurePolicies(account), {
      method: 'PUT',
      body,
      ifMatch: revision,
    })
  return (
    <div className="mt-5 max-w-measure border-s-4 border-rule-strong ps-5">
      <h4 ref={heading} tabIndex={-1} className="font-serif text-lg font-semibold">
        What this would do
      </h4>
      <ul className="prose mt-3">
        {effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <div className="mt-5 flex flex-wrap items-center gap-x-6 gap-y-3">
        <SubmitButton
          type="button"
          variant="primary"
          pending={isPending(change)}
          pendingText="Recording"
          onClick={() => void act({ ...change, send }).then((done) => done && onDone())}
        >
          {to === 'off' ? `Turn ${about} off there` : `Let members decide about ${about} there`}
        </SubmitButton>
        <Button variant="quiet" onClick={onLeave}>
          Leave it as it is
        </Button>
      </div>
    </div>
  )
}
