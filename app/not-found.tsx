import type { Metadata } from 'next'
import Link from 'next/link'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Page } from '#components/ui/page.tsx'
import { PublicFrame } from './public-frame.tsx'

export const metadata: Metadata = { title: 'Page not found' }

/** Also what a person gets for what is not theirs: whether it exists is not told. */
export default function NotFound() {
  return (
    <PublicFrame>
      <Page width="measure">
        <PageHeading title="There is no page here">
          <p>
            The address may be mistyped, or the page may belong to an account that you are not in.
          </p>
        </PageHeading>
        <p className="font-semibold">What you can try</p>
        <ul className="prose mt-2">
          <li>Check the address for a missing or an extra character.</li>
          <li>
            If someone sent you the link, ask which account it belongs to, then{' '}
            <Link href="/sign-in" prefetch={false}>
              sign in
            </Link>{' '}
            as a member of it.
          </li>
          <li>
            Start again from{' '}
            <Link href="/" prefetch={false}>
              the first page
            </Link>
            , or read{' '}
            <Link href="/terms" prefetch={false}>
              the terms
            </Link>
            . Anyone can.
          </li>
        </ul>
      </Page>
    </PublicFrame>
  )
}
