import { isShown, type DeskChange, type ReviewWork, type ShownChanges } from './review-words.ts'

/** Which changes are on the desk: those that wait, or those of one verdict. */
export function ReviewFilter({
  shown,
  changes,
  work,
  onShow,
}: {
  shown: ShownChanges
  changes: readonly DeskChange[]
  work: ReviewWork
  onShow: (shown: ShownChanges) => void
}) {
  const count = (of: ShownChanges) =>
    changes.filter(({ key }) => isShown(of, work.said[key])).length
  return (
    <fieldset>
      <legend className="sr-only">Which changes are shown</legend>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        {choices.map(({ of, label }) => (
          <label key={of} className="flex min-h-8 items-center gap-x-2">
            <input
              type="radio"
              name="shown-changes"
              checked={shown === of}
              onChange={() => {
                onShow(of)
              }}
            />
            {label} ({count(of)})
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const choices = [
  { of: 'all', label: 'All' },
  { of: 'waiting', label: 'Waiting' },
  { of: 'widens', label: 'Gives us more' },
  { of: 'narrows', label: 'Gives us less' },
  { of: 'neither', label: 'Neither' },
] as const satisfies readonly { readonly of: ShownChanges; readonly label: string }[]
