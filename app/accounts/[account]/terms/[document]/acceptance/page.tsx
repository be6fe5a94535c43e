import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { AcceptanceForm } from '#components/acceptance/acceptance-form.tsx'
import { AnswerState } from '#components/acceptance/answer-state.tsx'
import { Acting } from '#components/api/acting.tsx'
import { TermsDigest } from '#components/terms/terms-digest.tsx'
import { Breadcrumbs } from '#components/ui/breadcrumbs.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { PrintFooter } from '#components/ui/print-footer.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { paths } from '#lib/paths.ts'
import { listAccountTerms, type AccountTermsView } from '#lib/queries/account-terms.ts'

export const metadata: Metadata = { title: 'Answer to the terms' }

/** Where an owner or an admin answers for the account; anyone else of it reads what was answered. */
export default async function AcceptancePage({
  params,
  searchParams,
}: PageProps<'/accounts/[account]/terms/[document]/acceptance'>) {
  const [{ account: slug, document }, query] = await Promise.all([params, searchParams])
  const version = [query['version']].flat()[0]
  const here = paths.acceptance(slug, document, version === undefined ? {} : { version })
  const principal = await pageMember(slug, here)
  const all = await listAccountTerms(principal, await appContext())
  // Those in force come first, so that without a number the answer is to what holds.
  const terms =
    all.find(
      (each) => each.slug === document && (version ?? `${each.number}`) === `${each.number}`,
    ) ?? notFound()
  const account = { slug, name: principal.accountName }
  return (
    <Page width="measure">
      <PageHeading
        title={terms.mayAnswer ? `Answer for ${account.name}` : `What ${account.name} answered`}
        above={<Breadcrumbs crumbs={[{ label: 'Terms', href: paths.accountTerms(slug) }]} />}
      />
      <PrintFooter lines={[`${terms.title}, version ${terms.number}`, `SHA-256 ${terms.digest}`]} />
      <AnswerState terms={terms} account={account} />
      <Section id="text" title="The text">
        <TermsFacts terms={terms} account={slug} />
      </Section>
      <Section id="meaning" title="What an answer does">
        <ul className="prose">
          <li>
            <strong>None of the three blocks anything.</strong> Everyone can go on signing in,
            meeting, and changing their own answers.
          </li>
          <li>
            <strong>None of the three is a consent.</strong> Accepting turns on no AI feature and
            shares no content. Those are separate questions, answered by each person.
          </li>
          <li>
            What you answer is recorded with your name, your function and this text’s digest. It
            leaves a receipt. You can answer again at any time.
          </li>
          <li>
            <strong>The version before keeps governing what it governed:</strong> everything until
            this one takes force, and after that every yes that was given under it. Where the two
            differ about such a yes, the stricter holds.
          </li>
        </ul>
      </Section>
      <Section id="answer" title="Your answer">
        {terms.mayAnswer ? (
          <Acting account={slug}>
            <AcceptanceForm account={account} terms={terms} />
          </Acting>
        ) : (
          <p>An owner or an admin answers for {account.name}. You can read what they answered.</p>
        )}
      </Section>
    </Page>
  )
}

function TermsFacts({ terms, account }: { terms: AccountTermsView; account: string }) {
  const { slug, title, number, isScheduled, inForceFrom, digest } = terms
  return (
    <DefinitionList
      items={[
        {
          term: 'Document',
          details: (
            <>
              {title}, version {number}.{' '}
              <Link href={paths.termsVersion(slug, number)}>Read it</Link>
            </>
          ),
        },
        {
          term: 'What changed',
          details: (
            <Link
              href={
                isScheduled
                  ? paths.termsChanges(slug, { to: number })
                  : paths.accountChanges(account, slug)
              }
            >
              {isScheduled ? 'See what this version changes' : 'See what changed since you agreed'}
            </Link>
          ),
        },
        {
          term: isScheduled ? 'In force from' : 'In force since',
          details: <Timestamp at={inForceFrom} />,
        },
        { term: 'Digest', details: <TermsDigest digest={digest} /> },
      ]}
    />
  )
}
