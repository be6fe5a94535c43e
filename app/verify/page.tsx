import type { Metadata } from 'next'
import { ReceiptProofPicture } from '#components/consent-pictures/receipt-proof-picture.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { ReceiptVerifier } from '#components/verify/receipt-verifier.tsx'
import { appContext } from '#lib/context.ts'
import { findVerifierKey } from '#lib/queries/ledger.ts'

export const metadata: Metadata = {
  title: 'Verify a receipt',
  description: 'Check a receipt in your own browser, without an account.',
}

export default async function VerifyPage() {
  const ledgerKey = await findVerifierKey(await appContext())
  return (
    <Page>
      <PageHeading title="Verify a receipt">
        <p>
          The check runs in your browser. You need no account, and nothing that you choose here
          leaves this device.
        </p>
      </PageHeading>
      <ReceiptVerifier ledgerKey={ledgerKey} />
      <Section id="how" title="How a receipt proves itself">
        <ReceiptProofPicture />
      </Section>
      <Section id="without" title="Without this page">
        <div className="grid max-w-measure grid-cols-1 gap-3">
          <p>
            A page that a platform serves could be made to lie. The same check runs as a program of
            your own, with no network and this portal switched off:
          </p>
          <pre className="overflow-x-auto bg-sunken p-3 font-mono text-sm" tabIndex={0}>
            npx assent-verify my.receipt.json --policy trust.policy
          </pre>
          <p className="text-soft">
            The trust policy is a text file. One line is enough: “log”, a space, and the ledger’s
            key.
          </p>
        </div>
      </Section>
    </Page>
  )
}
