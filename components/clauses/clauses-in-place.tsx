import Link from 'next/link'
import type { ReactNode } from 'react'
import { Disclosure } from '#components/ui/disclosure.tsx'
import type { ClauseView } from '#lib/queries/control-views.ts'
import { paths } from '#lib/paths.ts'

/** A clause with its text as it is set where it stands in the terms. */
export type SetClause = ClauseView & { readonly content: ReactNode }

/** The clauses that a control rests on: they open here, whole, and each leads to its place in the terms. */
export function ClausesInPlace({ clauses }: { clauses: readonly SetClause[] }) {
  if (clauses.length === 0) return null
  return (
    <Disclosure summary={summaryOf(clauses)}>
      <div className="grid gap-6">
        {clauses.map((clause) => (
          <div key={`${clause.documentSlug} ${clause.anchor}`}>
            <div className="legal text-base">{clause.content}</div>
            <p className="no-print mt-1 text-sm">
              <Link href={placeOf(clause)} prefetch={false}>
                Read {labelOf(clause)} in its place
              </Link>
            </p>
          </div>
        ))}
      </div>
    </Disclosure>
  )
}

export function placeOf({ documentSlug, versionNumber, anchor }: ClauseView): string {
  return `${paths.termsVersion(documentSlug, versionNumber)}#${anchor}`
}

function labelOf({ number, title }: ClauseView): string {
  return number === null ? (title ?? 'this clause') : `clause ${number}`
}

function summaryOf(clauses: readonly ClauseView[]): string {
  const sources = new Set(
    clauses.map((each) => `${each.documentTitle}, version ${each.versionNumber}`),
  )
  const count = clauses.length === 1 ? 'The clause' : `The ${clauses.length} clauses`
  return `${count} it rests on: ${[...sources].join('; ')}`
}
