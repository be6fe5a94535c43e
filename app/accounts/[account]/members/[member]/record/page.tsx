import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { OpenRecordForm } from '#components/members/open-record-form.tsx'
import { Past } from '#components/record/past.tsx'
import { RecordFilter } from '#components/record/record-filter.tsx'
import { RecordTimeline } from '#components/record/record-timeline.tsx'
import { StateThen } from '#components/record/state-then.tsx'
import { Breadcrumbs } from '#components/ui/breadcrumbs.tsx'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { PrintFooter } from '#components/ui/print-footer.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { language } from '#lib/language.ts'
import { apiPaths, paths } from '#lib/paths.ts'
import { findMemberRecord, type OpenedRecord } from '#lib/queries/members.ts'
import { recordKinds, recordWish, type RecordPageWish } from '#lib/schemas/record-wish.ts'

export const metadata: Metadata = { title: 'One person’s record' }

/** One person's record, for an auditor who has said why; that person reads the reason. */
export default async function MemberRecordPage({
  params,
  searchParams,
}: PageProps<'/accounts/[account]/members/[member]/record'>) {
  const [{ account, member }, query] = await Promise.all([params, searchParams])
  const principal = await pageMember(account, paths.memberRecord(account, member))
  const context = await appContext()
  const wish = recordWish(query, context.now())
  const found = await findMemberRecord(principal, member, { ...wish, language }, context)
  if (found === null) notFound()
  const { name, opened } = found
  return (
    <Page>
      <PageHeading
        title={`The record of ${name}`}
        above={<Breadcrumbs crumbs={[{ label: 'People', href: paths.members(account) }]} />}
      >
        {opened === null ? (
          <p>What {name} answered is theirs. You may read it for an hour once you have said why.</p>
        ) : null}
      </PageHeading>
      {opened === null ? (
        <OpenRecordForm url={apiPaths.inspections(account)} member={member} name={name} />
      ) : (
        <Opened
          opened={opened}
          person={{ id: member, name }}
          account={{ slug: account, name: principal.accountName }}
          wish={wish}
        />
      )}
    </Page>
  )
}

type Reading = {
  opened: OpenedRecord
  person: { readonly id: string; readonly name: string }
  account: { readonly slug: string; readonly name: string }
  wish: RecordPageWish
}

function Opened(reading: Reading) {
  const { opened, person, account, wish } = reading
  const here = paths.memberRecord(account.slug, person.id)
  return (
    <>
      <NoticeBox title={`${person.name} sees that you opened this.`}>
        <p>
          It is open to you until <Timestamp at={opened.until} />. Your reason stands in both your
          records: “{opened.reason}”
        </p>
      </NoticeBox>
      <div className="mt-8">
        <RecordFilter
          action={here}
          kinds={recordKinds}
          kind={wish.kind}
          asOf={wish.asOf}
          asOfProblem={wish.asOfProblem}
        />
      </div>
      {opened.state === null ? (
        <WhatHappened {...reading} />
      ) : (
        <Past {...opened.state} presentHref={here}>
          <Section id="state" title="What was in force then">
            <StateThen state={opened.state} who={person.name} accountName={account.name} />
          </Section>
          <WhatHappened {...reading} />
        </Past>
      )}
      <PrintFooter lines={[`The record of ${person.name}, ${account.name}`]} />
    </>
  )
}

function WhatHappened({ opened, person, account, wish }: Reading) {
  const kind = wish.kind ?? undefined
  const asked = { kind, asOf: wish.at?.toISOString() }
  const href = (query: Record<string, string | undefined>) =>
    paths.memberRecord(account.slug, person.id, query)
  const { entries, older } = opened.record
  return (
    <Section
      id="timeline"
      title={opened.state === null ? 'What happened' : 'What had happened by then'}
    >
      <RecordTimeline entries={entries} asOfHref={(asOf) => href({ kind, asOf })} />
      <Pagination
        label="Record"
        newer={wish.before === null ? undefined : href(asked)}
        older={older === null ? undefined : href({ ...asked, before: String(older) })}
      />
    </Section>
  )
}
