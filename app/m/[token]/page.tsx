import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PublicFrame } from '#app/public-frame.tsx'
import { setClauses } from '#app/accounts/[account]/set-clauses.tsx'
import { ClausesInPlace } from '#components/clauses/clauses-in-place.tsx'
import { LinkTrouble } from '#components/meetings/link-trouble.tsx'
import { MeetingNotice, type NoticedTexts } from '#components/meetings/meeting-notice.tsx'
import {
  NoticeEssentials,
  NoticeQuestion,
  NoticeRest,
} from '#components/notices/notice-in-layers.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Page } from '#components/ui/page.tsx'
import { readMeetingLink } from '#lib/auth/meeting-link.ts'
import { appContext } from '#lib/context.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'
import { findMeetingNotice, type MeetingNoticeView } from '#lib/queries/meeting-notice.ts'

export const metadata: Metadata = {
  title: 'AI features in this meeting',
  // The address is all it takes to be this person.
  robots: { index: false, follow: false },
}

export default async function MeetingNoticePage({ params }: PageProps<'/m/[token]'>) {
  const { token } = await params
  const context = await appContext()
  const link = readMeetingLink(token, context.now())
  if (link === 'forged' || link === 'expired') return <Trouble why={link} />
  if (link.who.kind === 'host') redirect(paths.meetingHost(token))
  const { meetingId } = link
  const caller = { kind: 'participant_link', meetingId, number: link.who.number } as const
  const about = { meetingId, participant: null }
  const found = await findMeetingNotice(caller, about, language, context)
  if (!found.ok) return <Trouble why={found.code === 'participant_erased' ? 'erased' : 'gone'} />
  const view = found.value
  return (
    <PublicFrame>
      <Page>
        <PageHeading title="AI features in this meeting">
          {view.hasEnded ? (
            <p>
              <strong>{view.host.name}</strong> hosted this meeting.
            </p>
          ) : (
            <p>
              <strong>{view.host.name}</strong> hosts this meeting. Here is what runs, what it takes
              in, and what you can say about yourself. Your answer is for this meeting alone.
            </p>
          )}
        </PageHeading>
        <MeetingNotice token={token} initial={view} texts={textsOf(view)} />
      </Page>
    </PublicFrame>
  )
}

function Trouble({ why }: { why: 'forged' | 'expired' | 'gone' | 'erased' }) {
  return (
    <PublicFrame>
      <Page width="measure">
        <LinkTrouble why={why} />
      </Page>
    </PublicFrame>
  )
}

function textsOf({ features }: MeetingNoticeView): Record<string, NoticedTexts> {
  return Object.fromEntries(
    features.map(({ feature, notice, clauses }) => [
      feature,
      {
        question: <NoticeQuestion notice={notice} />,
        essentials: <NoticeEssentials notice={notice} />,
        rest: (
          <NoticeRest notice={notice} clauses={<ClausesInPlace clauses={setClauses(clauses)} />} />
        ),
      },
    ]),
  )
}
