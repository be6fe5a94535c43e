import type { ReactNode } from 'react'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { PrintFooter } from '#components/ui/print-footer.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { linkDefinitions } from './clause-markdown.ts'
import { type ClauseContent, ClauseText } from './clause-text.tsx'
import { TermsContents } from './terms-contents.tsx'
import { TermsDigest } from './terms-digest.tsx'
import { TermsSearch } from './terms-search.tsx'

export type TermsDocumentProps = {
  /** The document's name; the page shows it in its h1. */
  title: string
  versionLabel: string
  /** Hex SHA-256 of the exact bytes. */
  digest: string
  /** ISO 8601 in UTC; null for a version that governs nothing. */
  effectiveAt: string | null
  /** Null for a draft. */
  publishedAt: string | null
  clauses: readonly ClauseContent[]
  /** What stands below a clause, by its id: which question rests on it, what it rules out. */
  notes?: Readonly<Record<string, ReactNode>>
  /** Where to see what became of a clause, by its id: for a version that another has replaced. */
  whereaboutsOf?: (clauseId: string) => string
}

const textId = 'terms-text'

/** A whole version to read: what it is, its contents beside it, find-in-text, and a section for each clause. */
export function TermsDocument(props: TermsDocumentProps) {
  const { title, versionLabel, digest, clauses, notes = {}, whereaboutsOf } = props
  const definitions = linkDefinitions(clauses.map(({ text }) => text))
  const outline = clauses.map(({ id, number, title, level }) => ({ id, number, title, level }))
  return (
    <div className="gap-x-10 lg:grid lg:grid-cols-[16rem_minmax(0,1fr)] print:block">
      <PrintFooter lines={[`${title}, ${versionLabel}`, `SHA-256 ${digest}`]} />
      <TermsContents clauses={outline} />
      <div className="min-w-0">
        <TermsFacts {...props} />
        <TermsSearch targetId={textId} />
        <article id={textId} aria-label={`${title}, ${versionLabel}`} className="legal mt-8">
          {clauses.map((clause) => (
            <section
              key={clause.id}
              id={clause.id}
              className="legal-clause"
              data-level={Math.min(clause.level, 4)}
            >
              <ClauseText clause={clause} definitions={definitions} />
              {whereaboutsOf ? (
                <p className="legal-whereabouts">
                  <a href={whereaboutsOf(clause.id)}>Where this clause is now</a>
                </p>
              ) : null}
              {notes[clause.id] ? <div className="legal-note">{notes[clause.id]}</div> : null}
            </section>
          ))}
        </article>
      </div>
    </div>
  )
}

function TermsFacts({ versionLabel, digest, effectiveAt, publishedAt }: TermsDocumentProps) {
  const never = 'Never. This version is kept to be read.'
  return (
    <DefinitionList
      items={[
        { term: 'Version', details: versionLabel },
        {
          term: 'In force from',
          details: effectiveAt === null ? never : <Timestamp at={effectiveAt} />,
        },
        {
          term: 'Published',
          details: publishedAt === null ? 'Not yet' : <Timestamp at={publishedAt} />,
        },
        { term: 'Digest', details: <TermsDigest digest={digest} /> },
      ]}
    />
  )
}
