import Link from 'next/link'
import { DataTable } from '#components/ui/data-table.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import type { AwaitingErasure } from '#lib/queries/erasures.ts'

/** Who asked to be erased, and who left and is named here still. */
export function AwaitingErasureTable({
  people,
  erasureHref,
}: {
  people: readonly AwaitingErasure[]
  erasureHref: (memberId: string) => string
}) {
  return (
    <DataTable
      caption="People to be erased"
      captionHidden
      rows={people}
      rowKey={({ id }) => id}
      empty={null}
      columns={[
        { key: 'name', header: 'Name', cell: ({ name }) => name },
        { key: 'asked', header: 'Why', cell: (person) => <Asked {...person} /> },
        {
          key: 'erase',
          header: 'Erasure',
          cell: ({ id, name }) => (
            <Link href={erasureHref(id)}>
              See and erase <span className="sr-only">{name}</span>
            </Link>
          ),
        },
      ]}
    />
  )
}

function Asked({ requestedAt, answerDue }: AwaitingErasure) {
  if (requestedAt === null || answerDue === null) return 'Has left the account.'
  return (
    <>
      Asked on <Timestamp at={requestedAt} detail="day" />. An answer is due by{' '}
      <Timestamp at={answerDue} detail="day" />.
    </>
  )
}
