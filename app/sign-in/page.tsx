import type { Metadata } from 'next'
import Link from 'next/link'
import { PeopleToBe } from '#components/sign-in/people-to-be.tsx'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { currentPerson } from '#lib/auth/principal.ts'
import { mintMeetingLink, type MeetingLink } from '#lib/auth/meeting-link.ts'
import { signInErrorSentence } from '#lib/auth/sign-in-error.ts'
import { appContext } from '#lib/context.ts'
import { env } from '#lib/env.ts'
import { paths, pathWithin } from '#lib/paths.ts'
import { findDemonstrationMeeting } from '#lib/queries/demonstration-meeting.ts'
import { listDemonstrationPeople } from '#lib/queries/demonstration-people.ts'

export const metadata: Metadata = { title: 'Sign in' }

/** In the demonstration a person is picked; everywhere else a link that was sent signs in. */
export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { to, error } = await searchParams
  const problem = signInErrorSentence(first(error))
  const person = await currentPerson()
  const { demonstration, operatorName } = env()
  return (
    <Page>
      <PageHeading title={demonstration ? 'Pick a person' : 'Sign in with a link'}>
        <p>
          {demonstration
            ? `${operatorName} and everyone below are made up. You see the portal as the person you pick, and you can change to another at any time.`
            : 'This portal has no passwords. A link that is made for you signs you in.'}
        </p>
      </PageHeading>
      <div className="grid gap-6 empty:hidden">
        {problem === null ? null : <NoticeBox kind="problem" title={problem} />}
        {person === null ? null : (
          <NoticeBox title={`you are signed in as ${person.name}.`}>
            <p>
              <Link href={paths.home()}>Go on as {person.name}</Link>
            </p>
          </NoticeBox>
        )}
      </div>
      {demonstration ? <Demonstration to={pathWithin(first(to))} /> : <AboutLinks />}
    </Page>
  )
}

async function Demonstration({ to }: { to: string }) {
  const { staff, accounts } = await listDemonstrationPeople(await appContext())
  return (
    <>
      {accounts.map(({ slug, name, people }) => (
        <Section key={slug} id={slug} title={name}>
          <PeopleToBe people={people} to={within(paths.account(slug), to)} />
        </Section>
      ))}
      <Section id="operator" title={env().operatorName} lede="The platform that runs this portal.">
        <PeopleToBe
          people={staff.map((person) => ({ ...person, role: 'staff' }))}
          to={within(paths.operator(), to)}
        />
      </Section>
      <RunningMeeting />
    </>
  )
}

/** The links that a meeting service would hand out in the meeting itself. */
async function RunningMeeting() {
  const context = await appContext()
  const found = await findDemonstrationMeeting(context)
  if (found === null) return null
  const { meetingId, account, guestNumber } = found
  const link = (who: MeetingLink['who']) => mintMeetingLink({ meetingId, who }, context.now())
  const guest = link({ kind: 'participant', number: guestNumber })
  return (
    <Section
      id="meeting"
      title="Or join a meeting"
      lede={`${account} is in a meeting now, with a guest. In a meeting nobody needs to sign in.`}
    >
      <ul className="grid gap-2">
        <li>
          <Link href={paths.meetingNotice(guest)} prefetch={false}>
            What the guest is told and asked
          </Link>
        </li>
        <li>
          <Link href={paths.meetingHost(link({ kind: 'host' }))} prefetch={false}>
            How the meeting stands, for its host
          </Link>
        </li>
      </ul>
    </Section>
  )
}

function AboutLinks() {
  return (
    <div className="prose mt-10">
      <p>
        Ask whoever runs this portal, or the owner of your account, for a link. Open it on the
        device that you want to use.
      </p>
      <ul>
        <li>Each link works once, and only for a few minutes.</li>
        <li>Do not hand it on: whoever opens it is signed in as you.</li>
        <li>
          You stay signed in until you sign out, or until you have not been here for 12 hours.
        </li>
      </ul>
      <p>
        You need no sign-in to <Link href={paths.terms()}>read the terms</Link> or to{' '}
        <Link href={paths.verify()}>verify a receipt</Link>.
      </p>
    </div>
  )
}

/** Where a person of this group goes: the page they came from, if it is theirs, or else their own. */
function within(home: string, to: string): string {
  return to === home || to.startsWith(`${home}/`) ? to : home
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
