'use client'

import Link from 'next/link'
import { useState, type ReactNode } from 'react'
import { QuestionLayout } from '#components/ui/question-layout.tsx'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { FinePrint, Sentence } from '#components/ui/sentence.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { paths } from '#lib/paths.ts'
import type { MeetingNoticeView, NoticedFeatureView } from '#lib/queries/meeting-notice.ts'
import { Erased, EraseGuest } from './erase-guest.tsx'
import { MeetingAnswer, Said } from './meeting-answer.tsx'
import { stateMarkOf } from './state-mark-of.ts'
import { useDisplayed, useMeetingNotice } from './use-meeting-notice.ts'

/** What of a feature is set on the server: it changes only with the notice. */
export type NoticedTexts = {
  /** What is asked, and what it takes in. */
  readonly question: ReactNode
  /** Who, and for how long: what an answer may not do without. */
  readonly essentials: ReactNode
  /** All else, folded, and the clauses. */
  readonly rest: ReactNode
}

type Props = {
  token: string
  initial: MeetingNoticeView
  /** By feature. */
  texts: Readonly<Record<string, NoticedTexts>>
}

/** The notice of a meeting, as it is now and as long as it is looked at; a guest can erase themselves there. */
export function MeetingNotice(props: Props) {
  const [keptUntil, setKeptUntil] = useState<string | null>(null)
  if (keptUntil !== null) return <Erased keptUntil={keptUntil} />
  const isGuest = props.initial.settings === null
  return (
    <>
      <Live {...props} />
      {isGuest ? <EraseGuest token={props.token} onErased={setKeptUntil} /> : null}
    </>
  )
}

function Live({ token, initial, texts }: Props) {
  const { view, changes, isCut, readAgain } = useMeetingNotice(token, initial)
  useDisplayed(token, view)
  const { features, hasEnded } = view
  return (
    <>
      <p role="status" className={changes.length === 0 ? 'sr-only' : changeLook}>
        {changes.length === 0 ? null : (
          <>
            <strong>New:</strong> {changes.join(' ')}
          </>
        )}
      </p>
      {isCut ? <Cut /> : null}
      {hasEnded ? <Ended /> : null}
      {features.length === 0 ? <NothingYet /> : null}
      {features.length > 1 && !hasEnded ? <Glance features={features} /> : null}
      {features.map((feature) =>
        hasEnded ? (
          <EndedFeature key={feature.feature} token={token} feature={feature} />
        ) : (
          <Feature
            key={feature.feature}
            view={view}
            feature={feature}
            texts={texts[feature.feature]}
            answer={
              <MeetingAnswer
                token={token}
                digest={view.digest}
                feature={feature}
                onAnswered={readAgain}
              />
            }
          />
        ),
      )}
    </>
  )
}

const changeLook = 'mb-8 max-w-measure border-s-4 border-accent ps-4'

/** Where several features are: how each stands, in one screen, with the way to what is asked about it. */
function Glance({ features }: { features: readonly NoticedFeatureView[] }) {
  return (
    <section aria-labelledby="glance" className="border-t border-rule pt-6">
      <h2 id="glance" className="font-serif text-2xl font-[520]">
        At a glance
      </h2>
      <ul className="mt-4 grid gap-4">
        {features.map((feature) => (
          <li key={feature.feature}>
            <FeatureSentence feature={feature} />
            <p className="ps-9 text-sm">
              <a href={`#${feature.feature}`}>
                {feature.isAnswered ? 'Change your answer' : 'Answer'} about {feature.title}
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Feature({
  view,
  feature,
  texts,
  answer,
}: {
  view: MeetingNoticeView
  feature: NoticedFeatureView
  texts: NoticedTexts | undefined
  answer: ReactNode
}) {
  const { title, summary, turned, turnedAt, askedAt } = feature
  return (
    <section
      id={feature.feature}
      aria-labelledby={`${feature.feature}-title`}
      className="mt-12 border-t border-rule pt-6"
    >
      <QuestionLayout facts={texts?.essentials} control={answer}>
        <h2 id={`${feature.feature}-title`} className="font-serif text-2xl font-[520]">
          {title}
        </h2>
        <p className="mt-1 mb-4 max-w-measure text-soft">{summary}</p>
        <FeatureSentence feature={feature} />
        <FinePrint>
          {turned === null ? null : (
            <>
              {turned}
              {turnedAt === null ? null : (
                <>
                  , <Timestamp at={turnedAt} />
                </>
              )}
              .{' '}
            </>
          )}
          {askedAt === null ? null : (
            <>
              The host asked everyone on <Timestamp at={askedAt} />.
            </>
          )}
        </FinePrint>
        {feature.isStandingNo ? <StandingNo view={view} /> : null}
        <div className="mt-5">{texts?.question}</div>
      </QuestionLayout>
      {texts?.rest}
    </section>
  )
}

function FeatureSentence({ feature }: { feature: NoticedFeatureView }) {
  const { state, follows } = feature.sentence
  return (
    <Sentence mark={stateMarkOf(feature)} about={feature.title} state={state}>
      {follows}
    </Sentence>
  )
}

/** A no outside the meeting is the reader's own to lift, and a yes here does not. */
function StandingNo({ view: { settings } }: { view: MeetingNoticeView }) {
  return (
    <p className="mt-3 max-w-measure ps-9">
      You have said no for all meetings. That holds here too, whatever you answer on this page.{' '}
      {settings === null ? null : (
        <Link href={paths.features(settings.account)} prefetch={false}>
          Change it in your settings
        </Link>
      )}
    </p>
  )
}

function Cut() {
  return (
    <div className="mb-8">
      <NoticeBox kind="warn" title="the portal does not answer" announce>
        <p>What you see here may be some minutes old. The page goes on trying.</p>
      </NoticeBox>
    </div>
  )
}

function NothingYet() {
  return (
    <div className="max-w-measure border-y border-rule py-8">
      <p className="font-serif text-xl">No AI feature is on in this meeting.</p>
      <p className="mt-2 text-soft">
        If one is turned on, it appears here within seconds, with what it takes in and what you can
        say. You can leave this page open.
      </p>
    </div>
  )
}

function Ended() {
  return (
    <div className="mb-4 max-w-measure border-y border-rule py-8">
      <p className="font-serif text-xl">This meeting has ended.</p>
      <p className="mt-2 text-soft">
        No AI feature runs in it any more, and there is nothing left to answer. What you said is
        below, with its receipts.
      </p>
    </div>
  )
}

function EndedFeature({ token, feature }: { token: string; feature: NoticedFeatureView }) {
  return (
    <section aria-labelledby={`${feature.feature}-title`} className="mt-8">
      <h2 id={`${feature.feature}-title`} className="font-serif text-xl font-[520]">
        {feature.title}
      </h2>
      <Said token={token} feature={feature} />
    </section>
  )
}
