import type { ReactNode } from 'react'
import { Disclosure } from '#components/ui/disclosure.tsx'
import type { NoticeView } from '#lib/queries/control-views.ts'
import { effectsOf, FactList, Parties } from './notice-facts.tsx'
import { ScopeList } from './notice-scope.tsx'

/** What nobody may be asked without: who is responsible, who receives it, and for how long. Never folded. */
export function NoticeEssentials({ notice }: { notice: NoticeView }) {
  const { controller, processor, recipients, retention } = notice
  const receivers = [...(processor === null ? [] : [processor]), ...recipients]
  const names = [...new Set(receivers.map(({ name }) => name))]
  return (
    <FactList
      facts={[
        ['How long it is kept', retention.sentence],
        ['Who receives it', names.length === 0 ? null : names.join(', ')],
        [
          'Who is responsible',
          <Parties key="controller" parties={[{ ...controller, address: '' }]} />,
        ],
      ]}
    />
  )
}

/** What is asked, and what it takes in: in front of the answer, unfolded. */
export function NoticeQuestion({ notice: { question, covers } }: { notice: NoticeView }) {
  return (
    <div>
      <p className="max-w-measure font-serif text-lg text-pretty italic">{question}</p>
      <div className="mt-4 max-w-measure">
        <ScopeList title="It takes in" items={covers} />
      </div>
    </div>
  )
}

/** All else that the notice says, a layer further down, with the clauses last. */
export function NoticeRest({ notice, clauses }: { notice: NoticeView; clauses: ReactNode }) {
  const { controller, processor, recipients, storage } = notice
  return (
    <div className="mt-4">
      <Disclosure summary="What it leaves alone, your rights, and how to complain">
        <div className="grid gap-5">
          <ScopeList title="It does not take in" items={notice.doesNotCover} />
          <FactList
            facts={[
              ['How to take a yes back', notice.withdrawal],
              ['What that asks of others', effectsOf(notice)],
              ['How long a yes lasts', 'Until this meeting ends, unless you take it back before.'],
              ['How to complain', notice.complaint],
              ['How to reach who is responsible', <Parties key="c" parties={[controller]} />],
              [
                'Who works on their behalf',
                processor === null ? null : <Parties key="p" parties={[processor]} />,
              ],
              [
                'How to reach who receives it',
                recipients.length === 0 ? null : <Parties key="r" parties={recipients} />,
              ],
              ['Where it is stored', storage.sentence],
              ['This notice', `Number ${notice.number}, in English`],
            ]}
          />
        </div>
      </Disclosure>
      {clauses}
    </div>
  )
}
