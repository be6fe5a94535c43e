import { resolveWithinAccount, type Ground } from '@assent/decision'
import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import {
  catalogueContent,
  inForceFrom,
  type Platform,
  type PublishedTerms,
} from '#lib/domain/platform/platform.ts'
import { accountConsents, ceilingsOf, type AccountCell } from './account-consents.ts'
import type { DigestOf } from './basis.ts'
import { standingNow } from './member-consents.ts'

/** What many people's yes has in common: everything that decides whether it is needed again. */
export type YesKind = {
  readonly accountId: string
  readonly purpose: string
  readonly category: string | null
  readonly noticeId: string
  readonly termsVersionIds: readonly string[]
  /** How many catalogues had been published before it. */
  readonly catalogues: number
  /** What the account relies on for the purpose. */
  readonly ground: Ground
}

/** Every yes that stands, and who has it: each person in one set, with the places of their kinds among `kinds`. */
export type StandingYeses = {
  readonly kinds: readonly YesKind[]
  readonly sets: readonly { readonly kinds: readonly number[]; readonly people: number }[]
}

export type PublicationImpact = {
  /** Whose yes is needed again about something, each counted once, and in how many accounts. */
  readonly people: number
  readonly accounts: number
  /** Only what changes for somebody, in the order of the catalogue. */
  readonly purposes: readonly PurposeImpact[]
}

export type PurposeImpact = {
  readonly purpose: string
  readonly askedAgain: number
  readonly accounts: number
  /** For whom it runs or is shared until then, and not from then on. */
  readonly stopped: number
  /** Whose yes still counts afterwards. */
  readonly goesOn: number
}

type Now = { readonly at: Date; readonly language: string; readonly digestOf: DigestOf }

/**
 * Whom publishing a version asks again, counted in people, unmasked: for the rule, never for a screen.
 * Like publicationEffect it asks the resolution, with the version among what is published and without.
 */
export function publicationImpact(
  platform: Platform,
  draft: PublishedTerms,
  catalogue: Catalogue,
  { kinds, sets }: StandingYeses,
  now: Now,
): PublicationImpact {
  const fates = fatesOf(platform, draft, catalogue, kinds, now)
  const having = (is: (fate: Fate) => boolean) =>
    sets
      .filter((set) => set.kinds.some((at) => is(fates[at] ?? unaffected)))
      .reduce((sum, { people }) => sum + people, 0)
  const accountsOf = (is: (fate: Fate, kind: YesKind) => boolean) =>
    new Set(kinds.filter((kind, at) => is(fates[at] ?? unaffected, kind)).map((k) => k.accountId))
      .size
  const purposes = catalogue.purposes
    .map(({ key }) => ({
      purpose: key,
      askedAgain: having((fate) => fate.purpose === key && fate.isAskedAgain),
      accounts: accountsOf((fate) => fate.purpose === key && fate.isAskedAgain),
      stopped: having((fate) => fate.purpose === key && fate.isStopped),
      goesOn: having((fate) => fate.purpose === key && fate.goesOn),
    }))
    .filter(({ askedAgain, stopped }) => askedAgain > 0 || stopped > 0)
  return {
    people: having(({ isAskedAgain }) => isAskedAgain),
    accounts: accountsOf(({ isAskedAgain }) => isAskedAgain),
    purposes,
  }
}

/** What becomes of all yeses of one kind. */
type Fate = {
  readonly purpose: string | null
  readonly isAskedAgain: boolean
  readonly isStopped: boolean
  readonly goesOn: boolean
}

const unaffected: Fate = { purpose: null, isAskedAgain: false, isStopped: false, goesOn: false }

function fatesOf(
  platform: Platform,
  draft: PublishedTerms,
  catalogue: Catalogue,
  kinds: readonly YesKind[],
  now: Now,
): readonly Fate[] {
  if (draft.archival) return kinds.map(() => unaffected)
  const then = { ...now, at: inForceFrom(draft) }
  const published = { ...platform, terms: [...platform.terms, draft] }
  const [before, after] = [platform, published].map((of) => {
    const cells = accountConsents(of, catalogue, nobody, then)
    return (kind: YesKind) => standingOf(of, cellOf(cells, kind), kind, then)
  })
  return kinds.map((kind) => fateOf(kind, before?.(kind) ?? null, after?.(kind) ?? null))
}

type Standing = { readonly isStale: boolean; readonly isPermitted: boolean }

function fateOf({ purpose }: YesKind, before: Standing | null, after: Standing | null): Fate {
  if (before === null || after === null) return unaffected
  return {
    purpose,
    isAskedAgain: after.isStale && !before.isStale,
    isStopped: before.isPermitted && !after.isPermitted,
    goesOn: after.isPermitted,
  }
}

/** Null for what is not asked any more. */
function standingOf(
  platform: Platform,
  cell: AccountCell | null,
  kind: YesKind,
  now: Now,
): Standing | null {
  if (cell === null) return null
  const published = platform.catalogues[kind.catalogues - 1]
  const under = { ...kind, catalogue: published ? catalogueContent(published) : null }
  const { isStale } = standingNow(platform, cell, under, now)
  const consented = platform.terms.filter(({ id }) => kind.termsVersionIds.includes(id))
  const { decision } = resolveWithinAccount({
    kind: cell.question.kind,
    ceilings: [...cell.ceilings, ...(isStale ? [] : ceilingsOf(consented, cell.question))],
    // No yes stands where it is off: an `off` revokes it, and permitting again revives nothing.
    account: 'members_decide',
    groups: [],
    ground: cell.question.kind === 'feature' ? kind.ground : 'consent',
    member: isStale ? 'stale' : 'given',
  })
  return { isStale, isPermitted: decision === 'permit' }
}

function cellOf(cells: readonly AccountCell[], kind: YesKind): AccountCell | null {
  return (
    cells.find(
      ({ question }) => question.purpose === kind.purpose && question.category === kind.category,
    ) ?? null
  )
}

const nobody = { accountId: '', permissions: [], askings: [] }
