import { ReceiptProofPicture } from '#components/consent-pictures/receipt-proof-picture.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { SkipLink } from '#components/ui/skip-link.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { paths } from '#lib/paths.ts'
import type { Portal } from './portal.ts'
import { ReceiptVerifier } from './receipt-verifier.tsx'

/** The whole page, the same from the portal and from a copy on a disk. `isKept`: it is such a copy. */
export function VerifyPage({ portal, isKept }: { portal: Portal; isKept: boolean }) {
  const addressOf = (path: string) => (isKept ? `${portal.url}${path}` : path)
  return (
    <>
      <SkipLink />
      <VerifyHeader portal={portal} addressOf={addressOf} />
      <Page>
        <PageHeading title="Verify a receipt">
          <p>
            The check runs in your browser. You need no account, and nothing that you choose here
            leaves this device.
          </p>
        </PageHeading>
        <ReceiptVerifier portal={portal} addressOf={addressOf} />
        <Section id="how" title="How a receipt proves itself">
          <ReceiptProofPicture />
        </Section>
        <Section id="keep" title={isKept ? 'This is your own copy' : 'Keep this page'}>
          {isKept ? <KeptCopy portal={portal} /> : <KeepThisPage />}
        </Section>
        <Section id="without" title="Without this page">
          <div className="grid max-w-measure grid-cols-1 gap-3">
            <p>The same check runs as a program of your own, with no network:</p>
            <pre className="overflow-x-auto bg-sunken p-3 font-mono text-sm" tabIndex={0}>
              npx assent-verify my.receipt.zip --policy trust.policy
            </pre>
            <p className="text-soft">
              The trust policy is a text file. One line is enough: “log”, a space, and the ledger’s
              key.
            </p>
          </div>
        </Section>
      </Page>
    </>
  )
}

function VerifyHeader({
  portal,
  addressOf,
}: {
  portal: Portal
  addressOf: (path: string) => string
}) {
  return (
    <header className="border-b border-rule bg-raised print:border-0">
      <p className="print-only text-sm text-soft">{portal.name}</p>
      <nav
        aria-label="Site"
        className="no-print mx-auto flex max-w-page flex-wrap items-center gap-x-5 px-5 py-2 sm:px-8"
      >
        <a
          href={addressOf(paths.home())}
          className="me-auto inline-flex min-h-11 items-center font-serif text-xl font-[560] text-ink no-underline hover:underline"
        >
          {portal.name}
        </a>
        <a href={addressOf(paths.terms())} className="inline-flex min-h-11 items-center text-sm">
          Terms
        </a>
      </nav>
    </header>
  )
}

function KeepThisPage() {
  return (
    <div className="no-print grid max-w-measure grid-cols-1 gap-3">
      <p>
        A page that a platform serves could be made to lie one day. A copy on your own disk stays as
        it is: it is one file, and checks receipts with the network off.
      </p>
      <p>
        <ButtonLink href={paths.verify()} download="verify-a-receipt.html">
          Save the page as one file
        </ButtonLink>
      </p>
      <p className="text-soft">Your browser’s own “Save” does the same.</p>
    </div>
  )
}

function KeptCopy({ portal }: { portal: Portal }) {
  return (
    <p className="max-w-measure">
      It came from {portal.url} on <Timestamp at={portal.at} detail="second" />, with the ledger’s
      key of that day. It checks with the network off, and asks nothing of anyone until you press a
      button that says so.
    </p>
  )
}
