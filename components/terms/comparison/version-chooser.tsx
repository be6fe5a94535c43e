import { Button } from '#components/ui/button.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { paths } from '#lib/paths.ts'
import type { TermsChangesView } from '#lib/queries/terms-changes.ts'

/** Two other versions to compare. A plain form: it needs no script, and its answer has an address. */
export function VersionChooser({
  changes: { slug, from, to, numbers },
}: {
  changes: TermsChangesView
}) {
  const options = numbers.map((number) => ({ value: `${number}`, label: `Version ${number}` }))
  return (
    // Another pair is another form: what was chosen before it must not stay.
    <form
      key={`${from.number} ${to.number}`}
      action={paths.termsChanges(slug)}
      className="flex flex-wrap items-end gap-x-4 gap-y-3"
    >
      <SelectField name="from" label="From" options={options} defaultValue={`${from.number}`} />
      <SelectField name="to" label="To" options={options} defaultValue={`${to.number}`} />
      <Button type="submit">Compare</Button>
    </form>
  )
}
