'use client'

import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useActing } from '#components/api/acting.tsx'
import { sendJson } from '#components/api/send.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorSummary, type FieldError } from '#components/ui/error-summary.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { apiPaths } from '#lib/paths.ts'
import type { PermissionsInput } from '#lib/schemas/permissions.ts'
import { Impact } from './impact.tsx'
import {
  isSoAlready,
  type PermissionKind,
  type PermissionTarget,
  settingsOf,
} from './permission-target.ts'
import { type Preview, useImpact } from './use-impact.ts'

type Mode = NonNullable<PermissionsInput['askings']>[number]['mode']

/**
 * What a change would do, and, where it permits, how members are to be asked: then one button that says
 * what happens. What was picked and typed stays when the page turns out to be out of date.
 */
export function ChangePanel({
  target,
  kind,
  onDone,
  onLeave,
}: {
  target: PermissionTarget
  kind: PermissionKind
  onDone: () => void
  onLeave: () => void
}) {
  const { account, isPending, act } = useActing()
  const [mode, setMode] = useState<Mode | null>(null)
  const [reference, setReference] = useState('')
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const askings = kind === 'off' || mode === null ? [] : [askingOf(target, mode, reference)]
  const settings = settingsOf(target, kind)
  const preview = useImpact(account, {
    settings,
    askings: askings.map((asking) => ({ ...asking, reference: null })),
  })
  // Another ground changes what runs, also where the permission stays as it is.
  const showsEffect = !isSoAlready(target, kind) || mode !== null
  const change = { key: target.id, said: saidOf(target, kind, mode) }

  async function submit(press: SubmitEvent) {
    press.preventDefault()
    const missing = kind === 'off' ? [] : missingIn(target, mode, reference)
    setErrors(missing)
    if (missing.length > 0) return
    const body = { question: target.question, scope: target.purpose, settings, askings }
    const send = () =>
      sendJson<{ receiptId: string | null }>(apiPaths.permissions(account), {
        body,
        ifMatch: target.expected,
      })
    if (await act({ ...change, send })) onDone()
  }

  return (
    <form
      noValidate
      onSubmit={(press) => void submit(press)}
      className="mt-5 max-w-measure border-s-4 border-rule-strong ps-5"
    >
      <h4 ref={heading} tabIndex={-1} className="font-serif text-lg font-semibold">
        {isSoAlready(target, kind) ? 'It is so already' : 'What this would do'}
      </h4>
      <div className="mt-3 grid gap-6">
        <ErrorSummary errors={errors} />
        {showsEffect ? <PreviewOf preview={preview} kind={kind} /> : null}
        {kind === 'members_decide' ? (
          <Asking
            target={target}
            mode={mode}
            reference={reference}
            errors={errors}
            onMode={(picked) => {
              setMode(picked)
              setErrors([])
            }}
            onReference={setReference}
          />
        ) : null}
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          {kind === 'off' && isSoAlready(target, kind) ? null : (
            <SubmitButton
              variant="primary"
              // The effect is seen before it is saved.
              disabled={showsEffect && preview.kind === 'loading'}
              pending={isPending(change)}
              pendingText="Recording"
            >
              {submitWords(target, kind)}
            </SubmitButton>
          )}
          <Button variant="quiet" onClick={onLeave}>
            Leave it as it is
          </Button>
        </div>
      </div>
    </form>
  )
}

export function PreviewOf({ preview, kind }: { preview: Preview; kind: PermissionKind }) {
  switch (preview.kind) {
    case 'loading':
      return <Skeleton label="Working out what it would do" lines={3} />
    case 'failed':
      return (
        <p>
          What it would do could not be worked out. {preview.problem.detail} You can record the
          change all the same.
        </p>
      )
    case 'shown':
      return (
        <div role="status">
          <Impact impact={preview.impact} kind={kind} />
        </div>
      )
  }
}

function Asking({
  target,
  mode,
  reference,
  errors,
  onMode,
  onReference,
}: {
  target: PermissionTarget
  mode: Mode | null
  reference: string
  errors: readonly FieldError[]
  onMode: (mode: Mode) => void
  onReference: (reference: string) => void
}) {
  const [modeId, referenceId] = [`asking-${target.id}`, `reference-${target.id}`]
  const errorAt = (field: string) => errors.find((error) => error.field === field)?.message
  return (
    <>
      <RadioGroup
        name={modeId}
        label="How are your members to be asked?"
        error={errorAt(modeId)}
        value={mode}
        onValueChange={(value) => {
          const picked = target.askingModes.find((each) => each.mode === value)
          if (picked !== undefined) onMode(picked.mode)
        }}
        options={target.askingModes.map(({ mode: value, sentences }) => ({
          value,
          label: MODE_LABELS[value],
          hint: sentences.join(' '),
        }))}
      />
      {mode === 'other_ground' ? (
        <TextField
          name={referenceId}
          label="Where the other ground is recorded"
          hint="Such as a works-council agreement, with its date. Your members can read this."
          maxLength={500}
          autoComplete="off"
          value={reference}
          error={errorAt(referenceId)}
          onChange={(change) => onReference(change.target.value)}
        />
      ) : null}
    </>
  )
}

const MODE_LABELS: Readonly<Record<Mode, string>> = {
  ask_now: 'Ask them now',
  other_ground: 'Rely on another recorded ground',
  not_yet: 'Not yet',
}

function missingIn(
  target: PermissionTarget,
  mode: Mode | null,
  reference: string,
): readonly FieldError[] {
  if (mode === null)
    return [{ field: `asking-${target.id}`, message: 'Choose how your members are to be asked' }]
  if (mode === 'other_ground' && reference.trim() === '')
    return [{ field: `reference-${target.id}`, message: 'Say where the other ground is recorded' }]
  return []
}

function askingOf({ purpose }: PermissionTarget, mode: Mode, reference: string) {
  return { purpose, mode, reference: mode === 'other_ground' ? reference.trim() : null }
}

function submitWords(target: PermissionTarget, kind: PermissionKind): string {
  if (kind === 'off') return `Turn ${target.about} off for everyone`
  return isSoAlready(target, kind)
    ? `Record how members are asked about ${target.about}`
    : `Let members decide about ${target.about}`
}

function saidOf(target: PermissionTarget, kind: PermissionKind, mode: Mode | null): string {
  if (kind === 'off') return `Off for everyone from now on: ${target.about}.`
  const asked = mode === 'ask_now' ? ' Those who have yet to answer are asked.' : ''
  return isSoAlready(target, kind)
    ? `How members are asked about ${target.about} is settled.${asked}`
    : `Members decide for themselves: ${target.about}.${asked}`
}
