import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EraseForm } from '#components/members/erase-form.tsx'
import { ErasureEffects } from '#components/members/erasure-effects.tsx'
import { Breadcrumbs } from '#components/ui/breadcrumbs.tsx'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { problemSentence } from '#lib/http/problem.ts'
import { paths } from '#lib/paths.ts'
import { findErasurePreview } from '#lib/queries/erasures.ts'

export const metadata: Metadata = { title: 'Erase a person' }

/** What erasing one person does, for an owner or admin, with the one question under it. */
export default async function MemberErasurePage({
  params,
}: PageProps<'/accounts/[account]/members/[member]/erasure'>) {
  const { account, member: id } = await params
  const principal = await pageMember(account, paths.memberErasure(account, id))
  const preview = await findErasurePreview(principal, id, await appContext())
  if (preview === null) notFound()
  const { member, isReader, obstacle } = preview
  return (
    <Page>
      <PageHeading
        title={isReader ? 'Erase yourself' : `Erase ${member.name}`}
        above={<Breadcrumbs crumbs={[{ label: 'People', href: paths.members(account) }]} />}
        facts={member.email}
      >
        <p>
          {member.requestedAt === null || member.answerDue === null ? (
            `What it does in ${member.accountName}, before you decide.`
          ) : (
            <>
              {isReader ? 'You' : member.name} asked for it on{' '}
              <Timestamp at={member.requestedAt} detail="day" />. An answer is due by{' '}
              <Timestamp at={member.answerDue} detail="day" />.
            </>
          )}
        </p>
      </PageHeading>
      <ErasureEffects {...preview} />
      <Section id="erase" title={isReader ? 'Erase yourself' : `Erase ${member.name}`}>
        {obstacle === null ? (
          <EraseForm account={account} member={id} name={member.name} isReader={isReader} />
        ) : (
          <NoticeBox kind="warn" title="This cannot be done now.">
            <p>{problemSentence(obstacle)}</p>
          </NoticeBox>
        )}
      </Section>
    </Page>
  )
}
