import type { PurposeKind } from '@assent/decision'
import {
  maySeeCounts,
  type AccountClient,
  type MemberPrincipal,
} from '#lib/domain/account/principal.ts'
import type { GroupSetting } from '#lib/domain/account/group-plan.ts'
import {
  groupLockEffects,
  groupLockSentence,
  type GroupLock,
} from '#lib/domain/account/group-sentences.ts'
import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import { loadAccountConsents } from '#lib/store/consents.ts'
import { loadGroups, type StoredGroup } from '#lib/store/groups.ts'
import type { QueryContext } from './context.ts'

/** A group for the platform's software, by its own id. */
export type RegisteredGroup = {
  readonly group: string
  readonly name: string
  readonly members: number
  readonly settings: readonly GroupSetting[]
  /** What a change that widens expects unchanged. */
  readonly revision: string
}

export async function listRegisteredGroups(
  { accountId }: AccountClient,
  { database }: QueryContext,
): Promise<readonly RegisteredGroup[]> {
  const groups = await loadGroups(database, accountId)
  return groups.map(({ externalId: group, name, members, permissions: settings, revision }) => ({
    ...{ group, name, members, settings },
    revision: String(revision),
  }))
}

/** A group as its account's page has it. */
export type GroupView = {
  readonly id: string
  /** What the platform calls it. */
  readonly group: string
  readonly name: string
  /** How many belong to it: as the platform has it, and nobody's answer. */
  readonly members: number
  readonly revision: string
  readonly locks: readonly GroupLockView[]
}

export type GroupLockView = {
  readonly purpose: string
  readonly title: string
  readonly kind: PurposeKind
  readonly off: GroupLock['off']
  readonly permission: GroupLock['permission']
  /** Behind the title and a colon. */
  readonly state: string
  /** Everything that is asked about it. */
  readonly categories: readonly (string | null)[]
  readonly effects: Readonly<Record<'members_decide' | 'off', readonly string[]>>
}

/** For owner, admin and auditor; null for anyone else. */
export async function listGroups(
  principal: MemberPrincipal,
  language: string,
  { database, now, digestOf }: QueryContext,
): Promise<readonly GroupView[] | null> {
  if (!maySeeCounts(principal)) return null
  const { accountId } = principal
  const groups = await loadGroups(database, accountId)
  if (groups.length === 0) return []
  const moment = { at: now(), before: null, language, digestOf }
  const { cells } = await loadAccountConsents(database, accountId, moment)
  const byPurpose = Map.groupBy(cells, ({ question }) => question.purpose)
  return groups.map((group) => ({
    id: group.id,
    group: group.externalId,
    name: group.name,
    members: group.members,
    revision: String(group.revision),
    locks: [...byPurpose.values()].flatMap((asked) => lockView(group, asked)),
  }))
}

/** Of one purpose, everything that is asked about it. */
function lockView(group: StoredGroup, cells: readonly AccountCell[]): readonly GroupLockView[] {
  const [first] = cells
  if (first === undefined) return []
  const locked = cells.filter(({ question }) => isOff(group, question))
  const { purpose, kind } = first.question
  const { title } = first.purpose
  const lock: GroupLock = {
    title,
    kind,
    off: locked.length === 0 ? 'none' : locked.length === cells.length ? 'all' : 'some',
    offTitles: locked.flatMap(({ category }) => category?.title.toLowerCase() ?? []),
    permission: permissionOf(cells),
  }
  return [
    {
      ...{ purpose, title, kind, off: lock.off, permission: lock.permission },
      state: groupLockSentence(lock),
      categories: cells.map(({ question }) => question.category),
      effects: {
        members_decide: groupLockEffects('members_decide', lock),
        off: groupLockEffects('off', lock),
      },
    },
  ]
}

function isOff(
  { permissions }: StoredGroup,
  { purpose, category }: Pick<GroupSetting, 'purpose' | 'category'>,
): boolean {
  const said = permissions.find((each) => each.purpose === purpose && each.category === category)
  return said?.kind === 'off'
}

function permissionOf(cells: readonly AccountCell[]): GroupLock['permission'] {
  const said = cells.map(({ permission }) => permission)
  if (said.includes('members_decide')) return 'members_decide'
  return said.includes('off') ? 'off' : null
}
