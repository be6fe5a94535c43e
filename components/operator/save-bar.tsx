'use client'

import { Button } from '#components/ui/button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { Draft } from './use-draft.ts'

const named = 3

/** What is not saved, always in sight while there is something to work on. */
export function SaveBar({
  draft,
  unsaved,
  counted,
  noun,
}: {
  draft: Pick<Draft<unknown>, 'isSaved' | 'pending' | 'save' | 'undo'>
  /** The names of what is not saved. */
  unsaved: readonly string[]
  /** Of those, one and several: "1 clause is", "3 clauses are". */
  counted: readonly [one: string, several: string]
  /** What is saved: "mapping". */
  noun: string
}) {
  const { isSaved, pending, save, undo } = draft
  return (
    <div className="sticky bottom-0 z-10 -mx-5 border-t-[1.5px] border-ink bg-paper px-5 py-3 sm:mx-0 sm:px-0">
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2">
        <p role="status" className="min-w-0 max-w-measure text-pretty">
          {unsaved.length > 0 ? (
            <>
              <strong>
                {unsaved.length} {counted[unsaved.length === 1 ? 0 : 1]} not saved:
              </strong>{' '}
              {unsaved.slice(0, named).join(', ')}
              {unsaved.length > named ? ` and ${String(unsaved.length - named)} more` : ''}.
            </>
          ) : (
            <span className="text-soft">
              {isSaved
                ? noun === 'draft'
                  ? 'The draft is saved.'
                  : `The ${noun} is saved as a draft.`
                : 'Nothing is unsaved.'}
            </span>
          )}
        </p>
        <div className="flex flex-wrap items-center gap-x-4">
          {unsaved.length > 0 ? (
            <Button variant="quiet" onClick={undo}>
              Undo changes
            </Button>
          ) : null}
          <SubmitButton
            type="button"
            variant="primary"
            pending={pending}
            pendingText={`Saving the ${noun}`}
            onClick={() => void save()}
            title="Ctrl+S"
          >
            Save the {noun}
          </SubmitButton>
        </div>
      </div>
    </div>
  )
}
