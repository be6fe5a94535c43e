import { Breadcrumbs } from '#components/ui/breadcrumbs.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Page } from '#components/ui/page.tsx'
import { paths } from '#lib/paths.ts'

/** Where there is no earlier version to compare with. */
export function FirstVersion({ slug, title }: { slug: string; title: string }) {
  const crumbs = [
    { label: 'Terms', href: paths.terms() },
    { label: title, href: paths.termsDocument(slug) },
  ]
  return (
    <Page>
      <PageHeading title={`What changed in ${title}`} above={<Breadcrumbs crumbs={crumbs} />} />
      <EmptyState
        title="There is no earlier version."
        action={<ButtonLink href={paths.termsDocument(slug)}>Read the terms</ButtonLink>}
      >
        <p>Once another version is published, what it changes will stand here, clause by clause.</p>
      </EmptyState>
    </Page>
  )
}
