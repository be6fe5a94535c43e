import Link from 'next/link'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Page } from '#components/ui/page.tsx'

export type PlaceToGo = {
  readonly name: string
  readonly href: string
  readonly role: 'owner' | 'admin' | 'auditor' | 'member' | 'staff'
}

/** For a person of several accounts: where to go, and what they are there. */
export function PlacesToGo({ person, places }: { person: string; places: readonly PlaceToGo[] }) {
  if (places.length === 0) return <NoPlace person={person} />
  return (
    <Page width="measure">
      <PageHeading title="Choose an account">
        <p>You answer in each of them apart. What you say in one counts in that one alone.</p>
      </PageHeading>
      <ul className="border-b border-rule">
        {places.map(({ name, href, role }) => (
          <li key={href} className="border-t border-rule py-4">
            <Link href={href} className="font-serif text-xl">
              {name}
            </Link>
            <p className="text-sm text-soft">You are {inRole[role]} here.</p>
          </li>
        ))}
      </ul>
    </Page>
  )
}

const inRole: Record<PlaceToGo['role'], string> = {
  owner: 'an owner',
  admin: 'an admin',
  auditor: 'the auditor',
  member: 'a member',
  staff: 'on the staff',
}

function NoPlace({ person }: { person: string }) {
  return (
    <Page width="measure">
      <PageHeading title="You are in no account" />
      <EmptyState title={`${person} belongs to no account now.`}>
        <p>
          An owner or an admin of an account can add you to it. What you answered before stays on
          record, and your receipts go on verifying.
        </p>
      </EmptyState>
    </Page>
  )
}
