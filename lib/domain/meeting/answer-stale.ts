import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import { standingNow } from '#lib/domain/consent/member-consents.ts'
import type { Published } from '#lib/domain/decision/asked-cells.ts'
import { catalogueContent } from '#lib/domain/platform/platform.ts'

/**
 * Has what a yes in a meeting rests on widened since: its notice, its clauses or what the catalogue meant?
 * The same as for a yes that somebody gave for all meetings. `cell` is of the feature as it is asked now.
 */
export function isAnswerStale(
  yes: {
    readonly purpose: string
    readonly noticeId: string
    readonly termsVersionIds: readonly string[]
    readonly at: Date
  },
  cell: AccountCell,
  { platform, at, digestOf }: Published,
): boolean {
  const then = platform.catalogues.findLast(({ publishedAt }) => publishedAt <= yes.at)
  const catalogue = then === undefined ? null : catalogueContent(then)
  return standingNow(platform, cell, { ...yes, catalogue }, { at, digestOf }).isStale
}
