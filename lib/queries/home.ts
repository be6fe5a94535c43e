import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { mayPermit } from '#lib/domain/account/principal.ts'
import { isLeftToMembers, type MemberCell } from '#lib/domain/consent/member-consents.ts'
import type { Question } from '#lib/domain/ledger/act.ts'
import { mayRemind } from '#lib/domain/consent/reminder.ts'
import { catalogueIn, type Platform } from '#lib/domain/platform/platform.ts'
import { loadMemberConsents, type LoadedMember } from '#lib/store/consents.ts'
import { findWaitingImport } from '#lib/store/settings-imports.ts'
import { loadReminder } from '#lib/store/reminders.ts'
import { listAccountTerms, type AccountTermsView } from './account-terms.ts'
import type { QueryContext } from './context.ts'
import { listRecord } from './record.ts'
import type { RecordEntry } from './record-entry.ts'

/** One screen: what is in force, what waits for this person, what happened lately. Plain data. */
export type HomeView = {
  readonly operator: string
  readonly terms: readonly AccountTermsView[]
  readonly features: QuestionSummary
  readonly sharing: QuestionSummary
  /** Is there anything the account has never decided, that this person could? */
  readonly undecidedPermissions: { readonly features: number; readonly sharing: number } | null
  /** Settings that the platform brought along and that an owner or admin confirms or not; null for anyone else. */
  readonly settingsImport: { readonly source: string; readonly at: Date } | null
  readonly latest: readonly RecordEntry[]
  /** Uses that the operator ended of late, newest first. */
  readonly ended: readonly EndedUse[]
  readonly reminder: ReminderView
}

export type EndedUse = {
  readonly title: string
  readonly at: Date
  readonly reason: string
  /** Did a yes of this person's end with it? */
  readonly endedYes: boolean
}

/** What of this person's own is needed again, and whether to remind them of it now. */
export type ReminderView = {
  readonly isOff: boolean
  readonly isDue: boolean
  readonly again: readonly AnswerAgain[]
}

export type AnswerAgain = {
  readonly question: Question
  readonly title: string
  /** The versions under which the yes was given, where another is in force. */
  readonly since: readonly { readonly slug: string; readonly number: number }[]
}

export type QuestionSummary = {
  readonly question: Question
  /** Purposes that wait for this person's answer: asked, or needed again. */
  readonly waiting: readonly { readonly title: string; readonly isAgain: boolean }[]
  /** Purposes that use this person's part or content now, at least in some category. */
  readonly runs: readonly string[]
  /** Purposes the account permits, that leave this person out. */
  readonly leavesOut: readonly string[]
  readonly permitted: number
  readonly purposes: number
}

export async function getHome(
  principal: MemberPrincipal,
  language: string,
  context: QueryContext,
): Promise<HomeView> {
  const { accountId, subjectId } = principal
  const moment = { at: context.now(), before: null, language, digestOf: context.digestOf }
  const [loaded, terms, record, reminder, waiting] = await Promise.all([
    loadMemberConsents(context.database, accountId, subjectId, moment),
    listAccountTerms(principal, context),
    listRecord(principal, { kinds: null, before: null }, context),
    loadReminder(context.database, principal),
    mayPermit(principal) ? findWaitingImport(context.database, accountId) : null,
  ])
  const undecided = (kind: 'feature' | 'sharing') =>
    titlesOf(
      loaded.member.filter(
        (cell) =>
          cell.question.kind === kind &&
          cell.permission === null &&
          cell.ceilings.every((ceiling) => ceiling === 'open'),
      ),
    ).length
  return {
    operator: catalogueIn(loaded.platform)?.operator.name ?? '',
    terms,
    features: summaryOf('features', loaded.member),
    sharing: summaryOf('sharing', loaded.member),
    undecidedPermissions: mayPermit(principal)
      ? { features: undecided('feature'), sharing: undecided('sharing') }
      : null,
    settingsImport: waiting && { source: waiting.source, at: waiting.at },
    latest: record.entries.slice(0, 5),
    ended: endedUses(loaded, moment.at),
    reminder: {
      isOff: reminder.isOff,
      isDue: mayRemind(reminder, moment.at),
      again: loaded.member.filter(isNeededAgain).map((cell) => answerAgain(cell, loaded.platform)),
    },
  }
}

const TOLD_FOR_DAYS = 90

function endedUses({ platform, member }: LoadedMember, now: Date): readonly EndedUse[] {
  const since = now.getTime() - TOLD_FOR_DAYS * 24 * 60 * 60 * 1000
  return platform.endings
    .filter(({ at }) => at.getTime() > since)
    .toReversed()
    .flatMap(({ eventId, purpose, at, reason }) => {
      const cells = member.filter(({ question }) => question.purpose === purpose)
      const [first] = cells
      if (first === undefined) return []
      const endedYes = cells.some(({ view }) => view.since?.eventId === eventId)
      return { title: first.purpose.title, at, reason, endedYes }
    })
}

function summaryOf(question: Question, member: readonly MemberCell[]): QuestionSummary {
  const kind = question === 'features' ? 'feature' : 'sharing'
  const cells = member.filter((cell) => cell.question.kind === kind)
  const permitted = cells.filter(isLeftToMembers)
  const open = permitted.filter((cell) => isWaiting(cell))
  const runs = titlesOf(cells.filter(({ decision }) => decision.decision === 'permit'))
  const again = titlesOf(open.filter(({ view }) => view.answer !== null))
  return {
    question,
    waiting: titlesOf(open).map((title) => ({ title, isAgain: again.includes(title) })),
    runs,
    leavesOut: titlesOf(permitted).filter((title) => !runs.includes(title)),
    permitted: titlesOf(permitted).length,
    purposes: titlesOf(cells).length,
  }
}

function isNeededAgain(cell: MemberCell): boolean {
  return isLeftToMembers(cell) && isWaiting(cell) && cell.view.status === 'stale'
}

function answerAgain(
  { question, purpose, lastChoice, basis }: MemberCell,
  { terms }: Platform,
): AnswerAgain {
  const inForce = new Set(basis.terms.map(({ versionId }) => versionId))
  const under = terms.filter(({ id }) => lastChoice?.termsVersionIds.includes(id))
  return {
    question: question.kind === 'feature' ? 'features' : 'sharing',
    title: purpose.title,
    since: under
      .filter(({ id }) => !inForce.has(id))
      .map(({ documentSlug: slug, number }) => ({ slug, number })),
  }
}

function isWaiting({ view, governingCeilings }: MemberCell): boolean {
  const isOpen = governingCeilings.every((ceiling) => ceiling === 'open')
  return isOpen && (view.status === 'requested' || view.status === 'stale')
}

function titlesOf(cells: readonly MemberCell[]): string[] {
  return [...new Set(cells.map((cell) => cell.purpose.title))]
}
