import Link from 'next/link'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Page } from '#components/ui/page.tsx'
import { paths } from '#lib/paths.ts'

/** Also what a person gets for what is another member's: whether it exists is not told. */
export default function NotFoundInAccount() {
  return (
    <Page width="measure">
      <PageHeading title="There is no page here">
        <p>The address may be mistyped, or what it names is not yours to see.</p>
      </PageHeading>
      <p>
        Go on from one of the places above, or from <Link href={paths.home()}>the first page</Link>.
      </p>
    </Page>
  )
}
