import { EmptyState } from '#components/ui/empty-state.tsx'

/** Before anything is published there is nothing that could be let or turned off. */
export function NothingToPermit() {
  return (
    <EmptyState title="There is nothing to decide yet">
      <p>
        It stands here once the platform has published its terms and what it asks about. Until then
        all of it counts as off.
      </p>
    </EmptyState>
  )
}
