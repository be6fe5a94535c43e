import type { ReactNode } from 'react'
import type { NoticeView, PartyView } from '#lib/queries/control-views.ts'
import type { NoticeWords } from '#lib/words/notice/notice-words.ts'
import { noticeWords } from '#lib/words/notice/words-by-language.ts'
import { durationWords } from './duration-words.ts'

/** Who, how long, where and with what rights: the facts of one notice, in the margin of its question. */
export function NoticeFacts({ notice }: { notice: NoticeView }) {
  const { controller, processor, recipients, retention, storage, validity } = notice
  return (
    <FactList
      facts={[
        ['Who is responsible', <Parties key="controller" parties={[controller]} />],
        [
          'Who works on their behalf',
          processor === null ? null : <Parties key="processor" parties={[processor]} />,
        ],
        [
          'Who receives it',
          recipients.length === 0 ? null : <Parties key="recipients" parties={recipients} />,
        ],
        ['How long it is kept', retention.sentence],
        ['Where it is stored', storage.sentence],
        ['How to take a yes back', notice.withdrawal],
        ['What that asks of others', effectsOf(notice)],
        ['How long a yes lasts', validityWords(validity)],
        ['How to complain', notice.complaint],
        ['This notice', `Number ${notice.number}, in English`],
      ]}
    />
  )
}

/**
 * What is a feature's own in its notice, beneath the facts that all features on the same page share: what
 * is the same for every one of them is said there, with how to reach the parties, and not again here.
 */
export function OwnFacts({
  notice,
  all,
  sharedId,
}: {
  notice: NoticeView
  all: readonly NoticeView[]
  sharedId: string
}) {
  const own = (of: (notice: NoticeView) => string) =>
    unique(all.map(of)).length > 1 ? of(notice) : null
  return (
    <FactList
      facts={[
        ['Who is responsible', own(({ controller }) => controller.name)],
        ['Who works on their behalf', own(({ processor }) => processor?.name ?? 'Nobody')],
        ['Who receives it', own(({ recipients }) => namesOf(recipients))],
        ['How long it is kept', notice.retention.sentence],
        ['Where it is stored', own(({ storage }) => storage.sentence)],
        ['How to take a yes back', notice.withdrawal],
        ['What that asks of others', effectsOf(notice)],
        [
          'This notice',
          <>
            Number {notice.number}, in English. <a href={`#${sharedId}`}>What all features share</a>{' '}
            is a part of it.
          </>,
        ],
      ]}
    />
  )
}

/** The facts that several notices share, each said once; what differs is said with each feature. */
export function SharedFacts({ notices, id }: { notices: readonly NoticeView[]; id: string }) {
  const recipients = distinct(notices.flatMap((notice) => notice.recipients))
  const processors = distinct(notices.flatMap(({ processor }) => processor ?? []))
  return (
    <FactList
      id={id}
      facts={[
        [
          'Who is responsible',
          <Parties key="c" parties={distinct(notices.map(({ controller }) => controller))} />,
        ],
        [
          'Who works on their behalf',
          processors.length === 0 ? null : <Parties key="p" parties={processors} />,
        ],
        [
          'Who receives it',
          recipients.length === 0 ? null : <Parties key="r" parties={recipients} />,
        ],
        ['How long it is kept', retentionOf(notices)],
        ['Where it is stored', unique(notices.map(({ storage }) => storage.sentence)).join(' ')],
        ['How to take a yes back', sharedSentences(notices.map(({ withdrawal }) => withdrawal))],
        [
          'How long a yes lasts',
          unique(notices.map(({ validity }) => validityWords(validity))).join(' '),
        ],
        ['How to complain', unique(notices.map(({ complaint }) => complaint)).join(' ')],
      ]}
    />
  )
}

type Fact = readonly [term: string, details: ReactNode]

/** Terms with their details; one without any is left out. */
export function FactList({ facts, id }: { facts: readonly Fact[]; id?: string }) {
  return (
    <dl id={id} className="grid gap-3 text-sm">
      {facts
        .filter(([, details]) => details !== null && details !== '')
        .map(([term, details]) => (
          <div key={term}>
            <dt className="text-soft">{term}</dt>
            <dd className="text-pretty">{details}</dd>
          </div>
        ))}
    </dl>
  )
}

export function Parties({ parties }: { parties: readonly PartyView[] }) {
  return parties.map(({ name, address, email }) => (
    <span key={name} className="block">
      <strong>{name}</strong>
      {address === '' ? null : `, ${address}`}
      {email === '' ? null : (
        <>
          {', '}
          <a href={`mailto:${email}`}>{email}</a>
        </>
      )}
    </span>
  ))
}

/** Party by party, with how long each has; null where the notice says it in its words alone. */
export function effectsOf(
  { afterWithdrawal = [] }: NoticeView,
  { locale, within: withinWords }: Pick<NoticeWords, 'locale' | 'within'> = noticeWords.en,
): ReactNode {
  if (afterWithdrawal.length === 0) return null
  return (
    <ul className="grid gap-1">
      {afterWithdrawal.map(({ sentence, within }) => (
        <li key={sentence}>
          {within === null ? sentence : `${sentence} ${withinWords(durationWords(within, locale))}`}
        </li>
      ))}
    </ul>
  )
}

function retentionOf(notices: readonly NoticeView[]): ReactNode {
  if (unique(notices.map(({ retention }) => retention.sentence)).length === 1)
    return notices[0]?.retention.sentence
  return notices.map(({ title, retention }) => (
    <span key={title} className="block">
      <em>{title}.</em> {retention.sentence}
    </span>
  ))
}

/** The sentences that all texts have, in the first one's order. */
export function sharedSentences(texts: readonly string[]): string {
  const split = texts.map((text) => text.split(/(?<=\.) /))
  const shared = (split[0] ?? []).filter((sentence) => split.every((all) => all.includes(sentence)))
  return shared.join(' ')
}

function validityWords(validity: string | null): string {
  return validity === null
    ? 'Until you take it back.'
    : `${durationWords(validity)}, unless you take it back before.`
}

function namesOf(parties: readonly PartyView[]): string {
  return parties.map(({ name }) => name).join(', ')
}

function distinct(parties: readonly PartyView[]): readonly PartyView[] {
  return [...new Map(parties.map((party) => [party.name, party])).values()]
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
