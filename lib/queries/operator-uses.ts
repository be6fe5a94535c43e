import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import type { QueryContext } from './context.ts'

/** What people are asked about, and whether the operator has ended it. Plain data. */
export type OperatorUse = {
  readonly purpose: string
  readonly title: string
  readonly kind: 'feature' | 'sharing'
  readonly ended: { readonly at: Date; readonly reason: string } | null
}

/** Every purpose of the catalogue that holds: for the operator; null for anyone else. */
export async function listUses(
  principal: Principal,
  context: QueryContext,
): Promise<readonly OperatorUse[] | null> {
  if (!mayOperate(principal)) return null
  const platform = await loadPlatform(context.database)
  return (catalogueIn(platform)?.purposes ?? []).map(({ key, title, kind }) => {
    const ending = platform.endings.find(({ purpose }) => purpose === key)
    const ended = ending === undefined ? null : { at: ending.at, reason: ending.reason }
    return { purpose: key, title, kind, ended }
  })
}
