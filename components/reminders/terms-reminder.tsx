'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { ActOutcome } from '#components/api/act-outcome.tsx'
import { Acting, useActing } from '#components/api/acting.tsx'
import { type Sent, sendJson } from '#components/api/send.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { formatInstant } from '#components/ui/format-instant.ts'
import { lowerFirst } from '#components/ui/lower-first.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { apiPaths, paths } from '#lib/paths.ts'
import type { AccountTermsView } from '#lib/queries/account-terms.ts'
import type { AcceptanceInput } from '#lib/schemas/acceptances.ts'
import { ReminderBar } from './reminder-bar.tsx'
import { termsSentence } from './reminder-words.ts'

type Props = {
  account: { readonly slug: string; readonly name: string }
  waiting: readonly AccountTermsView[]
}

/** What waits for an account's answer, above every page of it but the one where it is given. */
export function TermsReminder(props: Props) {
  const pathname = usePathname()
  if (pathname.endsWith('/acceptance')) return null
  // What was recorded here is said once, on the page where it was done.
  return (
    <Acting key={pathname} account={props.account.slug}>
      <Reminder {...props} />
    </Acting>
  )
}

function Reminder({ account, waiting }: Props) {
  const { outcome } = useActing()
  const [first] = waiting
  if (first === undefined)
    return outcome === null ? null : (
      <aside aria-label={label} className="no-print border-b border-rule bg-sunken">
        <div className="mx-auto flow-root max-w-page px-5 pb-3 sm:px-8">
          <ActOutcome actKey={key} />
        </div>
      </aside>
    )
  return (
    <ReminderBar
      label={label}
      mark="asked"
      sentence={termsSentence(waiting, account.name)}
      links={<WhatChanged account={account} waiting={waiting} />}
    >
      <div className="max-sm:w-full">
        <div className="grid auto-rows-fr gap-3 sm:grid-cols-2">
          <ButtonLink
            href={
              waiting.length === 1
                ? paths.acceptance(account.slug, first.slug, versionOf(first))
                : paths.accountTerms(account.slug)
            }
          >
            <TwoLines
              words="Accept or decline"
              more={waiting.length === 1 ? 'on a page of its own' : 'each on a page of its own'}
            />
          </ButtonLink>
          <DecideLater account={account} waiting={waiting} first={first} />
        </div>
        <ActOutcome actKey={key} />
      </div>
    </ReminderBar>
  )
}

const label = 'Terms that wait for an answer'
const key = 'put-off'

/** What there is to read of each text before it is answered; of several, by their names. */
function WhatChanged({ account, waiting }: Props) {
  return waiting.map((terms) => {
    const { slug, title, number, isScheduled, acceptedNumber } = terms
    const [words, href] =
      acceptedNumber === null
        ? ['Read what it says', paths.termsVersion(slug, number)]
        : isScheduled
          ? ['See what this version changes', paths.termsChanges(slug, { to: number })]
          : ['See what changed since you agreed', paths.accountChanges(account.slug, slug)]
    return (
      <Link key={`${slug} ${String(number)}`} href={href} prefetch={false}>
        {waiting.length === 1 ? words : `${title}: ${lowerFirst(words)}`}
      </Link>
    )
  })
}

/** Puts off all that waits, to the day that is meant where none is named. */
function DecideLater({ account, waiting, first }: Props & { first: AccountTermsView }) {
  const { act, isPending } = useActing()
  const day = formatInstant(first.daysToDecide.usual, 'day')
  const said = `${account.name} will decide later, by ${day}.`
  return (
    <SubmitButton
      type="button"
      pending={isPending({ key, said })}
      pendingText="Saving"
      onClick={() => void act({ key, said, send: () => putOff(account.slug, waiting) })}
    >
      <TwoLines words="Decide later" more={`asked again on ${day}`} />
    </SubmitButton>
  )
}

function TwoLines({ words, more }: { words: string; more: string }) {
  return (
    <span>
      {words}
      <span className="block text-sm font-normal">{more}</span>
    </span>
  )
}

/** One act for each version. What fails stops the rest, which then still waits. */
async function putOff(
  account: string,
  waiting: readonly AccountTermsView[],
): Promise<Sent<{ readonly receiptIds: readonly string[] }>> {
  const receiptIds: string[] = []
  for (const { slug: document, number: version, digest } of waiting) {
    const body: AcceptanceInput = { document, version, digest, answer: 'later' }
    const sent = await sendJson<{ receiptId: string }>(apiPaths.acceptances(account), { body })
    if (!sent.ok) return sent
    receiptIds.push(sent.value.receiptId)
  }
  return { ok: true, status: 201, value: { receiptIds } }
}

function versionOf({ isScheduled, number }: AccountTermsView) {
  return isScheduled ? { version: String(number) } : {}
}
