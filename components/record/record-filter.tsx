import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { TextField } from '#components/ui/text-field.tsx'

/** Which acts, and as of when. A plain GET form: the address of the page is the question. */
export function RecordFilter({
  action,
  kinds,
  kind,
  asOf,
  asOfProblem,
}: {
  action: string
  kinds: readonly { readonly value: string; readonly label: string }[]
  kind: string | null
  /** As a datetime-local field takes it, in UTC: "2026-02-03T09:30". */
  asOf: string
  asOfProblem: string | null
}) {
  return (
    <form
      // The fields take what the address says, also when only the address has changed.
      key={`${kind ?? ''} ${asOf}`}
      action={action}
      method="get"
      className="no-print grid max-w-form gap-x-6 gap-y-4 sm:max-w-none sm:grid-cols-[14rem_16rem_auto] sm:items-end"
    >
      <SelectField
        name="kind"
        label="Kind of act"
        prompt="All kinds"
        options={kinds}
        defaultValue={kind ?? ''}
      />
      <TextField
        name="asOf"
        label="As of (UTC)"
        type="datetime-local"
        step="any"
        defaultValue={asOf}
        error={asOfProblem ?? undefined}
      />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <Button type="submit">Show</Button>
        {kind === null && asOf === '' ? null : (
          <Link href={action} className="inline-flex min-h-11 items-center">
            Show everything
          </Link>
        )}
      </div>
    </form>
  )
}
