'use client'

import { useActing } from '#components/api/acting.tsx'
import { sendJson } from '#components/api/send.ts'
import { ChoicePair } from '#components/ui/choice-pair.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { apiPaths } from '#lib/paths.ts'
import type { ChoicesInput } from '#lib/schemas/choices.ts'
import { AnswerOutcome } from './answer-outcome.tsx'
import { useAnswering } from './answering.tsx'

/** One of the two buttons: its words, what it says, and what is told once that is recorded. */
export type AnswerOption = {
  readonly label: string
  readonly choices: ChoicesInput['choices']
  readonly said: string
}

export type AnswerButtonsProps = {
  /** Unique on the page. */
  readonly id: string
  readonly question: ChoicesInput['question']
  /** What a yes expects unchanged. */
  readonly expected: string
  /** The state as a sentence: the accessible name of the control. */
  readonly state: string
  /** What the buttons are about, for those who hear them one by one. */
  readonly about: string
  /** Null where no yes can be said here. */
  readonly include: AnswerOption | null
  /** Null where there is nothing to take back and nothing to refuse. */
  readonly leaveOut: AnswerOption | null
  readonly inset?: boolean
}

/** A yes and a no, alike in every way: one press each, the same act, and the outcome beneath them. */
export function AnswerButtons({
  id,
  state,
  about,
  include,
  leaveOut,
  ...rest
}: AnswerButtonsProps) {
  if (include === null && leaveOut === null) return <AnswerOutcome answerKey={id} />
  const yes = include && <AnswerButton key="yes" {...{ id, about, option: include, ...rest }} />
  const no = leaveOut && <AnswerButton key="no" {...{ id, about, option: leaveOut, ...rest }} />
  return (
    <div role="group" aria-label={state} id={id} className={rest.inset ? 'sm:ps-9' : ''}>
      <ChoicePair>{[yes ?? no, yes === null ? null : no]}</ChoicePair>
      <AnswerOutcome answerKey={id} />
    </div>
  )
}

function AnswerButton({
  id,
  question,
  expected,
  about,
  option,
}: Pick<AnswerButtonsProps, 'id' | 'question' | 'expected' | 'about'> & { option: AnswerOption }) {
  const { account, isPending, act } = useActing()
  const { remember } = useAnswering()
  const { label, choices, said } = option
  const answer = { key: id, said }
  const send = () =>
    sendJson<{ receiptId: string | null }>(apiPaths.choices(account), {
      body: { question, choices },
      ifMatch: expected,
    })
  return (
    <div className="relative grid">
      <SubmitButton
        type="button"
        aria-label={`${label}: ${about}`}
        pending={isPending(answer)}
        pendingText="Recording"
        onClick={() => {
          remember()
          void act({ ...answer, send })
        }}
      >
        {label}
      </SubmitButton>
    </div>
  )
}
