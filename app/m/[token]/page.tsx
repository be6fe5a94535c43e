import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { PublicFrame } from '#app/public-frame.tsx'
import { setClauses } from '#app/accounts/[account]/set-clauses.tsx'
import { ClausesInPlace } from '#components/clauses/clauses-in-place.tsx'
import { DocumentLanguage } from '#components/meetings/document-language.tsx'
import { InWords } from '#components/meetings/in-words.tsx'
import { LanguageSwitch } from '#components/meetings/language-switch.tsx'
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
import { LANGUAGE_HEADER } from '#lib/http/page-language.ts'
import { paths } from '#lib/paths.ts'
import { findMeetingNotice, type MeetingNoticeView } from '#lib/queries/meeting-notice.ts'
import { isLanguage, type Language } from '#lib/words/language.ts'
import { linkTroubleWords, type LinkTroubleKind } from '#lib/words/link-trouble-words.ts'
import { meetingWords } from '#lib/words/meeting/words-by-language.ts'
import { noticeWords } from '#lib/words/notice/words-by-language.ts'

export async function generateMetadata(): Promise<Metadata> {
  const { page } = meetingWords[await requestedLanguage()]
  // The address is all it takes to be this person.
  return { title: page.title, robots: { index: false, follow: false } }
}

export default async function MeetingNoticePage({ params }: PageProps<'/m/[token]'>) {
  const { token } = await params
  const [context, language] = await Promise.all([appContext(), requestedLanguage()])
  const link = readMeetingLink(token, context.now())
  const trouble = (why: LinkTroubleKind) => <Trouble token={token} why={why} language={language} />
  if (link === 'forged' || link === 'expired') return trouble(link)
  if (link.who.kind === 'host') redirect(paths.meetingHost(token))
  const { meetingId } = link
  const caller = { kind: 'participant_link', meetingId, number: link.who.number } as const
  const about = { meetingId, participant: null }
  const found = await findMeetingNotice(caller, about, language, context)
  if (!found.ok) return trouble(found.code === 'participant_erased' ? 'erased' : 'gone')
  const view = found.value
  const { locale, page } = meetingWords[language]
  const { name } = view.host
  return (
    <PublicFrame language={language}>
      <DocumentLanguage language={language} />
      <Page>
        <PageHeading
          title={page.title}
          above={<LanguageSwitch token={token} language={language} label={page.language} />}
        >
          <p>
            <InWords
              phrase={view.hasEnded ? page.hosted(name) : page.hosts(name)}
              locale={locale}
            />
          </p>
        </PageHeading>
        <MeetingNotice token={token} initial={view} texts={textsOf(view)} />
      </Page>
    </PublicFrame>
  )
}

/** What proxy.ts made of the address and of what the browser asks for. */
async function requestedLanguage(): Promise<Language> {
  const said = (await headers()).get(LANGUAGE_HEADER)
  return isLanguage(said) ? said : 'en'
}

function Trouble({
  token,
  why,
  language,
}: {
  token: string
  why: LinkTroubleKind
  language: Language
}) {
  return (
    <PublicFrame language={language}>
      <DocumentLanguage language={language} />
      <Page width="measure">
        <div className="mb-3 text-sm text-soft">
          <LanguageSwitch
            token={token}
            language={language}
            label={meetingWords[language].page.language}
          />
        </div>
        <LinkTrouble why={why} words={linkTroubleWords[language]} />
      </Page>
    </PublicFrame>
  )
}

function textsOf({ features, language }: MeetingNoticeView): Record<string, NoticedTexts> {
  const words = noticeWords[language]
  return Object.fromEntries(
    features.map(({ feature, notice, clauses }) => [
      feature,
      {
        question: <NoticeQuestion notice={notice} words={words} />,
        essentials: <NoticeEssentials notice={notice} words={words} />,
        rest: (
          <NoticeRest
            notice={notice}
            words={words}
            clauses={<ClausesInPlace clauses={setClauses(clauses)} words={words} />}
          />
        ),
      },
    ]),
  )
}
