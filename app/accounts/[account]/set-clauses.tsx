import { placeOf, type SetClause } from '#components/clauses/clauses-in-place.tsx'
import { ClauseText } from '#components/terms/clause-text.tsx'
import type { ClauseView } from '#lib/queries/control-views.ts'

/** The clauses beside a control, set as they are in the terms; their numbers lead to their place there. */
export function setClauses(clauses: readonly ClauseView[]): readonly SetClause[] {
  return clauses.map((clause) => {
    const head = { id: clause.anchor, number: clause.number, title: clause.title, level: 1 }
    const content = (
      <ClauseText
        clause={{ ...head, text: clause.text }}
        href={placeOf(clause)}
        headingBase={null}
      />
    )
    return { ...clause, content }
  })
}
