'use client'

import type { ReactNode } from 'react'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { Section } from '#components/ui/page-heading.tsx'
import type { Mapping } from '#lib/domain/terms/mapping.ts'
import { CarriedStart, type DeskCarried } from './carried-start.tsx'
import { MappingDesk } from './mapping-desk.tsx'
import { clauseName, type DeskCatalogue, type DeskClause } from './mapping-words.ts'
import { PublicationSection, type PublicationState } from './publication-section.tsx'
import { ReviewSection, type DeskReview } from './review-section.tsx'
import { SaveBar } from './save-bar.tsx'
import { useMappingDraft } from './use-mapping-draft.ts'
import { useReviewDraft } from './use-review-draft.ts'

/** A version that is not published: its mapping, what changed, and beneath it what publishing all that does. */
export function VersionDesk({
  number,
  clauses,
  catalogue,
  initial,
  revision,
  carried,
  review,
  publication,
  urls,
  effect,
  impact,
}: {
  number: number
  clauses: readonly DeskClause[]
  catalogue: DeskCatalogue
  initial: Mapping
  revision: number
  carried: DeskCarried | null
  review: DeskReview
  /** Of the whole draft as it is saved. */
  publication: PublicationState
  urls: Readonly<Record<'mapping' | 'review' | 'publication' | 'approvals', string>>
  /** What publishing does, in words: of the draft as it was last saved. */
  effect: ReactNode
  /** Whom it asks again, in people. */
  impact: ReactNode
}) {
  const mapping = useMappingDraft({
    ...{ url: urls.mapping, clauses, initial, initialRevision: revision },
  })
  const reviewed = useReviewDraft({
    ...{ url: urls.review, against: review.against, changes: review.changes },
    ...{ initial: review.initial, initialRevision: review.revision },
  })
  return (
    <>
      <Section
        id="mapping"
        title="What its clauses are about"
        lede="Open a clause to say which purposes rest on it, and what it leaves no choice about."
      >
        <div className="mb-6 grid gap-6">
          {carried === null || !isEmpty(mapping.value) ? null : (
            <CarriedStart carried={carried} onStart={mapping.change} />
          )}
          <MappingDesk clauses={clauses} catalogue={catalogue} draft={mapping} />
          <ErrorSummary errors={mapping.errors} />
        </div>
        <SaveBar
          draft={mapping}
          unsaved={mapping.unsaved.map((clause) => clauseName(clause))}
          counted={['clause is', 'clauses are']}
          noun="mapping"
        />
      </Section>
      <ReviewSection review={review} draft={reviewed} />
      <PublicationSection
        number={number}
        state={publication}
        urls={urls}
        hasUnsaved={mapping.unsaved.length > 0 || reviewed.unsaved.length > 0}
        effect={effect}
        impact={impact}
      />
    </>
  )
}

function isEmpty({ clauses, ceilings }: Mapping): boolean {
  return clauses.length + ceilings.length === 0
}
