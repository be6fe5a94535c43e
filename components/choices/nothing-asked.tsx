import { EmptyState } from '#components/ui/empty-state.tsx'

/** Before anything is published: no question, and so no yes. */
export function NothingAsked() {
  return (
    <EmptyState title="Nothing is asked about yet">
      <p>
        The questions stand here once the platform has published its terms and what it asks about.
        Until then nothing of yours is used, and nobody has said yes for you.
      </p>
    </EmptyState>
  )
}
