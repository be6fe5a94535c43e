'use client'

import { Disclosure } from '#components/ui/disclosure.tsx'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { Section } from '#components/ui/page-heading.tsx'
import { ReviewDesk } from './review-desk.tsx'
import type { DeskChange, ReviewWork } from './review-words.ts'
import { SaveBar } from './save-bar.tsx'
import { Summaries } from './summaries.tsx'
import type { ReviewDraft } from './use-review-draft.ts'

/** What changed since the version that this one takes the place of, as the desk is handed it. */
export type DeskReview = {
  /** The number of that version; null for none. */
  readonly against: number | null
  readonly changes: readonly DeskChange[]
  /** How many clauses need nobody. */
  readonly unchanged: number
  readonly formatted: number
  /** The new text is another contract. */
  readonly isReplaced: boolean
  /** False where the language is not read for what gives more or less, so that nothing is proposed. */
  readonly isJudged: boolean
  /** What was saved speaks of other changes than these. */
  readonly isOutdated: boolean
  readonly initial: ReviewWork
  readonly revision: number
}

export function ReviewSection({ review, draft }: { review: DeskReview; draft: ReviewDraft }) {
  const { against, changes, isReplaced, isJudged } = review
  if (against === null)
    return (
      <Section id="review" title="What changed">
        <p>Nothing to compare: no version of it governs before this one.</p>
      </Section>
    )
  return (
    <Section
      id="review"
      title={`What changed since version ${against}`}
      lede="Say of each change whether it gives us, the platform, more or less than before. Where it gives us more, every yes that rests on it is asked for again."
    >
      <div className="mb-6 grid grid-cols-[minmax(0,1fr)] gap-8">
        {review.isOutdated ? <Outdated /> : null}
        {isReplaced ? <Replaced against={against} /> : null}
        {isJudged ? null : <NotJudged />}
        <NeedNobody review={review} />
        {changes.length === 0 ? null : (
          <ReviewDesk changes={changes} draft={draft} isReplaced={isReplaced} isJudged={isJudged} />
        )}
        <div>
          <h3 className="mb-4 font-serif text-xl font-semibold">In plain words</h3>
          <Summaries
            summaries={draft.value.summaries}
            onChange={(summaries) => {
              draft.change({ ...draft.value, summaries })
            }}
          />
        </div>
        <ErrorSummary errors={draft.errors} />
      </div>
      <SaveBar
        draft={draft}
        unsaved={draft.unsaved}
        counted={['verdict or summary is', 'verdicts or summaries are']}
        noun="review"
      />
    </Section>
  )
}

function Outdated() {
  return (
    <NoticeBox kind="warn" title="These changes are others by now.">
      <p>
        Another version took force since verdicts were saved here. They spoke of other changes, so
        each change below waits again. Save your verdicts to put them in the place of the old ones.
      </p>
    </NoticeBox>
  )
}

function Replaced({ against }: { against: number }) {
  return (
    <NoticeBox kind="warn" title="the contract was replaced as a whole.">
      <p>
        Hardly anything of version {against} is left. The old clauses are listed as gone, the new
        ones as new, with their words folded.
      </p>
    </NoticeBox>
  )
}

function NotJudged() {
  return (
    <NoticeBox kind="warn" title="nothing is proposed here.">
      <p>
        Only English texts are read for what gives the platform more or less. These are in another
        language, so say of each change what it does.
      </p>
    </NoticeBox>
  )
}

/** What a machine may decide, as counts: the same words need no verdict. */
function NeedNobody({ review: { unchanged, formatted } }: { review: DeskReview }) {
  const counts = [
    ...(unchanged === 0 ? [] : [`${unchanged} ${unchanged === 1 ? 'says' : 'say'} the same`]),
    ...(formatted === 0
      ? []
      : [`${formatted} only ${formatted === 1 ? 'looks' : 'look'} different`]),
  ]
  if (counts.length === 0) return null
  return (
    <Disclosure summary={`${counts.join(', ')}: nothing to decide`}>
      <p className="text-sm">
        These clauses have the same words as before. Spaces, marks and list numbers may differ. No
        yes is asked for again because of them.
      </p>
    </Disclosure>
  )
}
