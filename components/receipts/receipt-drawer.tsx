import Link from 'next/link'
import { EmptyDrawerPicture } from '#components/consent-pictures/empty-drawer-picture.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { StateMark } from '#components/ui/state-mark.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import type { ReceiptView } from '#lib/queries/receipt-views.ts'

const statementsShown = 3

/** Small documents, the latest on top, a year a layer. */
export function ReceiptDrawer({
  receipts,
  href,
  downloads,
}: {
  receipts: readonly ReceiptView[]
  href: (receiptId: string) => string
  downloads: (receiptId: string) => ReceiptDownloads
}) {
  if (receipts.length === 0) return <EmptyDrawer />
  const years = Map.groupBy(receipts, ({ at }) => at.getUTCFullYear())
  return (
    <div className="grid gap-9">
      <TornEdge />
      {[...years].map(([year, of]) => (
        <section key={year} aria-labelledby={`year-${String(year)}`}>
          <h2
            id={`year-${String(year)}`}
            className="mb-4 border-b border-rule pb-1 text-sm font-semibold"
          >
            {year}
          </h2>
          <ul className="grid items-start gap-x-6 gap-y-7 sm:grid-cols-2 lg:grid-cols-3">
            {of.map((receipt) => (
              <ReceiptCard
                key={receipt.id}
                receipt={receipt}
                href={href(receipt.id)}
                downloads={downloads(receipt.id)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** Where a receipt is had as a paper to read, and as a zip of its parts. */
export type ReceiptDownloads = { readonly paper: string; readonly bundle: string }

function ReceiptCard({
  receipt,
  href,
  downloads,
}: {
  receipt: ReceiptView
  href: string
  downloads: ReceiptDownloads
}) {
  const isComplete = receipt.state === 'complete'
  return (
    <li className="group relative text-raised">
      <div className="border-t-[3px] border-ink bg-raised px-4 pt-3 pb-4 text-ink">
        <p className="flex justify-between gap-4 text-sm text-soft">
          <span>{receipt.owner}</span>
          <Timestamp at={receipt.at} detail="day" />
        </p>
        <h3 className="mt-3 font-serif text-lg/snug font-[520] text-balance">
          <Link
            href={href}
            className="text-ink decoration-rule-strong group-hover:decoration-2 after:absolute after:inset-0"
          >
            {receipt.title}
          </Link>
        </h3>
        <Summary receipt={receipt} />
        <p className="mt-4 flex items-center gap-2 border-t border-dashed border-rule-strong pt-2 text-sm text-soft">
          <StateMark state={isComplete ? 'given' : 'asked'} />
          {isComplete ? `Complete: entry ${String(receipt.position)}` : 'Awaiting proof'}
          {/* Above the card's own link. No Link: that would ask for the file once as a page. */}
          <span className="relative ml-auto flex gap-3">
            <a href={downloads.paper} className="inline-block py-1" download>
              PDF<span className="sr-only"> of {receipt.title}</span>
            </a>
            <a href={downloads.bundle} className="inline-block py-1" download>
              Zip<span className="sr-only"> of {receipt.title}</span>
            </a>
          </span>
        </p>
      </div>
      <svg className="block h-1.5 w-full" aria-hidden="true" focusable="false">
        <rect width="100%" height="6" fill="url(#torn-edge)" />
      </svg>
    </li>
  )
}

function Summary({ receipt }: { receipt: ReceiptView }) {
  const { statements } = receipt
  const rest = statements.length - statementsShown
  if (statements.length === 0) return null
  return (
    <ul className="mt-2 grid gap-1 text-sm">
      {statements.slice(0, statementsShown).map(({ about, state }) => (
        <li key={`${about} ${state}`}>
          {about}: {state}
        </li>
      ))}
      {rest > 0 ? <li className="text-soft">and {rest} more</li> : null}
    </ul>
  )
}

/** The lower edge of every card, drawn once: paper torn off a roll. */
function TornEdge() {
  return (
    <svg className="absolute size-0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="torn-edge" width="10" height="6" patternUnits="userSpaceOnUse">
          <path d="M0 0h10L5 6Z" className="fill-raised" />
        </pattern>
      </defs>
    </svg>
  )
}

function EmptyDrawer() {
  return (
    <EmptyState title="No receipts yet." picture={<EmptyDrawerPicture />}>
      <p>
        Each answer you give, yes or no, leaves a receipt here. You can take it away and check it.
      </p>
    </EmptyState>
  )
}
