import Link from 'next/link'
import { Breadcrumbs } from '#components/ui/breadcrumbs.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Page } from '#components/ui/page.tsx'
import { PrintFooter } from '#components/ui/print-footer.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { paths } from '#lib/paths.ts'
import type { TermsChangesView } from '#lib/queries/terms-changes.ts'
import type { VersionView } from '#lib/queries/terms.ts'
import { ChangeGroups } from './change-groups.tsx'
import { ChangesOverview } from './changes-overview.tsx'
import { NothingChanged } from './nothing-changed.tsx'
import { VersionChooser } from './version-chooser.tsx'

/** What changed between two versions, for anyone to read. */
export function ChangesPage({ changes }: { changes: TermsChangesView }) {
  const { slug, title, from, to } = changes
  const crumbs = [
    { label: 'Terms', href: paths.terms() },
    { label: title, href: paths.termsDocument(slug) },
    { label: 'Versions', href: paths.termsVersions(slug) },
  ]
  return (
    <Page>
      <PageHeading title={`What changed in ${title}`} above={<Breadcrumbs crumbs={crumbs} />}>
        <p>
          From <VersionLink slug={slug} version={from} /> to{' '}
          <VersionLink slug={slug} version={to} />, {governs(to)}
        </p>
      </PageHeading>
      <ChangesPrintFooter changes={changes} />
      <ChangesBody changes={changes} />
      <div className="no-print">
        <Section id="other" title="Compare other versions">
          <VersionChooser changes={changes} />
        </Section>
      </div>
    </Page>
  )
}

/** Both versions by number and digest, at the foot of every printed page. */
export function ChangesPrintFooter({
  changes: { title, from, to },
}: {
  changes: TermsChangesView
}) {
  return (
    <PrintFooter
      lines={[
        `${title}: what changed`,
        `Version ${from.number}, SHA-256 ${from.digest}`,
        `Version ${to.number}, SHA-256 ${to.digest}`,
      ]}
    />
  )
}

function ChangesBody({ changes }: { changes: TermsChangesView }) {
  const { from, to, rows } = changes
  if (from.number === to.number)
    return (
      <NothingChanged title="This is one version.">
        <p>Choose two different versions, and what changed between them will stand here.</p>
      </NothingChanged>
    )
  if (rows.every(({ verdict }) => verdict === 'unchanged'))
    return (
      <NothingChanged>
        <p>
          Version {to.number} says what version {from.number} said, in every one of its{' '}
          {rows.length} clauses.
        </p>
      </NothingChanged>
    )
  return (
    <>
      <ChangesOverview changes={changes} />
      <ChangeGroups changes={changes} />
    </>
  )
}

function VersionLink({ slug, version }: { slug: string; version: VersionView }) {
  return <Link href={paths.termsVersion(slug, version.number)}>version {version.number}</Link>
}

function governs({ state, inForceFrom, effectiveAt }: VersionView) {
  const at = <Timestamp at={inForceFrom ?? effectiveAt} detail="day" />
  switch (state) {
    case 'in_force':
      return <>in force since {at}.</>
    case 'scheduled':
      return <>which takes force on {at}.</>
    case 'superseded':
      return <>which took force on {at} and was replaced since.</>
    case 'archival':
      return <>which is kept to be read and governs nothing.</>
  }
}
