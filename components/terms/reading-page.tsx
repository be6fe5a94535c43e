import Link from 'next/link'
import { Breadcrumbs } from '#components/ui/breadcrumbs.tsx'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Page } from '#components/ui/page.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { paths } from '#lib/paths.ts'
import type { TermsTextView } from '#lib/queries/terms.ts'
import { MissingClause } from './missing-clause.tsx'
import { TermsDocument } from './terms-document.tsx'

/** A published version to read, which says first whether it is the one that holds. */
export function ReadingPage({ terms }: { terms: TermsTextView }) {
  const { slug, title, version, clauses, previousNumber } = terms
  const versionLabel = `Version ${version.number}`
  const isReplaced = terms.inForceNumber !== null && terms.inForceNumber !== version.number
  return (
    <Page>
      <PageHeading
        title={title}
        above={<Breadcrumbs crumbs={[{ label: 'Terms', href: paths.terms() }]} />}
        facts={
          <span className="no-print flex flex-wrap gap-x-6">
            <Link href={paths.termsVersions(slug)} className="inline-flex min-h-8 items-center">
              All versions
            </Link>
            {previousNumber === null ? null : (
              <Link
                href={paths.termsChanges(slug, { from: previousNumber, to: version.number })}
                prefetch={false}
                className="inline-flex min-h-8 items-center"
              >
                What changed from version {previousNumber}
              </Link>
            )}
            <a
              href={paths.termsText(slug, version.number)}
              className="inline-flex min-h-8 items-center"
            >
              The exact file
            </a>
          </span>
        }
      />
      <MissingClause document={slug} />
      <Standing terms={terms} />
      <TermsDocument
        title={title}
        versionLabel={versionLabel}
        digest={version.digest}
        effectiveAt={version.inForceFrom?.toISOString() ?? null}
        publishedAt={version.publishedAt.toISOString()}
        clauses={clauses}
        {...(isReplaced && {
          whereaboutsOf: (clauseId: string) =>
            paths.termsClause(slug, clauseId, { version: version.number }),
        })}
      />
    </Page>
  )
}

/** What a version that is not in force governs, and which one does. */
function Standing({ terms }: { terms: TermsTextView }) {
  const { slug, version, inForceNumber } = terms
  const inForce =
    inForceNumber === null || inForceNumber === version.number ? null : (
      <p>
        <Link href={paths.termsDocument(slug)}>Read version {inForceNumber}</Link>, which is in
        force now, or see{' '}
        <Link
          href={paths.termsChanges(slug, { from: version.number, to: inForceNumber })}
          prefetch={false}
        >
          what changed
        </Link>
        . To see where one clause is now, follow its number.
      </p>
    )
  if (version.state === 'in_force') return null
  return (
    <div className="mb-10">
      {version.state === 'superseded' ? (
        <NoticeBox kind="warn" title="this version is no longer in force.">
          {inForce}
        </NoticeBox>
      ) : null}
      {version.state === 'scheduled' ? (
        <NoticeBox
          title={
            <>
              this version takes force on{' '}
              <Timestamp at={version.inForceFrom ?? version.effectiveAt} />.
            </>
          }
        >
          {inForce}
        </NoticeBox>
      ) : null}
      {version.state === 'archival' ? (
        <NoticeBox title="this version is kept to be read. It governs nothing here.">
          {inForce}
        </NoticeBox>
      ) : null}
    </div>
  )
}
