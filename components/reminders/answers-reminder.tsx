'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'
import { sendJson } from '#components/api/send.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { apiPaths, paths } from '#lib/paths.ts'
import type { AnswerAgain, ReminderView } from '#lib/queries/home.ts'
import { ReminderBar } from './reminder-bar.tsx'
import { againSentence } from './reminder-words.ts'

/**
 * Which of a person's own answers are needed again, above every page but the one where they are given.
 * To have been seen is enough: it stays for this visit, and then away for its interval.
 */
export function AnswersReminder({
  account,
  reminder: { isOff, isDue, again },
}: {
  account: string
  reminder: ReminderView
}) {
  const pathname = usePathname()
  // Its being seen is recorded at once, and the page may be read anew in the same visit.
  const [wasDue, setWasDue] = useState(isDue)
  const elsewhere = again.filter(({ question }) => pathname !== pageOf[question](account))
  const isShown = wasDue && !isOff && elsewhere.length > 0
  useEffect(() => {
    if (isShown && document.visibilityState === 'visible') void rest(account)
  }, [isShown, account])
  if (!isShown) return null

  function putOff() {
    // The press must not leave the keyboard nowhere: the bar goes, and the page is next.
    document.getElementById('main')?.focus()
    setWasDue(false)
    void rest(account)
  }

  return (
    <ReminderBar
      label="Answers of yours that are needed again"
      mark="stale"
      sentence={againSentence(elsewhere)}
      links={<Links account={account} again={elsewhere} />}
    >
      <div className="flex flex-wrap gap-3 *:grow">
        {questionsIn(elsewhere).map((question) => (
          <ButtonLink key={question} href={pageOf[question](account)}>
            {wordsOf[question]}
          </ButtonLink>
        ))}
        <SubmitButton type="button" pending={false} pendingText="" onClick={putOff}>
          Not now
        </SubmitButton>
      </div>
    </ReminderBar>
  )
}

function Links({ account, again }: { account: string; again: readonly AnswerAgain[] }) {
  return (
    <>
      {oldest(again).map(({ slug, number }) => (
        <Link key={slug} href={paths.termsChanges(slug, { from: number })} prefetch={false}>
          See what changed
        </Link>
      ))}
      <Link href={`${paths.account(account)}#reminders`} prefetch={false}>
        Change reminders
      </Link>
    </>
  )
}

const pageOf = { features: paths.features, sharing: paths.sharing } as const
const wordsOf = {
  features: 'Answer about AI features',
  sharing: 'Answer about content sharing',
} as const

function questionsIn(again: readonly AnswerAgain[]) {
  return [...new Set(again.map(({ question }) => question))]
}

/** Of each document the oldest version that a yes was given under: from there on nothing is left out. */
function oldest(again: readonly AnswerAgain[]): AnswerAgain['since'] {
  const since = again.flatMap((each) => each.since).toSorted((a, b) => b.number - a.number)
  return [...new Map(since.map((each) => [each.slug, each])).values()]
}

/** Nobody is told of it when this fails: then the reminder is there again on the next visit. */
async function rest(account: string): Promise<void> {
  await sendJson(apiPaths.reminderRests(account))
}
