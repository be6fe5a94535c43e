import Link from 'next/link'
import type { ReactNode } from 'react'
import { Timestamp } from '#components/ui/timestamp.tsx'

/** Sets a page in the past: what it rests on, what has come since, and the way back. */
export function Past({
  at,
  position,
  head,
  presentHref,
  children,
}: {
  at: Date
  /** How many acts the record held then, and how many it holds now. */
  position: number
  head: number
  presentHref: string
  children: ReactNode
}) {
  return (
    <div className="mt-8 border-t-4 border-double border-rule-strong bg-sunken px-4 pb-8 sm:-mx-6 sm:px-6 print:bg-transparent print:px-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2 border-b border-rule-strong py-4">
        <p className="max-w-measure">
          <strong className="block font-serif text-lg font-[520]">
            This is the past: <Timestamp at={at} detail="second" />.
          </strong>
          {basisWords(position)} {sinceWords(head - position)}
        </p>
        <Link href={presentHref} className="no-print inline-flex min-h-6 items-center">
          Back to the present
        </Link>
      </div>
      <div className="[&>section:first-child]:mt-0 [&>section:first-child]:border-t-0">
        {children}
      </div>
    </div>
  )
}

function basisWords(position: number): string {
  if (position === 0) return 'Nothing was on record yet.'
  if (position === 1) return 'It rests on entry 0 of the ledger and on nothing after it.'
  return `It rests on entries 0 to ${String(position - 1)} of the ledger and on nothing after them.`
}

function sinceWords(count: number): string {
  if (count === 0) return 'Nothing has been added since.'
  return count === 1 ? 'One has been added since.' : `${String(count)} have been added since.`
}
