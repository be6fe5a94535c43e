'use client'

import { useEffect, useRef, useState } from 'react'
import { sendJson } from '#components/api/send.ts'
import { ChoicePair } from '#components/ui/choice-pair.tsx'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { apiPaths } from '#lib/paths.ts'
import type { MeetingNoticeView } from '#lib/queries/meeting-notice.ts'
import type { NoticedFeatureView } from '#lib/queries/noticed-feature.ts'
import type { MeetingWords, RefusedAs } from '#lib/words/meeting/meeting-words.ts'
import { meetingWords } from '#lib/words/meeting/words-by-language.ts'
import { InWords } from './in-words.tsx'
import { refusedAs } from './refused-as.ts'
import { Said } from './said.tsx'

type Intent = 'include' | 'leave_out'
type Outcome = { readonly said: string } | { readonly refused: RefusedAs }

/** A yes and a no about one feature in one meeting, alike in every way, each with what it does beneath it. */
export function MeetingAnswer({
  token,
  view,
  feature,
  onAnswered,
}: {
  token: string
  /** The notice on the screen. */
  view: MeetingNoticeView
  feature: NoticedFeatureView
  onAnswered: () => void
}) {
  const [pending, setPending] = useState<Intent | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const busy = useRef(false)
  const { language, observedUntil } = view
  const words = meetingWords[language]
  const { labels, effects, title } = feature

  async function answer(intent: Intent): Promise<void> {
    if (busy.current) return
    busy.current = true
    setPending(intent)
    const body = { displayed: view.digest, answers: [{ feature: feature.feature, intent }] }
    const sent = await sendJson(apiPaths.meetingLinkAnswers(token, { language }), { body })
    setOutcome(
      sent.ok
        ? { said: intent === 'include' ? labels.include : labels.leaveOut }
        : { refused: refusedAs(sent.problem.code) },
    )
    setPending(null)
    busy.current = false
    onAnswered()
  }

  const button = (intent: Intent, label: string, effect: string) => (
    <div key={intent} className="grid grid-rows-[auto_1fr] gap-2">
      <SubmitButton
        type="button"
        aria-label={words.answer.labelFor(label, title)}
        aria-describedby={`${feature.feature}-${intent}`}
        pending={pending === intent}
        pendingText={words.answer.recording}
        onClick={() => void answer(intent)}
      >
        {label}
      </SubmitButton>
      <p id={`${feature.feature}-${intent}`} className="text-sm text-pretty text-soft">
        {effect}
      </p>
    </div>
  )
  const no = button('leave_out', labels.leaveOut, effects.leaveOut)
  return (
    <div
      role="group"
      aria-label={words.answer.about(title)}
      id={`answer-${feature.feature}`}
      className="hyphens-auto"
    >
      <Said token={token} feature={feature} words={words} />
      {observedUntil === null ? null : (
        <p className="mt-4 max-w-measure">
          <InWords phrase={words.answer.from(observedUntil)} locale={words.locale} />
        </p>
      )}
      <div className="mt-4">
        {feature.mayInclude ? (
          <ChoicePair narrow>{[button('include', labels.include, effects.include), no]}</ChoicePair>
        ) : (
          <ChoicePair narrow>{[no, null]}</ChoicePair>
        )}
      </div>
      <p className="mt-3 max-w-measure text-sm text-pretty text-soft">
        {feature.isAnswered ? words.answer.mayChange : effects.silence}
      </p>
      <AnswerOutcome outcome={outcome} observedUntil={observedUntil} words={words} />
    </div>
  )
}

/** Stands empty until there is something to say: a live region that comes with its words is not read out. */
function AnswerOutcome({
  outcome,
  observedUntil,
  words,
}: {
  outcome: Outcome | null
  observedUntil: string | null
  words: MeetingWords
}) {
  const box = useRef<HTMLParagraphElement>(null)
  const said = outcome !== null && 'said' in outcome ? outcome.said : null
  useEffect(() => {
    if (said !== null) box.current?.focus()
  }, [outcome, said])
  const { recorded, recordedForLater } = words.answer
  return (
    <>
      <p
        ref={box}
        role="status"
        tabIndex={-1}
        className={said === null ? 'sr-only' : 'mt-3 max-w-measure border-s-4 border-ink ps-4'}
      >
        {said === null ? null : (
          <InWords
            phrase={observedUntil === null ? recorded(said) : recordedForLater(said, observedUntil)}
            locale={words.locale}
          />
        )}
      </p>
      {outcome !== null && 'refused' in outcome ? (
        <Refused refused={outcome.refused} words={words} />
      ) : null}
    </>
  )
}

function Refused({ refused, words }: { refused: RefusedAs; words: MeetingWords }) {
  const { title, text } = words.refused[refused]
  return (
    <div className="mt-4">
      <ErrorSummary title={title} errors={[{ message: text }]} />
    </div>
  )
}
