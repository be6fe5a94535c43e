'use client'

import type { ReactNode } from 'react'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { Section } from '#components/ui/page-heading.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import type { PublicationPreview } from '#lib/queries/publication-preview.ts'
import { DraftActForm } from './draft-act-form.tsx'

/** What of the preview decides whether it can be published now, and by whom. */
export type PublicationState = Pick<
  PublicationPreview,
  | 'digest'
  | 'unconfirmed'
  | 'isReviewOutdated'
  | 'problems'
  | 'needsApproval'
  | 'approvals'
  | 'isApprovedByYou'
  | 'isApproved'
>

/** The end of the desk: what publishing does, what still stands in its way, and the button. */
export function PublicationSection({
  number,
  state,
  urls,
  hasUnsaved,
  effect,
  impact,
}: {
  number: number
  state: PublicationState
  urls: { readonly publication: string; readonly approvals: string }
  hasUnsaved: boolean
  effect: ReactNode
  impact: ReactNode
}) {
  const { digest } = state
  const common = [...(hasUnsaved ? [unsaved] : []), ...obstaclesOf(state)]
  return (
    <Section id="publish" title={`Publish version ${number}`}>
      <div className="grid max-w-measure gap-6">{effect}</div>
      <h3 className="mt-8 mb-3 font-serif text-xl font-semibold">Who is asked again</h3>
      {impact}
      <div className="mt-8 grid max-w-measure gap-6">
        {state.needsApproval ? <Approval state={state} /> : null}
        {state.needsApproval && !state.isApprovedByYou ? (
          <DraftActForm
            id="approve"
            url={urls.approvals}
            digest={digest}
            label="Approve exactly this"
            pendingText="Approving"
            obstacles={common}
          />
        ) : null}
        <DraftActForm
          id="publish"
          url={urls.publication}
          digest={digest}
          label={`Publish version ${number}`}
          pendingText="Publishing"
          obstacles={[...common, ...(state.isApproved ? [] : [approvalMissing(state)])]}
        />
      </div>
    </Section>
  )
}

function Approval({ state: { approvals, isApprovedByYou } }: { state: PublicationState }) {
  return (
    <NoticeBox title="It takes two people to publish.">
      <p>
        One approves the text, its mapping and its verdicts exactly as they stand. Another publishes
        them. A change of any of them asks for a new approval.
      </p>
      {approvals.length === 0 ? <p>Nobody has approved it yet.</p> : null}
      <ul>
        {approvals.map(({ at, name }) => (
          <li key={at.getTime()}>
            Approved by {name ?? 'the command line'} on <Timestamp at={at} />.
          </li>
        ))}
      </ul>
      {isApprovedByYou ? <p>You approved exactly this.</p> : null}
    </NoticeBox>
  )
}

function approvalMissing({ isApprovedByYou }: PublicationState): string {
  return isApprovedByYou
    ? 'You approved it, so somebody else publishes it.'
    : 'Somebody else has to approve exactly this before you can publish it.'
}

const unsaved = 'Save your changes first, or undo them: what counts is what is saved.'

function obstaclesOf({ problems, unconfirmed, isReviewOutdated }: PublicationState) {
  return [
    ...(problems.length > 0 ? ['Mend the mapping first: it names what does not exist.'] : []),
    ...(isReviewOutdated
      ? ['The saved verdicts speak of other changes: save the review anew.']
      : []),
    ...(unconfirmed > 0 ? [waits(unconfirmed)] : []),
  ]
}

function waits(count: number): string {
  return count === 1
    ? '1 change waits for your verdict.'
    : `${count} changes wait for your verdict.`
}
