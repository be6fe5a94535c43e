import { Checkbox } from '#components/ui/checkbox.tsx'
import type { DeskCategory } from './mapping-words.ts'

/** The kinds of content that a choice is about; none ticked is all of them. */
export function Kinds({
  name,
  categories,
  chosen,
  onChange,
}: {
  name: string
  categories: readonly DeskCategory[]
  chosen: readonly string[]
  onChange: (next: readonly string[]) => void
}) {
  return (
    <fieldset className="ms-9 mb-2">
      <legend className="text-sm text-soft">
        {chosen.length === 0 ? 'All kinds of content. Only some:' : 'Only these kinds of content:'}
      </legend>
      <div className="grid gap-x-4 text-sm sm:grid-cols-2">
        {categories.map(({ key, title }) => (
          <Checkbox
            key={key}
            name={`${name} ${key}`}
            label={title}
            checked={chosen.includes(key)}
            onChange={() => {
              onChange(
                chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key],
              )
            }}
          />
        ))}
      </div>
    </fieldset>
  )
}
