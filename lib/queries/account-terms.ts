import { mayAnswerTerms, type MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { TermsAnswer } from '#lib/domain/ledger/act.ts'
import { governingTerms, inForceFrom, type PublishedTerms } from '#lib/domain/platform/platform.ts'
import { awaitsAnswer, daysToDecide, type DaysToDecide } from '#lib/domain/terms/terms-answer.ts'
import { loadAcceptances, type StoredAcceptance } from '#lib/store/acceptances.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import type { QueryContext } from './context.ts'

/** Terms in force or scheduled, and what this account has answered to them. */
export type AccountTermsView = {
  readonly slug: string
  readonly title: string
  readonly number: number
  readonly digest: string
  readonly effectiveAt: Date
  readonly inForceFrom: Date
  readonly isScheduled: boolean
  /** The account's last answer to this version. */
  readonly answer: AnswerView | null
  /** The version that the account last accepted, where it is another. */
  readonly acceptedNumber: number | null
  /** Does it wait for this person: for an answer of the account, never given or put off to a day that has come? */
  readonly awaitsAnswer: boolean
  readonly daysToDecide: DaysToDecide
  /** May this person answer for the account? */
  readonly mayAnswer: boolean
}

export type AnswerView = {
  readonly answer: TermsAnswer
  /** The day it was put off to. */
  readonly until: Date | null
  readonly at: Date
  /** As it was typed; null after erasure. */
  readonly name: string | null
  readonly receiptId: string
}

export async function listAccountTerms(
  principal: MemberPrincipal,
  context: QueryContext,
): Promise<readonly AccountTermsView[]> {
  const [platform, answers] = await Promise.all([
    loadPlatform(context.database),
    loadAcceptances(context.database, principal.accountId),
  ])
  const now = context.now()
  const scheduled = platform.terms.filter((terms) => !terms.archival && inForceFrom(terms) > now)
  return [...governingTerms(platform, now), ...scheduled].map((terms) =>
    accountTerms(terms, answers, mayAnswerTerms(principal), now),
  )
}

function accountTerms(
  terms: PublishedTerms,
  answers: readonly StoredAcceptance[],
  mayAnswer: boolean,
  now: Date,
): AccountTermsView {
  const own = answers.filter((answer) => answer.documentSlug === terms.documentSlug)
  const last = own.findLast((answer) => answer.termsVersionId === terms.id)
  const accepted = own.findLast(({ answer }) => answer === 'accept')
  return {
    slug: terms.documentSlug,
    title: terms.documentTitle,
    number: terms.number,
    digest: terms.digest,
    effectiveAt: terms.effectiveAt,
    inForceFrom: inForceFrom(terms),
    isScheduled: inForceFrom(terms) > now,
    answer: last === undefined ? null : answerView(last),
    acceptedNumber:
      accepted === undefined || accepted.number === terms.number ? null : accepted.number,
    awaitsAnswer: mayAnswer && awaitsAnswer(last ?? null, now),
    daysToDecide: daysToDecide(now),
    mayAnswer,
  }
}

function answerView({ answer, until, at, name, eventId }: StoredAcceptance): AnswerView {
  return { answer, until, at, name, receiptId: eventId }
}
