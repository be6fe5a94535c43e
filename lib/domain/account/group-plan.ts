import type { PermissionKind } from '#lib/domain/ledger/act.ts'

/** What is known of a group before it is set, as far as the wish names it. */
export type GroupNow = {
  /** Null where there is none of that name yet. */
  readonly id: string | null
  /** As its first act has it. */
  readonly name: string | null
  /** How many acts have set it. */
  readonly revision: number
  /** By subject id. */
  readonly members: ReadonlyMap<string, { readonly seq: number; readonly isIn: boolean }>
  /** Of every question that it said anything about. */
  readonly permissions: readonly (GroupSetting & { readonly seq: number })[]
}

export type GroupSetting = {
  readonly purpose: string
  readonly category: string | null
  readonly kind: PermissionKind
}

/** By subject ids; nobody is in both. */
export type GroupWish = {
  readonly joining: readonly string[]
  readonly leaving: readonly string[]
  readonly settings: readonly GroupSetting[]
}

export type GroupPlan = {
  readonly members: readonly {
    readonly subjectId: string
    readonly seq: number
    readonly isIn: boolean
  }[]
  readonly settings: readonly (GroupSetting & { readonly seq: number })[]
  /** Might somebody decide something that they might not before? */
  readonly widens: boolean
}

/** What a wish changes. Whoever leaves a group that has something off, and what it lifts, is freer than before. */
export function planGroup(now: GroupNow, { joining, leaving, settings }: GroupWish): GroupPlan {
  const changed = (subjectId: string, isIn: boolean) => {
    const { seq, isIn: wasIn } = now.members.get(subjectId) ?? { seq: 0, isIn: false }
    return wasIn === isIn ? [] : [{ subjectId, seq: seq + 1, isIn }]
  }
  const set = settings.flatMap((setting) => {
    const before = now.permissions.find(
      ({ purpose, category }) => purpose === setting.purpose && category === setting.category,
    )
    const was = before?.kind ?? 'members_decide'
    return was === setting.kind ? [] : [{ ...setting, seq: (before?.seq ?? 0) + 1 }]
  })
  const left = leaving.flatMap((subjectId) => changed(subjectId, false))
  const hasAnyOff = now.permissions.some(({ kind }) => kind === 'off')
  return {
    members: [...joining.flatMap((subjectId) => changed(subjectId, true)), ...left],
    settings: set,
    widens: (left.length > 0 && hasAnyOff) || set.some(({ kind }) => kind === 'members_decide'),
  }
}
