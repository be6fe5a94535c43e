'use client'

import { Button } from '#components/ui/button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { clauseName } from './mapping-words.ts'
import type { MappingDraft } from './use-mapping-draft.ts'

const named = 3

/** What is not saved, always in sight while there is a clause to work on. */
export function SaveBar({ draft }: { draft: MappingDraft }) {
  const { unsaved, isSaved, pending, save, undo } = draft
  return (
    <div className="sticky bottom-0 z-10 -mx-5 border-t-[1.5px] border-ink bg-paper px-5 py-3 sm:mx-0 sm:px-0">
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2">
        <p role="status" className="min-w-0 max-w-measure text-pretty">
          {unsaved.length > 0 ? (
            <>
              <strong>{countWords(unsaved.length)} not saved:</strong>{' '}
              {unsaved
                .slice(0, named)
                .map((clause) => clauseName(clause))
                .join(', ')}
              {unsaved.length > named ? ` and ${String(unsaved.length - named)} more` : ''}.
            </>
          ) : (
            <span className="text-soft">
              {isSaved ? 'The mapping is saved as a draft.' : 'Nothing is unsaved.'}
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
            pendingText="Saving the mapping"
            onClick={() => void save()}
            title="Ctrl+S"
          >
            Save the mapping
          </SubmitButton>
        </div>
      </div>
    </div>
  )
}

function countWords(count: number): string {
  return count === 1 ? '1 clause is' : `${String(count)} clauses are`
}
