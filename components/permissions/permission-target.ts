import type { SettingView, PurposePermissions } from '#lib/queries/permissions.ts'

/** What one pair of buttons is about: a feature, one kind of content of a purpose, or a group of kinds. */
export type PermissionTarget = {
  /** Unique on the page. */
  readonly id: string
  readonly question: 'features' | 'sharing'
  readonly purpose: string
  /** As it stands in a sentence: "meeting summary", "sharing chat for product improvement". */
  readonly about: string
  /** What a change that widens expects unchanged. */
  readonly expected: string
  readonly askingModes: PurposePermissions['askingModes']
  /** Only what the terms leave open. */
  readonly settings: readonly Pick<SettingView, 'category' | 'permission'>[]
}

export type PermissionKind = 'members_decide' | 'off'

/** Nothing would change but, where it is permitted, how members are asked. */
export function isSoAlready(target: PermissionTarget, kind: PermissionKind): boolean {
  return target.settings.every(({ permission }) => permission === kind)
}

export function settingsOf(target: PermissionTarget, kind: PermissionKind) {
  return target.settings.map(({ category }) => ({ purpose: target.purpose, category, kind }))
}
