import { findCategory, findPurpose } from '#lib/domain/catalogue/catalogue.ts'
import {
  maySeeCounts,
  type AccountClient,
  type MemberPrincipal,
} from '#lib/domain/account/principal.ts'
import type { GroupSetting } from '#lib/domain/account/group-plan.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { loadGroups } from '#lib/store/groups.ts'
import { loadPlatform } from '#lib/store/platform.ts'
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
  readonly name: string
  /** How many belong to it: as the platform has it, and nobody's answer. */
  readonly members: number
  /** What is off for everyone in it: a line a thing. */
  readonly off: readonly string[]
}

/** For owner, admin and auditor; null for anyone else. */
export async function listGroups(
  principal: MemberPrincipal,
  { database }: QueryContext,
): Promise<readonly GroupView[] | null> {
  if (!maySeeCounts(principal)) return null
  const [groups, platform] = await Promise.all([
    loadGroups(database, principal.accountId),
    loadPlatform(database),
  ])
  const catalogue = catalogueIn(platform)
  const titleOf = ({ purpose, category }: GroupSetting) => {
    const title = (catalogue && findPurpose(catalogue, purpose)?.title) ?? purpose
    if (category === null) return title
    return `${title}: ${(catalogue && findCategory(catalogue, category)?.title) ?? category}`
  }
  return groups.map(({ id, name, members, permissions }) => ({
    id,
    name,
    members,
    off: permissions.filter(({ kind }) => kind === 'off').map(titleOf),
  }))
}
