'use client'

import type { ReactNode } from 'react'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { Section } from '#components/ui/page-heading.tsx'
import type { Mapping } from '#lib/domain/terms/mapping.ts'
import { MappingDesk } from './mapping-desk.tsx'
import type { DeskCatalogue, DeskClause } from './mapping-words.ts'
import { PublishForm } from './publish-form.tsx'
import { SaveBar } from './save-bar.tsx'
import { useMappingDraft } from './use-mapping-draft.ts'

/** A version that is not published: its mapping, and beneath it what publishing with that mapping does. */
export function VersionDesk({
  number,
  clauses,
  catalogue,
  initial,
  revision,
  mappingUrl,
  publicationUrl,
  digest,
  effect,
}: {
  number: number
  clauses: readonly DeskClause[]
  catalogue: DeskCatalogue
  initial: Mapping
  revision: number
  mappingUrl: string
  publicationUrl: string
  /** Of the whole draft as it is saved. */
  digest: string
  /** What publishing does, in words: of the mapping as it was last saved. */
  effect: ReactNode
}) {
  const draft = useMappingDraft({ url: mappingUrl, clauses, initial, initialRevision: revision })
  return (
    <>
      <Section
        id="mapping"
        title="What its clauses are about"
        lede="Open a clause to say which purposes rest on it, and what it leaves no choice about."
      >
        <div className="grid gap-6">
          <MappingDesk clauses={clauses} catalogue={catalogue} draft={draft} />
          <ErrorSummary errors={draft.errors} />
        </div>
        <SaveBar draft={draft} />
      </Section>
      <Section id="publish" title={`Publish version ${String(number)}`}>
        <div className="grid max-w-measure gap-6">
          {effect}
          <PublishForm
            url={publicationUrl}
            digest={digest}
            label={`Publish version ${String(number)}`}
            hasUnsaved={draft.unsaved.length > 0}
          />
        </div>
      </Section>
    </>
  )
}
