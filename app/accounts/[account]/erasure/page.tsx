import type { Metadata } from 'next'
import Link from 'next/link'
import { AskErasure } from '#components/members/ask-erasure.tsx'
import { ErasureEffects } from '#components/members/erasure-effects.tsx'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { paths } from '#lib/paths.ts'
import { getOwnErasure, type ErasurePreview } from '#lib/queries/erasures.ts'

export const metadata: Metadata = { title: 'Your erasure' }

/** What a person's own erasure does, and how they ask for it. */
export default async function ErasurePage({ params }: PageProps<'/accounts/[account]/erasure'>) {
  const { account } = await params
  const principal = await pageMember(account, paths.erasure(account))
  const preview = await getOwnErasure(principal, await appContext())
  return (
    <Page>
      <PageHeading title="Your erasure">
        <p>
          You can ask {principal.accountName} to forget who you are here. This is what it does. Take
          your <Link href={paths.receipts(account)}>receipts</Link> away first: they verify without
          this portal, and afterwards nobody can find them for you.
        </p>
      </PageHeading>
      <ErasureEffects {...preview} />
      <Section id="ask" title="Ask for it">
        <Asking account={account} preview={preview} />
      </Section>
    </Page>
  )
}

function Asking({ account, preview }: { account: string; preview: ErasurePreview }) {
  const { member, obstacle } = preview
  if (member.requestedAt !== null && member.answerDue !== null)
    return (
      <p className="max-w-measure font-serif text-lg" role="status">
        <strong>
          You asked on <Timestamp at={member.requestedAt} detail="day" />.
        </strong>{' '}
        An owner or admin of {member.accountName} carries it out, by{' '}
        <Timestamp at={member.answerDue} detail="day" /> at the latest. Until then nothing changes,
        and you can still answer and take answers back.
      </p>
    )
  return (
    <div className="grid gap-6">
      {obstacle === 'last_owner' ? (
        <NoticeBox kind="warn" title="You are the last owner.">
          <p>It can be carried out once the account has another owner.</p>
        </NoticeBox>
      ) : null}
      <p className="max-w-measure">
        An owner or admin of {member.accountName} sees that you asked, and carries it out within a
        month. To stop the use of what you say and share, you need not be erased: take your answers
        back, and it ends at once.
      </p>
      <AskErasure account={account} />
    </div>
  )
}
