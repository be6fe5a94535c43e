import { DataTable } from '#components/ui/data-table.tsx'
import type { ImpactOnPurpose, PublicationImpactView } from '#lib/queries/publication-impact.ts'

/** Whom publishing asks again: in a sentence, as bars, and the same numbers as words beside each bar. */
export function PublicationImpact({ impact }: { impact: PublicationImpactView }) {
  const { purposes } = impact
  if (purposes.length === 0)
    return <p>Nobody is asked again, and nothing stops: every yes goes on to count.</p>
  const longest = Math.max(
    ...purposes.map(({ askedAgain, goesOn }) => (askedAgain ?? 0) + (goesOn ?? 0)),
  )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <p>
        <strong>{capitalised(counted(impact.people, 'person', 'people'))}</strong> in{' '}
        <strong>{counted(impact.accounts, 'account', 'accounts')}</strong> will be asked again, each
        counted once. Until they answer, what they said yes to stops for them.
      </p>
      <DataTable
        caption="People who are asked again, by purpose"
        captionHidden
        rows={purposes}
        rowKey={({ title }) => title}
        empty={null}
        columns={[
          {
            key: 'purpose',
            header: 'Purpose',
            cell: (row) => (
              <>
                {row.title}
                <Bar row={row} longest={longest} />
              </>
            ),
          },
          { key: 'again', header: 'Asked again', cell: (row) => again(row) },
          {
            key: 'stops',
            header: 'Stops for',
            cell: ({ stopped }) => counted(stopped, 'person', 'people'),
          },
          {
            key: 'on',
            header: 'Goes on for',
            cell: ({ goesOn }) => counted(goesOn, 'person', 'people'),
          },
        ]}
      />
      <Legend />
    </div>
  )
}

function again({ askedAgain, accounts }: ImpactOnPurpose): string {
  return `${counted(askedAgain, 'person', 'people')} in ${counted(accounts, 'account', 'accounts')}`
}

/** Under five, a number could point at one of them. */
function counted(count: number | null, one: string, several: string): string {
  if (count === null) return `fewer than five ${several}`
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : several}`
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const width = 300

/** The words in the row say the same, so nobody needs to hear it. Shapes, not colours: it prints in grey. */
function Bar({ row: { askedAgain, goesOn }, longest }: { row: ImpactOnPurpose; longest: number }) {
  const lengthOf = (count: number | null) =>
    longest === 0 ? 0 : Math.round(((count ?? 0) / longest) * width)
  return (
    <svg
      viewBox={`0 0 ${width} 12`}
      preserveAspectRatio="none"
      className="mt-2 block h-3 w-full max-w-72"
      aria-hidden="true"
      focusable="false"
    >
      <AskedAgain length={lengthOf(askedAgain)} />
      <GoesOn from={lengthOf(askedAgain)} length={lengthOf(goesOn)} />
    </svg>
  )
}

function AskedAgain({ length }: { length: number }) {
  return <rect y={1} width={length} height={10} className="fill-ink" />
}

function GoesOn({ from, length }: { from: number; length: number }) {
  return (
    <rect
      x={from}
      y={1}
      width={length}
      height={10}
      className="fill-none stroke-ink"
      vectorEffect="non-scaling-stroke"
    />
  )
}

function Legend() {
  return (
    <p className="flex flex-wrap gap-x-6 gap-y-1 text-sm text-soft">
      <span className="inline-flex items-center gap-2">
        <svg viewBox="0 0 24 12" className="h-3 w-6" aria-hidden="true" focusable="false">
          <AskedAgain length={24} />
        </svg>
        asked again
      </span>
      <span className="inline-flex items-center gap-2">
        <svg viewBox="0 0 24 12" className="h-3 w-6" aria-hidden="true" focusable="false">
          <GoesOn from={1} length={22} />
        </svg>
        goes on
      </span>
      <span>Under five, no bar is drawn: a number could point at one person.</span>
    </p>
  )
}
