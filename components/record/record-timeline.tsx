import Link from 'next/link'
import type { ReactNode } from 'react'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { formatInstant } from '#components/ui/format-instant.ts'
import { paths } from '#lib/paths.ts'
import type { RecordEntry } from '#lib/queries/record-entry.ts'

/** What happened, day by day, newest first, made to be read aloud. */
export function RecordTimeline({
  entries,
  receiptHref = null,
  asOfHref,
}: {
  entries: readonly RecordEntry[]
  /** Spells the address of a receipt; null where the reader has none of them. */
  receiptHref?: ((receiptId: string) => string) | null
  /** Spells the address of this page as it stood at an instant. */
  asOfHref: (at: string) => string
}) {
  if (entries.length === 0) return <NothingRecorded />
  const days = Map.groupBy(entries, ({ at }) => at.toISOString().slice(0, 10))
  return (
    <ol aria-label="Acts on record, newest first" className="border-t-[1.5px] border-ink">
      {[...days].map(([day, acts]) => (
        <li
          key={day}
          className="grid gap-x-8 gap-y-3 border-b border-rule py-5 sm:grid-cols-[10rem_minmax(0,1fr)]"
        >
          <h3 className="font-serif text-lg">{formatInstant(`${day}T00:00:00Z`, 'day')}</h3>
          <ol aria-label={formatInstant(`${day}T00:00:00Z`, 'day')} className="grid gap-6">
            {acts.map((act) => (
              <Act key={act.id} act={act} receiptHref={receiptHref} asOfHref={asOfHref} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  )
}

function Act({
  act,
  receiptHref,
  asOfHref,
}: {
  act: RecordEntry
  receiptHref: ((receiptId: string) => string) | null
  asOfHref: (at: string) => string
}) {
  const exact = act.at.toISOString()
  return (
    <li className="grid grid-cols-[3.5rem_minmax(0,1fr)]">
      <time dateTime={exact} title={exact} className="pt-0.5 text-sm text-soft">
        {exact.slice(11, 16)}
      </time>
      <div className="max-w-measure min-w-0">
        <p className="text-pretty">{act.sentence}</p>
        {act.details.length === 0 ? null : (
          <ul className="mt-1 grid gap-0.5 text-sm">
            {act.details.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        <FinePrint>
          {act.terms.map(({ slug, title, number }) => (
            <Link key={`${slug} ${String(number)}`} href={paths.termsVersion(slug, number)}>
              {title}, version {number}
            </Link>
          ))}
          <span>{act.isSequenced ? `Entry ${String(act.position)}` : 'Awaiting its entry'}</span>
          {act.receiptId === null || receiptHref === null ? null : (
            <Link href={receiptHref(act.receiptId)}>
              Receipt<span className="sr-only">: {act.sentence}</span>
            </Link>
          )}
          <Link href={asOfHref(exact)} className="no-print">
            As it stood then<span className="sr-only">: {act.sentence}</span>
          </Link>
        </FinePrint>
      </div>
    </li>
  )
}

function FinePrint({ children }: { children: ReactNode }) {
  return (
    <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm text-soft [&>a]:inline-flex [&>a]:min-h-6 [&>a]:items-center [&>a]:text-soft [&>a:hover]:text-accent">
      {children}
    </p>
  )
}

function NothingRecorded() {
  return (
    <EmptyState title="Nothing of this kind is on record.">
      <p>Every answer, permission, request and publication stands here, newest first.</p>
      <p>Choose another kind of act, or a later time.</p>
    </EmptyState>
  )
}
