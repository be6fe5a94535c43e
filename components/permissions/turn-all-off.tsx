'use client'

import { useEffect, useRef, useState } from 'react'
import { useActing } from '#components/api/acting.tsx'
import { ActOutcome } from '#components/api/act-outcome.tsx'
import { sendJson } from '#components/api/send.ts'
import { Button } from '#components/ui/button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { apiPaths } from '#lib/paths.ts'
import { PreviewOf } from './change-panel.tsx'
import { useImpact } from './use-impact.ts'

const turningOff = {
  key: 'turn-all-off',
  said: 'Every AI feature is off for everyone from now on.',
}

/** One act that turns every feature off. It shows its effect first, as every change for many does. */
export function TurnAllOff({ purposes }: { purposes: readonly string[] }) {
  const hydrated = useHydrated()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const leave = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <div>
      <Button
        ref={button}
        disabled={!hydrated}
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className="max-sm:w-full"
      >
        Turn all AI features off
      </Button>
      {open ? (
        <AllOffPanel purposes={purposes} onDone={() => setOpen(false)} onLeave={leave} />
      ) : null}
      <ActOutcome actKey={turningOff.key} />
    </div>
  )
}

function AllOffPanel({
  purposes,
  onDone,
  onLeave,
}: {
  purposes: readonly string[]
  onDone: () => void
  onLeave: () => void
}) {
  const { account, isPending, act } = useActing()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const settings = purposes.map((purpose) => ({ purpose, category: null, kind: 'off' as const }))
  const preview = useImpact(account, { settings })
  const send = () =>
    sendJson<{ receiptId: string | null }>(apiPaths.permissions(account), {
      body: { question: 'features', settings },
    })
  return (
    <div className="mt-5 max-w-measure border-s-4 border-rule-strong ps-5">
      <h3 ref={heading} tabIndex={-1} className="font-serif text-lg font-semibold">
        What this would do
      </h3>
      <div className="mt-3 grid gap-6">
        <PreviewOf preview={preview} kind="off" />
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <SubmitButton
            type="button"
            variant="primary"
            disabled={preview.kind === 'loading'}
            pending={isPending(turningOff)}
            pendingText="Recording"
            onClick={() => void act({ ...turningOff, send }).then((done) => done && onDone())}
          >
            Turn all AI features off for everyone
          </SubmitButton>
          <Button variant="quiet" onClick={onLeave}>
            Leave it as it is
          </Button>
        </div>
      </div>
    </div>
  )
}
