'use client'

import type { ReactNode } from 'react'
import { useActing } from '#components/api/acting.tsx'
import { lowerFirst } from '#components/ui/lower-first.ts'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Sentence } from '#components/ui/sentence.tsx'
import type { ControlView } from '#lib/queries/answers.ts'
import { AnswerButtons } from './answer-buttons.tsx'
import { CarriesOn } from './carries-on.tsx'
import { controlOptions, optionsOf } from './control-options.ts'
import { ControlState } from './control-state.tsx'
import { type GroupState, groupState, isClosed, purposeState, titles } from './group-state.ts'
import { QuestionLayout } from '#components/ui/question-layout.tsx'

/** A sharing purpose, with its notice and clauses as they are set on the server. */
export type SharingPurpose = {
  readonly purpose: string
  readonly title: string
  /** What a yes to this purpose expects unchanged. */
  readonly expected: string
  readonly controls: readonly ControlView[]
}

/** One sharing purpose: its notice, then one answer to all of it, then each group, then each kind folded. */
export function SharingAnswers({
  sharing,
  facts,
  scope,
  clauses,
}: {
  sharing: SharingPurpose
  facts: ReactNode
  scope: ReactNode
  clauses: ReactNode
}) {
  const groups = GROUPS.map((group) => <Group key={group.key} sharing={sharing} group={group} />)
  if (isClosed(sharing.controls)) {
    return (
      <>
        <PurposeAnswer sharing={sharing} />
        <div className="mt-3">{clauses}</div>
        <Disclosure summary="Kind by kind">
          <div className="grid gap-8">{groups}</div>
        </Disclosure>
        <Disclosure summary="What the question would be">
          <div className="grid gap-6">
            {scope}
            {facts}
          </div>
        </Disclosure>
      </>
    )
  }
  return (
    <QuestionLayout
      facts={facts}
      control={
        <>
          <PurposeAnswer sharing={sharing} />
          <div className="mt-8 grid gap-8 border-t border-rule pt-6">{groups}</div>
        </>
      }
    >
      {scope}
      <div className="mt-3">{clauses}</div>
    </QuestionLayout>
  )
}

function PurposeAnswer({ sharing }: { sharing: SharingPurpose }) {
  const { purpose, title, controls } = sharing
  const about = `Sharing for ${lowerFirst(title)}`
  const labels = { include: 'Share all of it', leaveOut: 'Leave out all of it' }
  return (
    <GroupAnswer
      sharing={sharing}
      id={`answer-${purpose}`}
      about={about}
      ofWhat={about}
      state={purposeState(controls)}
      options={optionsOf(controls, lowerFirst(about), labels)}
    >
      <CarriesOn controls={controls} />
    </GroupAnswer>
  )
}

/** In the order in which they are shown, in the platform's words and in the person's own. */
const GROUPS = [
  { key: 'said_and_shown', words: 'what is said and shown', mine: 'what I say and show' },
  { key: 'written', words: 'what is written', mine: 'what I write' },
  { key: 'product_use', words: 'how the product is used', mine: 'how I use the product' },
] as const

function Group({ sharing, group }: { sharing: SharingPurpose; group: (typeof GROUPS)[number] }) {
  const { account } = useActing()
  const controls = sharing.controls.filter((control) => control.group === group.key)
  if (controls.length === 0) return null
  const about = `Sharing ${group.words} for ${lowerFirst(sharing.title)}`
  const labels = { include: `Share ${group.mine}`, leaveOut: `Leave out ${group.mine}` }
  const options = optionsOf(controls, lowerFirst(about), labels)
  const id = `answer-${sharing.purpose}-${group.key}`
  return (
    <div>
      <GroupAnswer
        {...{ sharing, about, options, id, ofWhat: sharing.title, state: groupState(controls) }}
      />
      <div className="mt-2 sm:ps-9">
        <Disclosure summary={`One by one: ${titles(controls)}`}>
          <div className="grid gap-7">
            {controls.map((control) => (
              <div key={control.category}>
                <ControlState control={control} account={account} />
                <div className="mt-3">
                  <AnswerButtons
                    id={`answer-${sharing.purpose}-${control.category ?? ''}`}
                    question="sharing"
                    expected={sharing.expected}
                    state={control.sentences.control}
                    about={sharing.title}
                    inset
                    {...controlOptions(control)}
                  />
                </div>
              </div>
            ))}
          </div>
        </Disclosure>
      </div>
    </div>
  )
}

function GroupAnswer({
  sharing,
  id,
  about,
  ofWhat,
  state: { mark, state, details },
  options,
  children,
}: {
  sharing: SharingPurpose
  id: string
  about: string
  ofWhat: string
  state: GroupState
  options: ReturnType<typeof optionsOf>
  children?: ReactNode
}) {
  return (
    <>
      <Sentence mark={mark} about={about} state={state}>
        {details.join(' ')}
      </Sentence>
      {children}
      <div className="mt-4">
        <AnswerButtons
          id={id}
          question="sharing"
          expected={sharing.expected}
          state={`${about}: ${state}`}
          about={ofWhat}
          inset
          {...options}
        />
      </div>
    </>
  )
}
