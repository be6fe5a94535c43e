import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { VersionList } from '#components/terms/version-list.tsx'
import { Breadcrumbs } from '#components/ui/breadcrumbs.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Page } from '#components/ui/page.tsx'
import { appContext } from '#lib/context.ts'
import { paths } from '#lib/paths.ts'
import { findDocument } from '#lib/queries/terms.ts'

const documentOf = cache(async (slug: string) => findDocument(slug, await appContext()))

export async function generateMetadata({
  params,
}: PageProps<'/terms/[document]/versions'>): Promise<Metadata> {
  const terms = await documentOf((await params).document)
  return terms === null ? {} : { title: `Versions of ${terms.title}` }
}

export default async function VersionsPage({ params }: PageProps<'/terms/[document]/versions'>) {
  const { slug, title, versions } = (await documentOf((await params).document)) ?? notFound()
  const crumbs = [
    { label: 'Terms', href: paths.terms() },
    { label: title, href: paths.termsDocument(slug) },
  ]
  return (
    <Page>
      <PageHeading title={`Versions of ${title}`} above={<Breadcrumbs crumbs={crumbs} />}>
        <p>
          Every version stays as it was published. Compute the SHA-256 of the exact file, and you
          get its digest.
        </p>
      </PageHeading>
      <VersionList
        title={title}
        versions={versions.map((version) => ({
          id: String(version.number),
          label: `Version ${version.number}`,
          href: paths.termsVersion(slug, version.number),
          state: version.state,
          effectiveAt: version.inForceFrom?.toISOString() ?? null,
          publishedAt: version.publishedAt.toISOString(),
          digest: version.digest,
        }))}
      />
    </Page>
  )
}
