import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { VersionTimeline } from '#components/terms/version-timeline.tsx'
import { Breadcrumbs } from '#components/ui/breadcrumbs.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Page } from '#components/ui/page.tsx'
import { appContext } from '#lib/context.ts'
import { paths } from '#lib/paths.ts'
import { findTermsHistory } from '#lib/queries/terms-history.ts'

type Props = PageProps<'/terms/[document]/versions'>

const historyOf = cache(async (slug: string) => findTermsHistory(slug, await appContext()))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const history = await historyOf((await params).document)
  if (history === null) return {}
  const title = `Versions of ${history.title}`
  const feed = [{ url: paths.termsFeed(history.slug), title }]
  return { title, alternates: { types: { 'application/atom+xml': feed } } }
}

/** The archive: every version that was ever published, and what each of them changed. */
export default async function VersionsPage({ params }: Props) {
  const history = (await historyOf((await params).document)) ?? notFound()
  const { slug, title, versions } = history
  const crumbs = [
    { label: 'Terms', href: paths.terms() },
    { label: title, href: paths.termsDocument(slug) },
  ]
  const isJudged = versions.some(
    ({ step }) => step && !step.isConfirmed && step.counts.widened + step.counts.narrowed > 0,
  )
  return (
    <Page>
      <PageHeading
        title={`Versions of ${title}`}
        above={<Breadcrumbs crumbs={crumbs} />}
        facts={
          <a href={paths.termsFeed(slug)} className="no-print inline-flex min-h-8 items-center">
            Follow new versions (Atom feed)
          </a>
        }
      >
        <p>
          Every version stays as it was published. Compute the SHA-256 of the exact file, and you
          get its digest.
        </p>
      </PageHeading>
      {isJudged ? (
        <p className="mb-10 max-w-measure text-sm text-soft">
          <strong className="text-ink">Worked out by a machine.</strong> How many clauses give the
          platform more or less is a proposal, made from the words alone.
        </p>
      ) : null}
      <VersionTimeline history={history} />
    </Page>
  )
}
