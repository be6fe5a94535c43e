import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { ReceiptDrawer } from '#components/receipts/receipt-drawer.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { apiPaths, paths } from '#lib/paths.ts'
import { listReceipts } from '#lib/queries/receipts.ts'
import { recordWish } from '#lib/schemas/record-wish.ts'

export const metadata: Metadata = { title: 'Receipts' }

/** A member's own receipts and, for those who see them, the account's documents. */
export default async function ReceiptsPage({
  params,
  searchParams,
}: PageProps<'/accounts/[account]/receipts'>) {
  const [{ account }, query] = await Promise.all([params, searchParams])
  const principal = await pageMember(account, paths.receipts(account))
  const { now } = await appContext()
  const { before } = recordWish(query, now())
  return (
    <Page>
      <PageHeading title="Receipts">
        <p>
          Each act leaves a signed receipt. Take it away: it can be checked without this portal, and
          without trusting it.
        </p>
        <p className="no-print mt-2 text-base">
          <Link href={paths.takeAway(account)}>Take everything of yours away</Link>
        </p>
      </PageHeading>
      <Suspense key={before} fallback={<Skeleton label="Opening the drawer" lines={8} />}>
        <Drawer principal={principal} before={before} />
      </Suspense>
    </Page>
  )
}

async function Drawer({
  principal,
  before,
}: {
  principal: MemberPrincipal
  before: number | null
}) {
  const { accountSlug: account } = principal
  const { receipts, older } = await listReceipts(principal, before, await appContext())
  return (
    <>
      <ReceiptDrawer
        receipts={receipts}
        href={(receiptId) => paths.receipt(account, receiptId)}
        downloads={(receiptId) => ({
          paper: apiPaths.receiptPaper(account, receiptId),
          bundle: apiPaths.receiptBundle(account, receiptId),
        })}
      />
      <Pagination
        label="Receipts"
        newer={before === null ? undefined : paths.receipts(account)}
        older={older === null ? undefined : paths.receipts(account, { before: String(older) })}
      />
    </>
  )
}
