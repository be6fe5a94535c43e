'use client'

import { useCallback, useDeferredValue, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { ChangeVerdict } from './change-verdict.tsx'
import { ReviewFilter } from './review-filter.tsx'
import { isShown, noteId, type DeskChange, type Said, type ShownChanges } from './review-words.ts'
import { isSame, type ReviewDraft } from './use-review-draft.ts'

/** The changes that wait for a person, one below the other: proposals beside the words, and what was said. */
export function ReviewDesk({
  changes,
  draft,
  isReplaced,
  isJudged,
}: {
  changes: readonly DeskChange[]
  draft: ReviewDraft
  isReplaced: boolean
  /** False: there are no proposals that could be accepted together. */
  isJudged: boolean
}) {
  const { value: work, saved, waiting } = draft
  const [shown, setShown] = useState<ShownChanges>('all')
  const [found, setFound] = useState<ReadonlySet<string> | null>(null)
  const inSight = useDeferredValue(found)
  const rows = changes.filter(({ key }) => inSight?.has(key) ?? true)
  const { update } = draft
  const say = useCallback(
    ({ key }: DeskChange, own: Said) => {
      update((now) => ({ ...now, said: { ...now.said, [key]: own } }))
    },
    [update],
  )

  function show(next: ShownChanges) {
    setShown(next)
    const fitting = changes.filter(({ key }) => isShown(next, work.said[key]))
    setFound(new Set(fitting.map(({ key }) => key)))
  }

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <Confirmed
        of={changes.length}
        waiting={waiting.length}
        onAccept={isJudged ? () => acceptRest(draft) : null}
      />
      <ReviewFilter shown={shown} changes={changes} work={work} onShow={show} />
      {rows.length === 0 ? (
        <EmptyState title="No change fits.">
          <p>Show all changes, or another verdict.</p>
        </EmptyState>
      ) : (
        <ol className="border-t-[1.5px] border-ink [&_:is(input,textarea,summary)]:scroll-mb-32">
          {rows.map((change) => (
            <ChangeVerdict
              key={change.key}
              change={change}
              said={work.said[change.key]}
              isUnsaved={!isSame(work.said[change.key], saved.said[change.key])}
              isFolded={isReplaced}
              isJudged={isJudged}
              error={draft.errors.find(({ field }) => field === noteId(change))?.message}
              onSay={say}
            />
          ))}
        </ol>
      )}
    </div>
  )
}

function Confirmed({
  of,
  waiting,
  onAccept,
}: {
  of: number
  waiting: number
  onAccept: (() => void) | null
}) {
  const label = waiting === 1 ? 'Accept the 1 proposal' : `Accept all ${waiting} proposals`
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
      <div role="status" className="w-full max-w-measure sm:w-80">
        <Progress
          id="confirmed"
          label={`${of - waiting} of ${of} ${of === 1 ? 'change has' : 'changes have'} a verdict`}
          value={of - waiting}
          max={of}
        />
      </div>
      {waiting === 0 || onAccept === null ? null : (
        <Button onClick={onAccept}>
          {label} that {waiting === 1 ? 'is' : 'are'} left
        </Button>
      )}
    </div>
  )
}

/** Keeps what was said already. Until it is saved, undoing the changes takes it back. */
function acceptRest({ value, waiting, change }: ReviewDraft): void {
  const accepted = waiting.map(({ key, proposed }): [string, Said] => [
    key,
    { effect: proposed, note: '' },
  ])
  change({ ...value, said: { ...value.said, ...Object.fromEntries(accepted) } })
}
