import Link from 'next/link'
import { StateMarkLegend } from '#components/ui/state-mark-legend.tsx'
import { permissionMarkMeanings } from './setting-state.tsx'

/** What stands beside a page of permissions: what a permission is and is not, and the marks. */
export function Deciding({
  members,
  mayDecide,
  answersHref,
}: {
  members: number
  mayDecide: boolean
  answersHref: string
}) {
  return (
    <div className="grid gap-6">
      <div className="grid gap-2">
        <p>
          A permission is not a consent. It lets each of your {members} members decide for
          themselves, or turns something off for all of them.
        </p>
        <p>Numbers of fewer than five people are shown as “not everyone”, and so is nobody.</p>
        {mayDecide ? null : <p>You read this page as an auditor. Owners and admins decide.</p>}
        <p>
          <Link href={answersHref}>Your own answers</Link>
        </p>
      </div>
      <StateMarkLegend compact meanings={permissionMarkMeanings} />
    </div>
  )
}
