'use client'

import type { ReactNode } from 'react'
import { useActing } from '#components/api/acting.tsx'
import { Sentence } from '#components/ui/sentence.tsx'
import type { ControlView } from '#lib/queries/answers.ts'
import { AnswerButtons } from './answer-buttons.tsx'
import { controlOptions, optionsOf } from './control-options.ts'
import { ControlState } from './control-state.tsx'
import { featuresState } from './features-state.ts'
import { QuestionLayout } from '#components/ui/question-layout.tsx'

/** A feature with its notice and clauses as they are set on the server. */
export type FeatureRow = {
  readonly purpose: string
  readonly title: string
  readonly summary: string
  readonly control: ControlView
  readonly scope: ReactNode
  readonly facts: ReactNode
  readonly clauses: ReactNode
}

/** The one question about all features, to be read after what they share. */
export function AllFeatures({
  rows,
  expected,
  facts,
  children,
}: {
  rows: readonly Pick<FeatureRow, 'title' | 'control'>[]
  expected: string
  facts: ReactNode
  children: ReactNode
}) {
  const controls = rows.map(({ control }) => control)
  const { mark, state, sentences } = featuresState(rows)
  const labels = { include: 'Include me', leaveOut: 'Leave me out' }
  const options = optionsOf(controls, 'AI features', labels)
  return (
    <QuestionLayout
      facts={facts}
      control={
        <>
          <Sentence mark={mark} about="AI features" state={state}>
            {sentences.join(' ')}
          </Sentence>
          <div className="mt-4">
            <AnswerButtons
              id="all-features"
              question="features"
              expected={expected}
              state={`AI features: ${state}`}
              about="all AI features that my organisation permits"
              inset
              {...options}
            />
          </div>
        </>
      }
    >
      {children}
    </QuestionLayout>
  )
}

/** The exceptions: each feature with its own notice, state and two buttons. */
export function FeatureAnswers({
  rows,
  expected,
}: {
  rows: readonly FeatureRow[]
  expected: string
}) {
  return (
    <div className="grid gap-12">
      {rows.map((row) => (
        <FeatureAnswer key={row.purpose} row={row} expected={expected} />
      ))}
    </div>
  )
}

function FeatureAnswer({ row, expected }: { row: FeatureRow; expected: string }) {
  const { account } = useActing()
  const { control } = row
  return (
    <section
      id={row.purpose}
      aria-labelledby={`${row.purpose}-title`}
      className="border-t border-rule pt-6"
    >
      <QuestionLayout
        facts={row.facts}
        control={
          <>
            <ControlState control={control} account={account} />
            <div className="mt-4">
              <AnswerButtons
                id={`answer-${row.purpose}`}
                question="features"
                expected={expected}
                state={control.sentences.control}
                about={row.title}
                inset
                {...controlOptions(control)}
              />
            </div>
          </>
        }
      >
        <h3 id={`${row.purpose}-title`} className="font-serif text-xl font-[520]">
          {row.title}
        </h3>
        <p className="mt-1 mb-4 max-w-measure text-soft">{row.summary}</p>
        {row.scope}
        <div className="mt-3">{row.clauses}</div>
      </QuestionLayout>
    </section>
  )
}
