import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import type { ObservationReport } from '#lib/queries/observed-runs.ts'

/** What would have stopped, a feature a line. It counts meetings' features, and nobody. */
export function ObservedTable({ features }: { features: ObservationReport['features'] }) {
  return (
    <DataTable
      caption="What would have stopped"
      captionHidden
      rows={features}
      rowKey={({ purpose }) => purpose}
      columns={[
        { key: 'feature', header: 'Feature', cell: ({ title }) => title },
        { key: 'runs', header: 'Times it ran', align: 'end', cell: ({ runs }) => runs },
        {
          key: 'stopped',
          header: 'Times it would not have',
          align: 'end',
          cell: ({ stopped }) => stopped,
        },
        {
          key: 'reasons',
          header: 'Why',
          cell: ({ reasons }) =>
            reasons.length === 0
              ? 'Nothing would have stopped it.'
              : reasons.map(({ code, count }) => `${wordsOf(code)} (${count})`).join(', '),
        },
      ]}
      empty={
        <EmptyState title="Nothing was reported yet">
          <p>
            What the platform did is listed here once it reports it, beside what the decision was.
          </p>
        </EmptyState>
      }
    />
  )
}

/** A reason's code as words: "participant undecided". */
function wordsOf(code: string): string {
  return code.toLowerCase().replaceAll('_', ' ')
}
