import Link from 'next/link'
import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import type { MemberView } from '#lib/queries/members.ts'

/** Who belongs to the account; what a reader may not do has no address. */
export function MemberTable({
  members,
  recordHref,
  erasureHref,
}: {
  members: readonly MemberView[]
  recordHref: ((memberId: string) => string) | null
  erasureHref: ((memberId: string) => string) | null
}) {
  const erasure = {
    key: 'erasure',
    header: 'Erasure',
    cell: ({ id, name }: MemberView) =>
      erasureHref === null ? null : (
        <Link href={erasureHref(id)}>
          Erase <span className="sr-only">{name}</span>
        </Link>
      ),
  }
  const record = {
    key: 'record',
    header: 'Record',
    cell: ({ id, name, isReader }: MemberView) =>
      isReader || recordHref === null ? (
        <span className="text-soft">Your own</span>
      ) : (
        <Link href={recordHref(id)}>
          Open <span className="sr-only">the record of {name}</span>
        </Link>
      ),
  }
  return (
    <DataTable
      caption="People in this account"
      captionHidden
      rows={members}
      rowKey={({ id }) => id}
      empty={<EmptyState title="Nobody belongs to this account yet." />}
      columns={[
        {
          key: 'name',
          header: 'Name',
          cell: ({ name, isReader }) => (isReader ? `${name} (you)` : name),
        },
        { key: 'role', header: 'Role', cell: ({ role }) => roleTitles[role] },
        {
          key: 'email',
          header: 'Email',
          cell: ({ email }) => <Address email={email} />,
        },
        ...(recordHref === null ? [] : [record]),
        ...(erasureHref === null ? [] : [erasure]),
      ]}
    />
  )
}

/** Broken after the @ where it must be. */
function Address({ email }: { email: string }) {
  const at = email.lastIndexOf('@') + 1
  return (
    <span className="wrap-anywhere">
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </span>
  )
}

const roleTitles = { owner: 'Owner', admin: 'Admin', auditor: 'Auditor', member: 'Member' } as const
