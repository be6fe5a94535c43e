import type { Metadata } from 'next'
import { PublicFrame } from '#app/public-frame.tsx'
import { LinkTrouble } from '#components/meetings/link-trouble.tsx'
import { MeetingHost } from '#components/meetings/meeting-host.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Page } from '#components/ui/page.tsx'
import { readMeetingLink } from '#lib/auth/meeting-link.ts'
import { appContext } from '#lib/context.ts'
import { language } from '#lib/language.ts'
import { linkTroubleWords } from '#lib/words/link-trouble-words.ts'
import { findMeetingHostView, type MeetingHostView } from '#lib/queries/meeting-host.ts'

export const metadata: Metadata = {
  title: 'How your meeting stands',
  robots: { index: false, follow: false },
}

export default async function MeetingHostPage({ params }: PageProps<'/m/[token]/host'>) {
  const { token } = await params
  const context = await appContext()
  const link = readMeetingLink(token, context.now())
  if (link === 'expired') return <Trouble why="expired" />
  if (link === 'forged' || link.who.kind !== 'host') return <Trouble why="forged" />
  const { meetingId } = link
  const caller = { kind: 'host_link', meetingId } as const
  const view = await findMeetingHostView(caller, meetingId, language, context)
  if (view === null) return <Trouble why="forged" />
  return (
    <PublicFrame>
      <Page>
        <PageHeading title="How your meeting stands" facts={factsOf(view)}>
          <p>
            Which AI features can run, with whom, and why not. You see counts, and never who said
            what: where fewer than five would stand out, it says “not everyone”.
          </p>
        </PageHeading>
        <MeetingHost token={token} initial={view} />
      </Page>
    </PublicFrame>
  )
}

function factsOf({ account, hasEnded, isHostPresent }: MeetingHostView): string {
  const where = `Hosted by ${account.name}`
  if (hasEnded) return `${where}; this meeting has ended`
  return isHostPresent ? where : `${where}; no host is in the meeting now`
}

function Trouble({ why }: { why: 'forged' | 'expired' }) {
  return (
    <PublicFrame>
      <Page width="measure">
        <LinkTrouble why={why} words={linkTroubleWords.en} />
      </Page>
    </PublicFrame>
  )
}
