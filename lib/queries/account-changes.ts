import { mayAnswerTerms, type MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { MemberCell } from '#lib/domain/consent/member-consents.ts'
import { governingTerms, type Platform } from '#lib/domain/platform/platform.ts'
import { loadAcceptances } from '#lib/store/acceptances.ts'
import { loadMemberConsents } from '#lib/store/consents.ts'
import type { QueryContext } from './context.ts'
import { termsChanges, type ChangeRow, type TermsChangesView } from './terms-changes.ts'
import { versionView, type VersionView } from './terms.ts'

/** What changed in a document since this person agreed: for the account, or for themselves. Plain data. */
export type AccountChangesView = {
  readonly slug: string
  readonly title: string
  /** The version in force. */
  readonly inForce: VersionView
  /** Owners and admins agree for the account; anyone else agreed by what they said yes to. */
  readonly agreedFor: 'account' | 'self'
  /** The version agreed to and when; null where nothing was. */
  readonly since: { readonly number: number; readonly at: Date } | null
  /** From there to the version in force; null where that is one version. */
  readonly changes: TermsChangesView | null
  /** What rests on the clauses: permitted by the account, or said yes to. */
  readonly purposes: readonly RestingPurpose[]
}

export type RestingPurpose = {
  readonly key: string
  readonly title: string
  /** Keys of the rows whose clauses it rests on, in either version. */
  readonly rows: readonly string[]
}

/** Null where no version of the document is in force. */
export async function findAccountChanges(
  principal: MemberPrincipal,
  slug: string,
  language: string,
  context: QueryContext,
): Promise<AccountChangesView | null> {
  const moment = { at: context.now(), before: null, language, digestOf: context.digestOf }
  const { accountId, subjectId } = principal
  const [{ platform, member }, answers] = await Promise.all([
    loadMemberConsents(context.database, accountId, subjectId, moment),
    loadAcceptances(context.database, accountId),
  ])
  const inForce = governingTerms(platform, moment.at).find((each) => each.documentSlug === slug)
  if (inForce === undefined) return null
  const isAdmin = mayAnswerTerms(principal)
  const accepted = answers.findLast(
    ({ documentSlug, answer }) => documentSlug === slug && answer === 'accept',
  )
  const agreed = isAdmin ? (accepted ?? null) : oldestYes(member, platform, slug)
  const from = platform.terms.find(({ id }) => id === agreed?.termsVersionId)
  const isOlder = from !== undefined && from.id !== inForce.id
  const changes = isOlder ? await termsChanges(platform, from, inForce, context) : null
  const resting = member.filter(isAdmin ? isPermitted : isStillGiven)
  return {
    slug,
    title: inForce.documentTitle,
    inForce: versionView(platform, inForce, moment.at),
    agreedFor: isAdmin ? 'account' : 'self',
    since: from === undefined || agreed === null ? null : { number: from.number, at: agreed.at },
    changes,
    purposes: restingPurposes(resting, changes?.rows ?? []),
  }
}

/** Which version of the document the oldest yes that still stands was given under. */
function oldestYes(
  member: readonly MemberCell[],
  { terms }: Platform,
  slug: string,
): { readonly termsVersionId: string; readonly at: Date } | null {
  const versions = terms.filter(({ documentSlug }) => documentSlug === slug)
  const given = member.filter(isStillGiven).flatMap(({ lastChoice }) => {
    const version = versions.find(({ id }) => lastChoice?.termsVersionIds.includes(id))
    return lastChoice === null || version === undefined
      ? []
      : [{ termsVersionId: version.id, at: lastChoice.at, position: lastChoice.position }]
  })
  return given.sort((one, other) => one.position - other.position)[0] ?? null
}

/** A yes that is needed again stood until the change: that is what its reader wants to see. */
function isStillGiven({ view }: MemberCell): boolean {
  return view.status === 'given' || view.status === 'stale'
}

function isPermitted({ permission }: MemberCell): boolean {
  return permission === 'members_decide'
}

function restingPurposes(
  resting: readonly MemberCell[],
  rows: readonly ChangeRow[],
): RestingPurpose[] {
  const titles = new Map(resting.map(({ purpose: { key, title } }) => [key, title]))
  return [...titles].map(([key, title]) => ({
    key,
    title,
    rows: rows
      .filter(({ purposes }) => purposes.some((each) => each.key === key))
      .map((row) => row.key),
  }))
}
