'use client'

import { useEffect, useRef, useState } from 'react'
import { sendJson, type Problem } from '#components/api/send.ts'
import { ChoicePair } from '#components/ui/choice-pair.tsx'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { apiPaths } from '#lib/paths.ts'
import type { NoticedFeatureView } from '#lib/queries/meeting-notice.ts'

type Intent = 'include' | 'leave_out'
type Outcome = { readonly said: string } | { readonly problem: Problem }

/** A yes and a no about one feature in one meeting, alike in every way, each with what it does beneath it. */
export function MeetingAnswer({
  token,
  digest,
  feature,
  onAnswered,
}: {
  token: string
  /** Of the notice on the screen. */
  digest: string
  feature: NoticedFeatureView
  onAnswered: () => void
}) {
  const [pending, setPending] = useState<Intent | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const busy = useRef(false)
  const { labels, effects, title } = feature

  async function answer(intent: Intent): Promise<void> {
    if (busy.current) return
    busy.current = true
    setPending(intent)
    const body = { displayed: digest, answers: [{ feature: feature.feature, intent }] }
    const sent = await sendJson(apiPaths.meetingLinkAnswers(token), { body })
    setOutcome(
      sent.ok
        ? { said: intent === 'include' ? labels.include : labels.leaveOut }
        : { problem: sent.problem },
    )
    setPending(null)
    busy.current = false
    onAnswered()
  }

  const button = (intent: Intent, label: string, effect: string) => (
    <div key={intent} className="grid grid-rows-[auto_1fr] gap-2">
      <SubmitButton
        type="button"
        aria-label={`${label}: ${title}`}
        aria-describedby={`${feature.feature}-${intent}`}
        pending={pending === intent}
        pendingText="Recording"
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
    <div role="group" aria-label={`Your answer about ${title}`} id={`answer-${feature.feature}`}>
      <Said token={token} feature={feature} />
      <div className="mt-4">
        {feature.mayInclude ? (
          <ChoicePair narrow>{[button('include', labels.include, effects.include), no]}</ChoicePair>
        ) : (
          <ChoicePair narrow>{[no, null]}</ChoicePair>
        )}
      </div>
      <p className="mt-3 max-w-measure text-sm text-pretty text-soft">
        {feature.isAnswered ? 'You can change your answer at any time.' : effects.silence}
      </p>
      <AnswerOutcome outcome={outcome} />
    </div>
  )
}

/** What they said last, with the receipt, and whether it counts; or that they have not answered. */
export function Said({ token, feature }: { token: string; feature: NoticedFeatureView }) {
  const { answer, labels, title, mayInclude } = feature
  if (answer === null)
    return <p className="max-w-measure font-semibold">You have not answered about {title} here.</p>
  const { status, ended } = answer
  const isYes = status === 'given' || status === 'revoked' || status === 'stale'
  return (
    <div className="max-w-measure">
      <p>
        You said: <strong>{isYes ? labels.include : labels.leaveOut}</strong>, on{' '}
        <Timestamp at={answer.at} detail="second" />.{' '}
        <a href={apiPaths.meetingLinkReceipt(token, answer.receiptId)} download>
          Your receipt
        </a>
      </p>
      {status === 'stale' ? (
        <p className="mt-1">
          What it rests on says more since then, so <strong>it no longer counts</strong>.
          {mayInclude ? ' Read it as it is now, and say it again if you want to.' : ''}
        </p>
      ) : null}
      {ended === null ? null : (
        <p className="mt-1">
          {ended.by} switched this off on <Timestamp at={ended.at} detail="second" />, so{' '}
          <strong>it no longer counts</strong>.{mayInclude ? ' Say it again if you want to.' : ''}
        </p>
      )}
    </div>
  )
}

/** Stands empty until there is something to say: a live region that comes with its words is not read out. */
function AnswerOutcome({ outcome }: { outcome: Outcome | null }) {
  const box = useRef<HTMLParagraphElement>(null)
  const said = outcome !== null && 'said' in outcome ? outcome.said : null
  useEffect(() => {
    if (said !== null) box.current?.focus()
  }, [outcome, said])
  return (
    <>
      <p
        ref={box}
        role="status"
        tabIndex={-1}
        className={said === null ? 'sr-only' : 'mt-3 max-w-measure border-s-4 border-ink ps-4'}
      >
        {said === null ? null : (
          <>
            <strong>Recorded:</strong> {said}. It holds at once.
          </>
        )}
      </p>
      {outcome !== null && 'problem' in outcome ? <Refused problem={outcome.problem} /> : null}
    </>
  )
}

function Refused({ problem }: { problem: Problem }) {
  const isStale = problem.code === 'notice_outdated'
  const title = isStale ? 'The notice changed while you were reading' : problem.title
  const message = isStale
    ? 'Your answer was not recorded. The page shows the new notice now: read it and answer again.'
    : problem.detail
  return (
    <div className="mt-4">
      <ErrorSummary title={title} errors={[{ message }]} />
    </div>
  )
}
