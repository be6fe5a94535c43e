import Link from 'next/link'
import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import type { Mapping } from '#lib/domain/terms/mapping.ts'
import {
  aboutLines,
  clauseName,
  isMapped,
  ruleLines,
  type DeskCatalogue,
  type DeskClause,
} from './mapping-words.ts'

/** A frozen mapping, to read: a row a clause that something rests on, in the order of the document. */
export function MappingTable({
  mapping,
  clauses,
  catalogue,
  clauseHref,
}: {
  mapping: Mapping
  clauses: readonly DeskClause[]
  catalogue: DeskCatalogue
  clauseHref: (anchor: string) => string
}) {
  return (
    <DataTable
      caption="Mapped clauses"
      captionHidden
      rows={clauses.filter((clause) => isMapped(mapping, clause))}
      rowKey={({ id }) => id}
      empty={<EmptyState title="No clause of this version is mapped to a purpose." />}
      columns={[
        {
          key: 'clause',
          header: 'Clause',
          cell: (clause) => <Link href={clauseHref(clause.id)}>{clauseName(clause)}</Link>,
        },
        {
          key: 'about',
          header: 'About',
          cell: (clause) => <Lines lines={aboutLines(mapping, clause, catalogue)} />,
        },
        {
          key: 'rules',
          header: 'Leaves no choice',
          cell: (clause) => (
            <Lines lines={ruleLines(mapping, clause, catalogue).map(({ line }) => line)} />
          ),
        },
      ]}
    />
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return <span className="text-soft">Nothing</span>
  return (
    <ul className="grid max-w-measure gap-1">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
