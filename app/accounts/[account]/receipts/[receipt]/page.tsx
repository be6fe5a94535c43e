import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { ReceiptProofPicture } from '#components/consent-pictures/receipt-proof-picture.tsx'
import { ReceiptDocument } from '#components/receipts/receipt-document.tsx'
import { ReceiptProof } from '#components/receipts/receipt-proof.tsx'
import { Breadcrumbs } from '#components/ui/breadcrumbs.tsx'
import { ButtonLink, buttonLook } from '#components/ui/button.tsx'
import { Columns, Page } from '#components/ui/page.tsx'
import { PrintFooter } from '#components/ui/print-footer.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { env } from '#lib/env.ts'
import { apiPaths, paths } from '#lib/paths.ts'
import { findReceiptPage } from '#lib/queries/receipt-page.ts'
import type { ReceiptView } from '#lib/queries/receipt-views.ts'

export const metadata: Metadata = { title: 'Receipt' }

/** One receipt, to read and to print, with its proof as far as it is. */
export default async function ReceiptPage({
  params,
}: PageProps<'/accounts/[account]/receipts/[receipt]'>) {
  const { account, receipt: id } = await params
  const principal = await pageMember(account, paths.receipt(account, id))
  const view = await findReceiptPage(principal, id, await appContext())
  if (view === null) notFound()
  const { receipt } = view
  const { state, position: index } = receipt
  return (
    <Page>
      <div className="mb-5 text-sm">
        <Breadcrumbs crumbs={[{ label: 'Receipts', href: paths.receipts(account) }]} />
      </div>
      <Columns
        aside={
          <div className="no-print grid gap-9">
            <KeepIt account={account} receipt={receipt} />
            <Aside title="To change it">
              <ChangeIt account={account} receipt={receipt} />
            </Aside>
            <Aside title="Why it can be believed">
              <ReceiptProofPicture />
            </Aside>
          </div>
        }
      >
        <ReceiptDocument
          view={view}
          issuer={env().operatorName}
          proof={<ReceiptProof url={apiPaths.receipt(account, id)} initial={{ state, index }} />}
        />
      </Columns>
      <PrintFooter lines={[`Receipt ${receipt.id}`, `SHA-256 ${receipt.digest}`]} />
    </Page>
  )
}

function Aside({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-3 text-base font-semibold">{title}</h2>
      {children}
    </section>
  )
}

function KeepIt({ account, receipt }: { account: string; receipt: ReceiptView }) {
  return (
    <Aside title="Keep it, and check it yourself">
      <div className="grid gap-3">
        <div className="grid justify-items-start gap-2">
          {/* No Link: that would ask for the file once as a page before it is downloaded. */}
          <a
            href={apiPaths.receiptFile(account, receipt.id)}
            className={buttonLook('choice')}
            download
          >
            Download the receipt
          </a>
          <a
            href={apiPaths.receiptBundle(account, receipt.id)}
            className={buttonLook('quiet')}
            download
          >
            Download everything as a zip
          </a>
          <a
            href={apiPaths.receiptPaper(account, receipt.id)}
            className={buttonLook('quiet')}
            download
          >
            Download it to read, as a PDF
          </a>
          <ButtonLink href={paths.verify()} variant="quiet">
            Check a receipt
          </ButtonLink>
        </div>
        <p>
          The file holds what is signed, the exact texts and the proof; the zip has each of them as
          a file of its own, with the PDF and with how to check it by hand. Anyone can check it with
          no account and with this portal switched off:
        </p>
        <pre className="overflow-x-auto bg-sunken p-3 font-mono text-xs" tabIndex={0}>
          {'npx assent-verify FILE \\\n  --policy trust.policy'}
        </pre>
      </div>
    </Aside>
  )
}

function ChangeIt({ account, receipt }: { account: string; receipt: ReceiptView }) {
  if (receipt.kind === 'consent') {
    const isFeatures = receipt.question === 'features'
    return (
      <p>
        You can say no, or yes, at any time on{' '}
        <Link href={isFeatures ? paths.features(account) : paths.sharing(account)}>
          {isFeatures ? 'AI features' : 'Content sharing'}
        </Link>
        . A new answer leaves a new receipt, and this one stays as it is.
      </p>
    )
  }
  if (receipt.kind === 'permission')
    return <p>An owner or an admin can turn this off, or permit it again, at any time.</p>
  return <p>It records what was done. A later act is recorded beside it.</p>
}
