import type { ReactNode } from 'react'
import { Disclosure } from '#components/ui/disclosure.tsx'
import type { NoticeView } from '#lib/queries/control-views.ts'
import { isLanguage } from '#lib/words/language.ts'
import type { NoticeWords } from '#lib/words/notice/notice-words.ts'
import { noticeWords } from '#lib/words/notice/words-by-language.ts'
import { effectsOf, FactList, Parties } from './notice-facts.tsx'
import { ScopeList } from './notice-scope.tsx'

/** A notice with the words of the page that it stands on, which can be of another language. */
type Props = { notice: NoticeView; words: NoticeWords }

/** What nobody may be asked without: who is responsible, who receives it, and for how long. Never folded. */
export function NoticeEssentials({ notice, words }: Props) {
  const { controller, processor, recipients, retention } = notice
  const receivers = [...(processor === null ? [] : [processor]), ...recipients]
  const names = [...new Set(receivers.map(({ name }) => name))]
  return (
    <FactList
      facts={[
        [words.kept, <Said key="kept" text={retention.sentence} notice={notice} />],
        [words.receives, names.length === 0 ? null : names.join(', ')],
        [words.responsible, <Parties key="c" parties={[{ ...controller, address: '' }]} />],
      ]}
    />
  )
}

/** What is asked, and what it takes in: in front of the answer, unfolded. */
export function NoticeQuestion({ notice: { question, covers, language }, words }: Props) {
  return (
    <div>
      <p lang={language} className="max-w-measure font-serif text-lg text-pretty italic">
        {question}
      </p>
      <div className="mt-4 max-w-measure">
        <ScopeList title={words.takesIn} items={covers} language={language} />
      </div>
    </div>
  )
}

/** All else that the notice says, a layer further down, with the clauses last. */
export function NoticeRest({ notice, words, clauses }: Props & { clauses: ReactNode }) {
  const { controller, processor, recipients, storage, language } = notice
  const said = (text: string) => <Said key={text} text={text} notice={notice} />
  const effects = effectsOf(notice, isLanguage(language) ? noticeWords[language] : words)
  return (
    <div className="mt-4">
      <Disclosure summary={words.rest}>
        <div className="grid gap-5">
          <ScopeList title={words.takesNotIn} items={notice.doesNotCover} language={language} />
          <FactList
            facts={[
              [words.takeBack, said(notice.withdrawal)],
              [words.effects, effects === null ? null : <div lang={language}>{effects}</div>],
              [words.lasts, words.untilMeetingEnds],
              [words.complain, said(notice.complaint)],
              [words.reachResponsible, <Parties key="c" parties={[controller]} />],
              [
                words.onBehalf,
                processor === null ? null : <Parties key="p" parties={[processor]} />,
              ],
              [
                words.reachReceivers,
                recipients.length === 0 ? null : <Parties key="r" parties={recipients} />,
              ],
              [words.stored, said(storage.sentence)],
              [words.thisNotice, words.number(notice.number, language)],
            ]}
          />
        </div>
      </Disclosure>
      {clauses}
    </div>
  )
}

/** The notice's own words, in the language that it is written in. */
function Said({ text, notice }: { text: string; notice: NoticeView }) {
  return <span lang={notice.language}>{text}</span>
}
