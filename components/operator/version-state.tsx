import { Timestamp } from '#components/ui/timestamp.tsx'
import type { VersionView } from '#lib/queries/terms.ts'

/** Where a version is between the desk and the archive. */
export function VersionState({
  published,
  archival,
}: {
  /** Null while it is not published. */
  published: VersionView | null
  archival: boolean
}) {
  if (published === null)
    return (
      <strong className="text-accent">
        {archival ? 'On the desk, for the archive' : 'On the desk'}
      </strong>
    )
  const { state, inForceFrom } = published
  if (inForceFrom === null) return <>In the archive</>
  const day = <Timestamp at={inForceFrom} detail="day" />
  if (state === 'scheduled') return <>Takes force on {day}</>
  return state === 'in_force' ? (
    <strong>In force since {day}</strong>
  ) : (
    <>Replaced; was in force from {day}</>
  )
}
