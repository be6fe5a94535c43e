import Link from 'next/link'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { paths } from '#lib/paths.ts'
import type { RecordEntry } from '#lib/queries/record-entry.ts'

/** The last few acts on record, one a line, to be read in passing; the whole record is a link away. */
export function LatestActs({
  entries,
  account,
}: {
  entries: readonly RecordEntry[]
  account: string
}) {
  if (entries.length === 0)
    return <p className="text-soft">Nothing has happened yet. Each act will stand here.</p>
  return (
    <>
      <ol className="grid gap-2">
        {entries.map((entry) => (
          <li key={entry.id} className="gap-x-6 sm:grid sm:grid-cols-[10rem_minmax(0,1fr)]">
            <span className="text-soft">
              <Timestamp at={entry.at} detail="day" />
            </span>
            <p className="text-pretty">
              {entry.sentence}{' '}
              {entry.receiptId === null ? null : (
                <Link href={paths.receipt(account, entry.receiptId)} className="whitespace-nowrap">
                  Receipt<span className="sr-only">: {entry.sentence}</span>
                </Link>
              )}
            </p>
          </li>
        ))}
      </ol>
      <p className="mt-4">
        <Link href={paths.record(account)} className="inline-flex min-h-8 items-center">
          The whole record
        </Link>
      </p>
    </>
  )
}
