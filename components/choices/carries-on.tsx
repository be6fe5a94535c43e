import { Timestamp } from '#components/ui/timestamp.tsx'
import type { ControlView } from '#lib/queries/answers.ts'
import { ChangesSince } from './changes-since.tsx'

/** The terms changed under a yes and it stands: said once, of several controls by the latest change of any. */
export function CarriesOn({ controls }: { controls: readonly ControlView[] }) {
  const [last] = controls
    .flatMap(({ carried, answered }) => (carried === null ? [] : { ...carried, answered }))
    .toSorted((a, b) => b.since.getTime() - a.since.getTime())
  if (last === undefined) return null
  return (
    <p className="mt-1 max-w-measure ps-9">
      The terms changed on <Timestamp at={last.since} detail="day" />: {last.words}{' '}
      <ChangesSince under={last.answered?.under ?? []} />
    </p>
  )
}
