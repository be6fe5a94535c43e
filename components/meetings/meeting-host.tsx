'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { sendJson, type Problem } from '#components/api/send.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { FinePrint, Sentence } from '#components/ui/sentence.tsx'
import type { StateMarkKind } from '#components/ui/state-mark.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { apiPaths } from '#lib/paths.ts'
import type { HostedFeatureView, MeetingHostView } from '#lib/queries/meeting-host.ts'

const ASK_AGAIN_MS = 2000

/** How each feature stands in a meeting, for its host: counts, why not, and the least that would let it. */
export function MeetingHost({ token, initial }: { token: string; initial: MeetingHostView }) {
  const query = useQuery({
    queryKey: ['meeting-host', token],
    queryFn: () => fetchView(token),
    initialData: initial,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.hasEnded === true ? false : ASK_AGAIN_MS),
  })
  const view = query.data
  return (
    <>
      {query.isError ? (
        <NoticeBox kind="warn" title="the portal does not answer" announce>
          <p>What you see here may be some minutes old. The page goes on trying.</p>
        </NoticeBox>
      ) : null}
      {view.observedUntil === null || view.hasEnded ? null : (
        <div className="mb-8">
          <NoticeBox title="decisions are only watched here so far">
            <p>
              What people answer is recorded and told to the meeting service at once, and from{' '}
              <Timestamp at={view.observedUntil} /> on it has to be followed; until then a feature
              may run whatever is said here.
            </p>
          </NoticeBox>
        </div>
      )}
      {view.features.length === 0 ? (
        <EmptyState title="No AI feature is on in this meeting.">
          <p>What is turned on, or may be, appears here within seconds.</p>
        </EmptyState>
      ) : null}
      {view.features.map((feature) => (
        <HostedFeature
          key={feature.feature}
          token={token}
          feature={feature}
          isWatched={view.observedUntil !== null}
          onAsked={() => void query.refetch()}
        />
      ))}
    </>
  )
}

function HostedFeature({
  token,
  feature,
  isWatched,
  onAsked,
}: {
  token: string
  feature: HostedFeatureView
  /** Nobody has to follow a decision yet. */
  isWatched: boolean
  onAsked: () => void
}) {
  const { title, sentence, least, askedAt } = feature
  return (
    <section
      aria-labelledby={`${feature.feature}-title`}
      className="mt-10 border-t border-rule pt-6"
    >
      <h2 id={`${feature.feature}-title`} className="font-serif text-2xl font-[520]">
        {title}
      </h2>
      <div className="mt-4" aria-live="polite">
        <Sentence mark={markOf(feature)} about={title} state={stateOf(feature, isWatched)}>
          {sentence}
        </Sentence>
        {askedAt === null ? null : (
          <FinePrint>
            Everyone was asked on <Timestamp at={askedAt} detail="second" />.
          </FinePrint>
        )}
      </div>
      {least.length === 0 ? null : (
        <div className="mt-4 ps-9">
          <p className="font-semibold">
            {feature.decision === 'deny' ? 'The least that would let it run' : 'To include more'}
          </p>
          <ul className="prose mt-1">
            {least.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      {feature.mayAsk ? <AskEveryone token={token} feature={feature} onAsked={onAsked} /> : null}
    </section>
  )
}

function AskEveryone({
  token,
  feature: { feature, title },
  onAsked,
}: {
  token: string
  feature: HostedFeatureView
  onAsked: () => void
}) {
  const [isPending, setPending] = useState(false)
  const [outcome, setOutcome] = useState<Problem | 'asked' | null>(null)
  const box = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (outcome === 'asked') box.current?.focus()
  }, [outcome])

  async function ask(): Promise<void> {
    setPending(true)
    const sent = await sendJson(apiPaths.meetingLinkRequests(token), { body: { feature } })
    setOutcome(sent.ok ? 'asked' : sent.problem)
    setPending(false)
    onAsked()
  }

  return (
    <div className="mt-5 ps-9">
      <SubmitButton
        type="button"
        aria-label={`Ask everyone: ${title}`}
        pending={isPending}
        pendingText="Asking"
        onClick={() => void ask()}
      >
        Ask everyone
      </SubmitButton>
      <p
        ref={box}
        role="status"
        tabIndex={-1}
        className={
          outcome === 'asked' ? 'mt-3 max-w-measure border-s-4 border-ink ps-4' : 'sr-only'
        }
      >
        {outcome === 'asked' ? (
          <>
            <strong>Asked.</strong> Whoever is here sees it on their notice. You are told no more
            than counts of what they answer.
          </>
        ) : null}
      </p>
      {outcome === null || outcome === 'asked' ? null : (
        <ErrorSummary title={outcome.title} errors={[{ message: outcome.detail }]} />
      )}
    </div>
  )
}

function markOf({ decision, switch: position, mayAsk }: HostedFeatureView): StateMarkKind {
  if (decision === 'permit') return position === 'off' ? 'not-given' : 'given'
  return mayAsk ? 'asked' : 'locked'
}

function stateOf({ decision, switch: position }: HostedFeatureView, isWatched: boolean): string {
  if (position === 'off') return 'turned off.'
  if (position === null) return decision === 'permit' ? 'can be turned on.' : 'cannot run yet.'
  if (decision === 'permit') return 'on.'
  return isWatched ? 'turned on, and should not run.' : 'turned on, and does not run.'
}

async function fetchView(token: string): Promise<MeetingHostView> {
  const response = await fetch(apiPaths.meetingLinkHost(token), {
    headers: { accept: 'application/json' },
  })
  if (!response.ok) throw new Error(`status ${String(response.status)}`)
  return (await response.json()) as MeetingHostView
}
