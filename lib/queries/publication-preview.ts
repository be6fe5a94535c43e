import type { Ceiling } from '@assent/decision'
import { actorIdOf, mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { questionsOf, type Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import { publicationEffect } from '#lib/domain/consent/publication-effect.ts'
import { isApproved } from '#lib/domain/terms/review.ts'
import { loadAccounts } from '#lib/store/accounts.ts'
import { loadApprovals } from '#lib/store/publications.ts'
import type { QueryContext } from './context.ts'
import { findDraftAsPublished } from './draft-as-published.ts'

/** What happens when a version is published with the mapping that is saved. Plain data. */
export type PublicationPreview = {
  /** Null for an archival version, which governs nothing. */
  readonly inForceFrom: Date | null
  readonly isAtOnce: boolean
  /** As the text says; force comes with publication, if that is later. */
  readonly effectiveAt: Date
  /** The number of the version that governs until then. */
  readonly replaces: number | null
  readonly governs: boolean
  /** Who is asked to answer it. */
  readonly accounts: number
  readonly clauses: number
  readonly mappedClauses: number
  /** Purposes with, of sharing, the kinds of content: about these every yes is needed again. */
  readonly askedAgain: readonly PreviewedPurpose[]
  readonly ceilings: readonly (PreviewedPurpose & { readonly rule: Ceiling })[]
  /** What the saved mapping names that does not exist: it cannot be published so. */
  readonly problems: readonly string[]
  /** How many changes from the version it replaces wait for a verdict. */
  readonly unconfirmed: number
  /** What was said of the changes speaks of others than there are by now. */
  readonly isReviewOutdated: boolean
  /** Of the draft as it is saved: what publishing and approving expect unchanged. */
  readonly digest: string
  readonly needsApproval: boolean
  /** Of exactly this draft. Null: whoever held the command line. */
  readonly approvals: readonly { readonly at: Date; readonly name: string | null }[]
  /** Whoever asks did, so somebody else publishes it. */
  readonly isApprovedByYou: boolean
  /** Nobody's approval is missing for whoever asks to publish it. */
  readonly isApproved: boolean
}

export type PreviewedPurpose = {
  readonly title: string
  /** Empty: all of it. */
  readonly categories: readonly string[]
}

/** For the operator, of a version that is not published yet; null otherwise, and before there is a catalogue. */
export async function findPublicationPreview(
  principal: Principal,
  documentSlug: string,
  number: number,
  language: string,
  context: QueryContext,
): Promise<PublicationPreview | null> {
  if (!mayOperate(principal)) return null
  const { database, digestOf } = context
  const at = context.now()
  const found = await findDraftAsPublished({ documentSlug, number }, at, context)
  if (found === null) return null
  const { version, draft, clauses, published, platform, catalogue } = found
  const [accounts, approvals] = await Promise.all([
    loadAccounts(database),
    loadApprovals(database, version.id),
  ])
  const effect = publicationEffect(platform, published, catalogue, { at, language, digestOf })
  const purposesOf = (cells: readonly AccountCell[]) =>
    catalogue.purposes.flatMap(({ key }) => purposeOf(key, cells, catalogue))
  const ofThis = approvals.filter(({ digest }) => digest === draft.digest)
  const you = actorIdOf(principal)
  return {
    inForceFrom: effect.inForceFrom,
    isAtOnce: effect.inForceFrom !== null && effect.inForceFrom <= at,
    replaces: effect.replaces?.number ?? null,
    governs: effect.governs,
    accounts: accounts.filter(({ isSandbox }) => !isSandbox).length,
    clauses: clauses.length,
    mappedClauses: new Set(draft.mapping.purposes.map(({ clauseOrdinal }) => clauseOrdinal)).size,
    askedAgain: purposesOf(effect.askedAgain),
    ceilings: rules.flatMap((rule) => {
      const ruled = effect.ceilings.filter(({ after }) => after === rule).map(({ cell }) => cell)
      return purposesOf(ruled).map((each) => ({ ...each, rule }))
    }),
    problems: draft.problems.mapping,
    effectiveAt: version.effectiveAt,
    unconfirmed: draft.problems.unconfirmed.length,
    isReviewOutdated: draft.problems.isOutdated,
    digest: draft.digest,
    needsApproval: context.fourEyes,
    approvals: ofThis.map(({ at: approvedAt, name }) => ({ at: approvedAt, name })),
    isApprovedByYou: ofThis.some(({ actorId }) => actorId === you),
    isApproved: !context.fourEyes || isApproved(draft.digest, ofThis, you),
  }
}

const rules: readonly Ceiling[] = ['forbidden', 'no_choice', 'open']

/** One purpose among the questions it is asked as: none, some of its kinds of content, or all. */
function purposeOf(
  key: string,
  cells: readonly AccountCell[],
  catalogue: Catalogue,
): PreviewedPurpose[] {
  const own = cells.filter(({ question }) => question.purpose === key)
  const [first] = own
  if (first === undefined) return []
  const categories = own.flatMap(({ category }) => category?.title ?? [])
  const asked = questionsOf(catalogue, first.question.kind).filter((each) => each.purpose === key)
  const isAll = own.length === asked.length
  return [{ title: first.purpose.title, categories: isAll ? [] : categories }]
}
