'use client'

import { useEffect, useRef, useState } from 'react'
import { ActOutcome } from '#components/api/act-outcome.tsx'
import { useActing } from '#components/api/acting.tsx'
import type { Sent } from '#components/api/send.ts'
import { Button } from '#components/ui/button.tsx'
import { ChoicePair } from '#components/ui/choice-pair.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { policyWords } from './policy-words.ts'

export type Setting = 'members_decide' | 'off'

/** One of two settings: what its button says, what it is called, what it would do, and what was done. */
export type SettingChoice = {
  readonly label: string
  readonly name: string
  readonly effects: readonly string[]
  readonly submit: string
  readonly said: string
}

/** The two settings, alike in every way. Either shows what it would do, in place, before it is saved. */
export function EffectControl({
  actKey,
  state,
  choices,
  send,
}: {
  actKey: string
  /** The whole state, as its accessible name. */
  state: string
  choices: Readonly<Record<Setting, SettingChoice>>
  send: (to: Setting) => Promise<Sent<{ readonly receiptId: string | null }>>
}) {
  const hydrated = useHydrated()
  const [open, setOpen] = useState<Setting | null>(null)
  const buttons = useRef<HTMLDivElement>(null)
  const button = (to: Setting) => (
    <Button
      key={to}
      data-to={to}
      disabled={!hydrated}
      aria-expanded={open === to}
      aria-label={choices[to].name}
      onClick={() => setOpen(to)}
    >
      {choices[to].label}
    </Button>
  )

  function leave() {
    buttons.current?.querySelector<HTMLElement>(`[data-to=${open ?? 'off'}]`)?.focus()
    setOpen(null)
  }

  return (
    <div role="group" aria-label={state} ref={buttons} className="sm:ps-9">
      <ChoicePair>{[button('members_decide'), button('off')]}</ChoicePair>
      {open === null ? null : (
        <EffectPanel
          key={open}
          actKey={actKey}
          choice={choices[open]}
          send={() => send(open)}
          onDone={() => setOpen(null)}
          onLeave={leave}
        />
      )}
      <ActOutcome actKey={actKey} words={policyWords} />
    </div>
  )
}

function EffectPanel({
  actKey,
  choice: { effects, submit, said },
  send,
  onDone,
  onLeave,
}: {
  actKey: string
  choice: SettingChoice
  send: () => Promise<Sent<{ readonly receiptId: string | null }>>
  onDone: () => void
  onLeave: () => void
}) {
  const { isPending, act } = useActing()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const change = { key: actKey, said }
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
          {submit}
        </SubmitButton>
        <Button variant="quiet" onClick={onLeave}>
          Leave it as it is
        </Button>
      </div>
    </div>
  )
}
