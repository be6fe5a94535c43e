'use client'

import Link from 'next/link'
import { useState, type ReactNode } from 'react'
import { QuestionLayout } from '#components/ui/question-layout.tsx'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { FinePrint, Sentence } from '#components/ui/sentence.tsx'
import { paths } from '#lib/paths.ts'
import type { MeetingNoticeView } from '#lib/queries/meeting-notice.ts'
import type { NoticedFeatureView } from '#lib/queries/noticed-feature.ts'
import { instant } from '#lib/words/phrase.ts'
import type { MeetingWords } from '#lib/words/meeting/meeting-words.ts'
import { meetingWords } from '#lib/words/meeting/words-by-language.ts'
import { Erased, EraseGuest } from './erase-guest.tsx'
import { InWords } from './in-words.tsx'
import { MeetingAnswer } from './meeting-answer.tsx'
import { Said } from './said.tsx'
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
  const words = meetingWords[props.initial.language]
  if (keptUntil !== null) return <Erased keptUntil={keptUntil} words={words} />
  const isGuest = props.initial.settings === null
  return (
    <>
      <Live {...props} />
      {isGuest ? <EraseGuest token={props.token} words={words} onErased={setKeptUntil} /> : null}
    </>
  )
}

function Live({ token, initial, texts }: Props) {
  const { view, changes, isCut, readAgain } = useMeetingNotice(token, initial)
  useDisplayed(token, view)
  const { features, hasEnded, observedUntil } = view
  const words = meetingWords[view.language]
  return (
    <>
      <p role="status" className={changes.length === 0 ? 'sr-only' : changeLook}>
        {changes.length === 0 ? null : (
          <>
            <strong>{words.page.news}</strong> {changes.join(' ')}
          </>
        )}
      </p>
      {isCut ? <Cut words={words} /> : null}
      {hasEnded ? <Standing text={words.page.ended} /> : null}
      {features.length === 0 ? <Standing text={words.page.nothingYet} /> : null}
      {observedUntil === null || hasEnded ? null : <Watched until={observedUntil} words={words} />}
      {features.length > 1 && !hasEnded ? <Glance features={features} words={words} /> : null}
      {features.map((feature) =>
        hasEnded ? (
          <EndedFeature key={feature.feature} token={token} feature={feature} words={words} />
        ) : (
          <Feature
            key={feature.feature}
            view={view}
            feature={feature}
            texts={texts[feature.feature]}
            answer={
              <MeetingAnswer token={token} view={view} feature={feature} onAnswered={readAgain} />
            }
          />
        ),
      )}
    </>
  )
}

const changeLook = 'mb-8 max-w-measure border-s-4 border-accent ps-4'

/** Where several features are: how each stands, in one screen, with the way to what is asked about it. */
function Glance({
  features,
  words: { page },
}: {
  features: readonly NoticedFeatureView[]
  words: MeetingWords
}) {
  return (
    <section aria-labelledby="glance" className="border-t border-rule pt-6">
      <h2 id="glance" className="font-serif text-2xl font-[520]">
        {page.atAGlance}
      </h2>
      <ul className="mt-4 grid gap-4">
        {features.map((feature) => (
          <li key={feature.feature}>
            <FeatureSentence feature={feature} />
            <p className="ps-9 text-sm">
              <a href={`#${feature.feature}`}>
                {feature.isAnswered
                  ? page.changeAbout(feature.title)
                  : page.answerAbout(feature.title)}
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
  const { title, summary, titleLanguage } = feature
  const words = meetingWords[view.language]
  return (
    <section
      id={feature.feature}
      aria-labelledby={`${feature.feature}-title`}
      className="mt-12 border-t border-rule pt-6"
    >
      <QuestionLayout facts={texts?.essentials} control={answer}>
        <h2
          id={`${feature.feature}-title`}
          lang={titleLanguage}
          className="font-serif text-2xl font-[520]"
        >
          {title}
        </h2>
        <p lang={titleLanguage} className="mt-1 mb-4 max-w-measure text-soft">
          {summary}
        </p>
        <FeatureSentence feature={feature} />
        <WhoTurnedIt feature={feature} words={words} />
        {feature.isStandingNo ? <StandingNo view={view} words={words} /> : null}
        <div className="mt-5">{texts?.question}</div>
      </QuestionLayout>
      {texts?.rest}
    </section>
  )
}

function WhoTurnedIt({ feature, words }: { feature: NoticedFeatureView; words: MeetingWords }) {
  const { turned, turnedAt, askedAt } = feature
  const { locale, page } = words
  return (
    <FinePrint>
      {turned}
      {turned === null || turnedAt === null ? null : (
        <InWords phrase={[', ', instant(turnedAt)]} locale={locale} />
      )}
      {turned === null ? null : '. '}
      {askedAt === null ? null : <InWords phrase={page.asked(askedAt)} locale={locale} />}
    </FinePrint>
  )
}

function FeatureSentence({ feature }: { feature: NoticedFeatureView }) {
  const { state, follows } = feature.sentence
  const about = <span lang={feature.titleLanguage}>{feature.title}</span>
  return (
    <Sentence mark={stateMarkOf(feature)} about={about} state={state}>
      {follows}
    </Sentence>
  )
}

/** A no outside the meeting is the reader's own to lift, and a yes here does not. */
function StandingNo({
  view: { settings },
  words: { page },
}: {
  view: MeetingNoticeView
  words: MeetingWords
}) {
  return (
    <p className="mt-3 max-w-measure ps-9">
      {page.standingNo}{' '}
      {settings === null ? null : (
        <Link href={paths.features(settings.account)} prefetch={false}>
          {page.settings}
        </Link>
      )}
    </p>
  )
}

function Cut({ words: { page } }: { words: MeetingWords }) {
  const { kind, title, text } = page.cut
  return (
    <div className="mb-8">
      <NoticeBox kind="warn" kindWord={kind} title={title} announce>
        <p>{text}</p>
      </NoticeBox>
    </div>
  )
}

/** Nobody has to follow an answer yet: said before all that an answer does. */
function Watched({ until, words }: { until: string; words: MeetingWords }) {
  const { kind, title, text } = words.page.watched
  return (
    <div className="mb-8">
      <NoticeBox kindWord={kind} title={title}>
        <p>
          <InWords phrase={text(until)} locale={words.locale} />
        </p>
      </NoticeBox>
    </div>
  )
}

function Standing({ text: { title, text } }: { text: { title: string; text: string } }) {
  return (
    <div className="mb-4 max-w-measure border-y border-rule py-8">
      <p className="font-serif text-xl">{title}</p>
      <p className="mt-2 text-soft">{text}</p>
    </div>
  )
}

function EndedFeature({
  token,
  feature,
  words,
}: {
  token: string
  feature: NoticedFeatureView
  words: MeetingWords
}) {
  return (
    <section aria-labelledby={`${feature.feature}-title`} className="mt-8">
      <h2
        id={`${feature.feature}-title`}
        lang={feature.titleLanguage}
        className="font-serif text-xl font-[520]"
      >
        {feature.title}
      </h2>
      <Said token={token} feature={feature} words={words} />
    </section>
  )
}
