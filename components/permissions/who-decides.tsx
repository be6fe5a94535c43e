import Link from 'next/link'
import { Page } from '#components/ui/page.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'

/** For a member who may not see this page's counts: who decides, and where their own answers are. */
export function WhoDecides({
  title,
  accountName,
  answersHref,
  answers,
}: {
  title: string
  accountName: string
  answersHref: string
  answers: string
}) {
  return (
    <Page width="measure">
      <PageHeading title={title}>
        <p>Owners and admins of {accountName} decide this. Auditors can read it.</p>
      </PageHeading>
      <ul className="prose">
        <li>
          What they have decided is said with each of your own answers, under{' '}
          <Link href={answersHref}>{answers}</Link>.
        </li>
        <li>
          They can turn something off for everyone. They cannot say yes for you, and they do not see
          your answer.
        </li>
        <li>To have something permitted or turned off, ask one of them.</li>
      </ul>
    </Page>
  )
}
