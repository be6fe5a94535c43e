import {
  accountConsents,
  type AccountCell,
  type AccountHistory,
  type PermissionAct,
} from '#lib/domain/consent/account-consents.ts'
import type { AnswerableMember } from '#lib/domain/consent/decide-answer.ts'
import { groupLocks, type GroupHistory } from '#lib/domain/consent/group-locks.ts'
import type { DigestOf } from '#lib/domain/consent/basis.ts'
import {
  memberConsents,
  type ChoiceAct,
  type MemberCell,
  type MemberHistory,
  type RequestAct,
} from '#lib/domain/consent/member-consents.ts'
import { retiredQuestions } from '#lib/domain/consent/retired-questions.ts'
import { catalogueIn, platformOf, type Platform } from '#lib/domain/platform/platform.ts'
import { loadAccountHistory, loadChoiceActs, loadRequestActs } from './consent-acts.ts'
import type { Database } from './database.ts'
import { loadGroupHistories } from './group-acts.ts'
import { loadMemberActs } from './member-acts.ts'
import { loadSomeMemberActs } from './some-member-acts.ts'
import { loadPlatform } from './platform.ts'
import { loadPositions } from './positions.ts'

/** The instant a state is asked for, and how far into the record it reaches. */
export type Moment = {
  readonly at: Date
  /** Only acts below this position; null reads the present. */
  readonly before: number | null
  readonly language: string
  readonly digestOf: DigestOf
}

export type LoadedAccount = {
  readonly platform: Platform
  readonly cells: readonly AccountCell[]
}

export type LoadedMember = LoadedAccount & {
  readonly member: readonly MemberCell[]
  /** What the member answered and is no longer asked: for taking a yes back, on no page. */
  readonly retired: readonly MemberCell[]
  /** The acts that all of it is folded from. */
  readonly history: MemberHistory & AccountHistory
}

/** The account's side of every question at a moment. */
export async function loadAccountConsents(
  database: Database,
  accountId: string,
  moment: Moment,
): Promise<LoadedAccount> {
  const { platform, cells } = await load(database, accountId, moment)
  return { platform, cells }
}

/** One member's side of every question at a moment. */
export async function loadMemberConsents(
  database: Database,
  accountId: string,
  subjectId: string,
  moment: Moment,
): Promise<LoadedMember> {
  const acts = await loadMemberActs(database, accountId, subjectId, moment.before ?? undefined)
  const published = await loadPublished(database, moment.before, acts.publications)
  const { platform, cells, ...shared } = accountSide(published, acts.account, moment)
  const { choices, requests, erasure } = acts
  const permissions = withGroups(shared.permissions, acts.groups)
  const history = { choices, requests, erasure, ...shared, permissions }
  const retired = retiredQuestions(platform, cells, history, moment.digestOf)
  return {
    platform,
    cells,
    member: memberConsents(platform, cells, history, moment),
    retired: memberConsents(platform, retired, history, moment),
    history: { ...acts.account, ...history },
  }
}

/**
 * These members' sides of what is asked about some purposes, each with what they answered and are no longer
 * asked. To work out a question for a member costs more than to load it: the others are left alone.
 */
export async function loadSomeMemberConsents(
  database: Database,
  accountId: string,
  about: { readonly subjectIds: readonly string[]; readonly purposes: ReadonlySet<string> },
  moment: Moment,
): Promise<ReadonlyMap<string, AnswerableMember>> {
  const [{ platform, cells, ...shared }, acts, groupsOf] = await Promise.all([
    load(database, accountId, moment),
    loadSomeMemberActs(database, accountId, about.subjectIds),
    loadGroupHistories(database.pool, about.subjectIds),
  ])
  const asked = cells.filter(({ question }) => about.purposes.has(question.purpose))
  const isAbout = ({ purpose }: { readonly purpose: string }) => about.purposes.has(purpose)
  const choicesOf = Map.groupBy<string, ChoiceAct>(acts.choices, (act) => act.subjectId)
  const requestsOf = Map.groupBy<string, RequestAct>(acts.requests, (act) => act.subjectId)
  const members = about.subjectIds.map((subjectId) => {
    const history = {
      choices: (choicesOf.get(subjectId) ?? []).filter(isAbout),
      requests: (requestsOf.get(subjectId) ?? []).filter(isAbout),
      // Whoever was erased is named by no id any more.
      erasure: null,
      ...shared,
      permissions: withGroups(shared.permissions, groupsOf(subjectId)),
    }
    const gone = retiredQuestions(platform, cells, history, moment.digestOf)
    const member = memberConsents(platform, asked, history, moment)
    const retired = memberConsents(platform, gone, history, moment)
    return [subjectId, { platform, member, retired }] as const
  })
  return new Map(members)
}

/** Every member's side of every question: for counts, never for a page about one person. */
export async function loadAllMemberConsents(
  database: Database,
  accountId: string,
  subjectIds: readonly string[],
  moment: Moment,
): Promise<LoadedAccount & { readonly members: ReadonlyMap<string, readonly MemberCell[]> }> {
  const before = moment.before ?? undefined
  const [{ platform, cells, ...shared }, choices, requests, groupsOf] = await Promise.all([
    load(database, accountId, moment),
    loadChoiceActs(database, accountId, before),
    loadRequestActs(database, accountId, before),
    loadGroupHistories(database.pool, subjectIds, before),
  ])
  const choicesOf = Map.groupBy<string, ChoiceAct>(choices, (act) => act.subjectId)
  const requestsOf = Map.groupBy<string, RequestAct>(requests, (act) => act.subjectId)
  const members = subjectIds.map((subjectId) => {
    const history = {
      choices: choicesOf.get(subjectId) ?? [],
      requests: requestsOf.get(subjectId) ?? [],
      // Only those who belong to the account are counted.
      erasure: null,
      ...shared,
      permissions: withGroups(shared.permissions, groupsOf(subjectId)),
    }
    return [subjectId, memberConsents(platform, cells, history, moment)] as const
  })
  return { platform, cells, members: new Map(members) }
}

function withGroups(
  permissions: readonly PermissionAct[],
  groups: GroupHistory,
): readonly PermissionAct[] {
  return groups.memberships.length === 0 ? permissions : [...permissions, ...groupLocks(groups)]
}

async function load(database: Database, accountId: string, moment: Moment) {
  const [published, history] = await Promise.all([
    loadPublished(database, moment.before),
    loadAccountHistory(database, accountId, moment.before ?? undefined),
  ])
  return accountSide(published, history, moment)
}

function accountSide(
  { platform, positions }: Awaited<ReturnType<typeof loadPublished>>,
  history: AccountHistory,
  moment: Moment,
) {
  const catalogue = catalogueIn(platform)
  const cells = catalogue === null ? [] : accountConsents(platform, catalogue, history, moment)
  return { platform, cells, permissions: history.permissions, positions }
}

/** What had been published below a position, and where it stands. */
async function loadPublished(
  database: Database,
  before: number | null,
  known: string | null = null,
) {
  const all = await loadPlatform(database, known)
  // A first catalogue stands before every choice: nothing to look up for most of a platform's life.
  if (before === null && all.catalogues.length < 2 && all.endings.length === 0)
    return { platform: all, positions: new Map<string, number>() }
  const texts = before === null ? [] : [...all.notices, ...all.terms]
  const published = [...all.catalogues, ...all.endings, ...texts]
  const eventIds = [...new Set(published.map(({ eventId }) => eventId))]
  const positions = await loadPositions(database, eventIds)
  if (before === null) return { platform: all, positions }
  const then = eventIds.filter((id) => (positions.get(id) ?? before) < before)
  return { platform: platformOf(all, new Set(then)), positions }
}
