import {
  resolveWithinAccount,
  type Ceiling,
  type Decision,
  type Permission,
} from '@assent/decision'
import { findPurpose, type Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import { noticeWidens } from '#lib/domain/catalogue/notice-widens.ts'
import type { ChoiceKind } from '#lib/domain/ledger/act.ts'
import {
  catalogueContent,
  currentNotice,
  governingTerms,
  noticeContent,
  type Platform,
  type PublishedCatalogue,
  type PublishedEnding,
  type PublishedNotice,
} from '#lib/domain/platform/platform.ts'
import {
  basisOf,
  ceilingsOf,
  type AccountAct,
  type AccountCell,
  type PermissionAct,
} from './account-consents.ts'
import { standingOf, type Carried, type DigestOf, type Standing } from './basis.ts'
import { foldStatus, withStaleness, type RecordedAct, type StatusView } from './fold-status.ts'
import { groupPermissions } from './group-locks.ts'
import { addDuration } from './instant.ts'
import { reviewSteps } from './review-steps.ts'

/** Where one member stands on one question: what they said, and what that comes to now. */
export type MemberCell = AccountCell & {
  readonly view: StatusView
  readonly decision: Decision
  /** What each group that they are or were in leaves them to decide. */
  readonly groups: readonly Permission[]
  /** Of the terms in force and of those the member's yes was given under. */
  readonly governingCeilings: readonly Ceiling[]
  readonly lastChoice: ChoiceAct | null
  /** Where the texts changed under a yes, and it carries on. */
  readonly carried: Carried | null
}

export type ChoiceAct = AccountAct & {
  readonly ordinal: number
  readonly subjectId: string
  readonly purpose: string
  readonly category: string | null
  readonly seq: number
  readonly kind: ChoiceKind
  readonly noticeId: string
  readonly termsVersionIds: readonly string[]
}

export type RequestAct = AccountAct & {
  readonly subjectId: string
  readonly purpose: string
  readonly category: string | null
  readonly noticeId: string
}

/** A member was erased: whatever they said ends with it, and no yes of theirs ever counts again. */
export type ErasureAct = AccountAct

/** What happened to one member, in the order in which it was recorded. */
export type MemberHistory = {
  readonly choices: readonly ChoiceAct[]
  readonly requests: readonly RequestAct[]
  readonly erasure: ErasureAct | null
  /** The account's, and what the member's groups were to them (group-locks.ts). */
  readonly permissions: readonly PermissionAct[]
  /** At which position each catalogue was published and each use ended, by event; the first catalogue may be left out. */
  readonly positions: ReadonlyMap<string, number>
}

type Now = { readonly at: Date; readonly digestOf: DigestOf }

/** Nobody above has it off, and the account permits it. */
export function isLeftToMembers({
  permission,
  groups,
}: Pick<MemberCell, 'permission' | 'groups'>): boolean {
  return permission === 'members_decide' && !groups.includes('off')
}

/** The member's side of every question, folded from the acts alone. */
export function memberConsents(
  platform: Platform,
  cells: readonly AccountCell[],
  history: MemberHistory,
  now: Now,
): readonly MemberCell[] {
  return cells.map((cell) => memberCell(platform, cell, history, now))
}

function memberCell(
  platform: Platform,
  cell: AccountCell,
  history: MemberHistory,
  now: Now,
): MemberCell {
  const choices = history.choices.filter((act) => isAbout(act, cell.question))
  const acts = questionActs(platform, cell.question, history)
  const groups = groupPermissions(
    history.permissions.filter((act) => isAbout(act, cell.question)),
    cell.permissionAct?.subjectId ?? null,
  )
  const lastChoice = choices.at(-1) ?? null
  const folded = foldStatus(acts, { position: null, at: now.at.toISOString() })
  const given = choices.findLast((act) => act.kind === 'give') ?? null
  const standing =
    given === null ? null : standingNow(platform, cell, givenUnder(platform, given, history), now)
  const view = withStaleness(folded, standing?.isStale ?? false)
  const governingCeilings = [...cell.ceilings, ...consentedCeilings(platform, cell, given, view)]
  return {
    ...cell,
    view,
    groups,
    lastChoice,
    governingCeilings,
    carried: view.status === 'given' && standing?.isStale === false ? standing.carried : null,
    decision: resolveWithinAccount({
      kind: cell.question.kind,
      ceilings: governingCeilings,
      // It permits nothing about somebody who is not its member any more.
      account: history.erasure === null ? cell.permission : null,
      groups,
      ground: cell.ground,
      member: view.status,
    }),
  }
}

/** Everything that bears on a member's answer to one question, in the order of the record. */
export function questionActs(
  platform: Platform,
  question: AccountCell['question'],
  history: MemberHistory,
): readonly RecordedAct[] {
  const about = (act: About) => isAbout(act, question)
  return inOrder([
    ...history.choices.filter(about).map((act) => recordedChoice(platform, act)),
    ...history.requests
      .filter(about)
      .map((act) => ({ ...evidence(act), kind: 'request' as const })),
    ...history.permissions
      .filter(about)
      .map((act) => ({ ...evidence(act), kind: act.kind, scopeId: act.subjectId })),
    ...platform.endings
      .filter(({ purpose }) => purpose === question.purpose)
      .map((ending) => recordedEnding(ending, history)),
    ...recordedErasure(history),
  ])
}

type About = { readonly purpose: string; readonly category: string | null }

function isAbout(act: About, { purpose, category }: About): boolean {
  return act.purpose === purpose && act.category === category
}

/** What was published when a yes was given, as far as it rests on it. */
export type GivenUnder = Pick<ChoiceAct, 'purpose' | 'noticeId' | 'termsVersionIds'> & {
  readonly catalogue: Catalogue | null
}

export function givenUnder(
  platform: Platform,
  given: ChoiceAct,
  { positions }: MemberHistory,
): GivenUnder {
  return { ...given, catalogue: catalogueAt(platform, positions, given.position) }
}

/** Does what a yes rested on read otherwise now, and what was it carried through? */
export function standingNow(
  platform: Platform,
  cell: AccountCell,
  given: GivenUnder,
  now: Now,
): Standing {
  const { catalogue } = given
  const notice = platform.notices.find(({ id }) => id === given.noticeId)
  if (notice === undefined || catalogue === null) return { isStale: true }
  if (findPurpose(catalogue, given.purpose) === null) return { isStale: true }
  const terms = platform.terms.filter(({ id }) => given.termsVersionIds.includes(id))
  const consented = basisOf(terms, catalogue, cell.question, notice.digest, now.digestOf)
  // Compared in the language that was read: another language is not another notice.
  const current = currentNotice(platform, given.purpose, notice.language)
  const governing = governingTerms(platform, now.at)
  const steps = reviewSteps(platform, terms, governing, cell.question)
  const noticeDigest = current === null ? '' : carriedDigest(notice, current)
  return standingOf(consented, { ...cell.basis, noticeDigest }, steps)
}

/** A notice that asks for no more than the one that was read stands for it. */
function carriedDigest(read: PublishedNotice, now: PublishedNotice): string {
  if (read.digest === now.digest) return read.digest
  const known = widenings.get(read) ?? new WeakMap<PublishedNotice, boolean>()
  const widens = known.get(now) ?? noticeWidens(noticeContent(read), noticeContent(now))
  widenings.set(read, known.set(now, widens))
  return widens ? now.digest : read.digest
}

/** Compared once, word by word: what is published never changes, and is asked of every member who read it. */
const widenings = new WeakMap<PublishedNotice, WeakMap<PublishedNotice, boolean>>()

/** Until someone answers again, the stricter of the two texts governs (product.md, rule 7). */
function consentedCeilings(
  platform: Platform,
  cell: AccountCell,
  given: ChoiceAct | null,
  view: StatusView,
): readonly Ceiling[] {
  if (given === null || view.status !== 'given') return []
  const terms = platform.terms.filter(({ id }) => given.termsVersionIds.includes(id))
  return ceilingsOf(terms, cell.question)
}

/** By position: two programs' clocks differ, and what is on record before an act is not what its instant says. */
export function catalogueAt(
  platform: Platform,
  positions: ReadonlyMap<string, number>,
  position: number,
): Catalogue | null {
  const published = publishedCatalogueAt(platform, positions, position)
  return published === null ? null : catalogueContent(published)
}

export function publishedCatalogueAt(
  { catalogues }: Platform,
  positions: ReadonlyMap<string, number>,
  position: number,
): PublishedCatalogue | null {
  return catalogues.findLast(({ eventId }) => (positions.get(eventId) ?? 0) < position) ?? null
}

function recordedChoice(platform: Platform, act: ChoiceAct): RecordedAct {
  if (act.kind !== 'give') return { ...evidence(act), kind: act.kind }
  const notice = platform.notices.find(({ id }) => id === act.noticeId)
  const validity = notice === undefined ? null : noticeContent(notice).validity
  const at = act.at.toISOString()
  return {
    ...evidence(act),
    kind: 'give',
    expiresAt: validity === null ? null : addDuration(at, validity),
  }
}

/** Ends every yes, as when an account turns it off, and nothing turns it on again. */
function recordedEnding(
  { eventId, at }: PublishedEnding,
  { positions }: MemberHistory,
): RecordedAct {
  const position = positions.get(eventId) ?? null
  return { eventId, position, at: at.toISOString(), kind: 'off', scopeId: eventId }
}

/** As an end of everything they were asked. */
function recordedErasure({ erasure }: MemberHistory): readonly RecordedAct[] {
  if (erasure === null) return []
  return [{ ...evidence(erasure), kind: 'off', scopeId: erasure.eventId }]
}

function evidence(act: AccountAct): { eventId: string; position: number; at: string } {
  return { eventId: act.eventId, position: act.position, at: act.at.toISOString() }
}

function inOrder(acts: readonly RecordedAct[]): readonly RecordedAct[] {
  return acts.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
}
