import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { MappingTable } from '#components/operator/mapping-table.tsx'
import { Breadcrumbs } from '#components/ui/breadcrumbs.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { pageOperator } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { paths } from '#lib/paths.ts'
import { findOperatorVersion, type OperatorVersionView } from '#lib/queries/operator-terms.ts'
import { Desk } from './desk.tsx'

export const metadata: Metadata = { title: 'A version on the desk' }

/** One version: what its clauses are about, what they leave no choice about, and its publication. */
export default async function OperatorVersionPage({
  params,
}: PageProps<'/operator/terms/[document]/versions/[version]'>) {
  const { document, version: number } = await params
  const principal = await pageOperator(paths.operatorTermsVersion(document, number))
  if (!/^[1-9]\d{0,8}$/.test(number)) notFound()
  const found = await findOperatorVersion(principal, document, Number(number), await appContext())
  if (found === null) notFound()
  const { version } = found
  const isPublished = version.publishedAt !== null
  return (
    <Page>
      <PageHeading
        title={`${version.documentTitle}, version ${number}`}
        above={<Breadcrumbs crumbs={[{ label: 'Terms', href: paths.operatorTerms() }]} />}
        facts={
          isPublished ? (
            <Link href={paths.termsVersion(document, number)}>Read the published text</Link>
          ) : null
        }
      />
      <DefinitionList
        items={[
          {
            term: 'Published',
            details:
              version.publishedAt === null ? 'Not yet' : <Timestamp at={version.publishedAt} />,
          },
          { term: 'Effective', details: <Timestamp at={version.effectiveAt} detail="day" /> },
          { term: 'Imported', details: <Timestamp at={version.importedAt} /> },
          {
            term: 'Kind',
            details: version.archival ? 'Archival: for the record only, governs nothing' : null,
          },
          { term: 'Clauses', details: String(found.clauses.length) },
          { term: 'SHA-256', details: <Digest value={version.digest} /> },
        ]}
      />
      {isPublished ? <Frozen found={found} /> : <Desk principal={principal} found={found} />}
    </Page>
  )
}

function Frozen({ found }: { found: OperatorVersionView }) {
  const { documentSlug, number } = found.version
  return (
    <Section
      id="mapping"
      title="What its clauses are about"
      lede="Frozen when the version was published."
    >
      <MappingTable
        mapping={found.mapping}
        clauses={found.clauses}
        catalogue={found.catalogue ?? { purposes: [], categories: [] }}
        clauseHref={(clause) => `${paths.termsVersion(documentSlug, number)}#${clause}`}
      />
    </Section>
  )
}
