'use client'

import { useRef, useState } from 'react'
import { ActOutcome, type ProblemWords } from '#components/api/act-outcome.tsx'
import type { Problem } from '#components/api/send.ts'
import { Button } from '#components/ui/button.tsx'
import { ChoicePair } from '#components/ui/choice-pair.tsx'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { ChangePanel } from './change-panel.tsx'
import type { PermissionKind, PermissionTarget } from './permission-target.ts'

const LABELS: Readonly<Record<PermissionKind, string>> = {
  members_decide: 'Members decide for themselves',
  off: 'Off for everyone',
}

/** The two settings, alike in every way. Either opens what it would do, in place, before it is saved. */
export function PermissionControl({ target, state }: { target: PermissionTarget; state: string }) {
  const hydrated = useHydrated()
  const [open, setOpen] = useState<PermissionKind | null>(null)
  const buttons = useRef<HTMLDivElement>(null)
  if (target.settings.length === 0) return null
  const button = (kind: PermissionKind) => (
    <Button
      key={kind}
      data-kind={kind}
      disabled={!hydrated}
      aria-expanded={open === kind}
      aria-label={`${LABELS[kind]}: ${target.about}`}
      onClick={() => setOpen(kind)}
    >
      {LABELS[kind]}
    </Button>
  )

  function leave() {
    buttons.current?.querySelector<HTMLElement>(`[data-kind=${open ?? 'off'}]`)?.focus()
    setOpen(null)
  }

  return (
    <div role="group" aria-label={state} ref={buttons} className="sm:ps-9">
      <ChoicePair>{[button('members_decide'), button('off')]}</ChoicePair>
      {open === null ? null : (
        <ChangePanel
          key={open}
          target={target}
          kind={open}
          onDone={() => setOpen(null)}
          onLeave={leave}
        />
      )}
      <ActOutcome actKey={target.id} words={staleWords} />
    </div>
  )
}

/** Of an admin's page that is out of date: what they picked and typed is still there. */
export function staleWords({ code }: Problem): ProblemWords | null {
  if (code !== 'stale_page') return null
  return {
    title: 'Something changed while this page was open',
    lines: [
      'Nothing was recorded: the terms, the notice or another admin’s decision changed.',
      'Read what this page says now, then decide again. What you picked is kept.',
    ],
  }
}
