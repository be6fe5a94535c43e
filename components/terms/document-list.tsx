import Link from 'next/link'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { paths } from '#lib/paths.ts'
import type { DocumentView, VersionView } from '#lib/queries/terms.ts'

/** Every document with the version that holds, and what is to come. */
export function DocumentList({ documents }: { documents: readonly DocumentView[] }) {
  if (documents.length === 0)
    return (
      <EmptyState title="No terms are published yet.">
        <p>The platform’s legal team publishes them. Once it has, anyone can read them here.</p>
      </EmptyState>
    )
  return (
    <ul className="max-w-measure border-b border-rule">
      {documents.map((document) => (
        <li key={document.slug} className="border-t border-rule py-6">
          <h2 className="font-serif text-2xl font-[520]">
            <Link href={paths.termsDocument(document.slug)}>{document.title}</Link>
          </h2>
          <p className="mt-2">
            {document.inForce === null ? (
              'No version of it is in force.'
            ) : (
              <>
                <strong>Version {document.inForce.number}</strong> is in force since{' '}
                <Timestamp
                  at={document.inForce.inForceFrom ?? document.inForce.effectiveAt}
                  detail="day"
                />
                .
              </>
            )}
          </p>
          {document.versions.filter(isScheduled).map((version) => (
            <p key={version.number} className="mt-1">
              <Link href={paths.termsVersion(document.slug, version.number)}>
                Version {version.number}
              </Link>{' '}
              takes force on{' '}
              <Timestamp at={version.inForceFrom ?? version.effectiveAt} detail="day" />.
            </p>
          ))}
          <p className="mt-1 text-sm">
            <Link
              href={paths.termsVersions(document.slug)}
              className="inline-flex min-h-8 items-center"
            >
              {document.versions.length === 1
                ? 'Its one version'
                : `All ${document.versions.length} versions`}
              <span className="sr-only"> of {document.title}</span>
            </Link>
          </p>
        </li>
      ))}
    </ul>
  )
}

function isScheduled({ state }: VersionView): boolean {
  return state === 'scheduled'
}
