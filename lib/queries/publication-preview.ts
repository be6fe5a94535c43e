import type { Ceiling } from '@assent/decision'
import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { questionsOf, type Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import { publicationEffect } from '#lib/domain/consent/publication-effect.ts'
import {
  catalogueIn,
  type ClauseReference,
  type PublishedTerms,
} from '#lib/domain/platform/platform.ts'
import {
  emptyMapping,
  freezeMapping,
  storedMapping,
  type FrozenMapping,
} from '#lib/domain/terms/mapping.ts'
import type { Clause } from '#lib/domain/terms/parse-terms.ts'
import { loadAccounts } from '#lib/store/accounts.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { findMappingDraft, findVersion, loadClauses, type StoredVersion } from '#lib/store/terms.ts'
import type { QueryContext } from './context.ts'

/** What happens when a version is published with the mapping that is saved. Plain data. */
export type PublicationPreview = {
  /** Null for an archival version, which governs nothing. */
  readonly inForceFrom: Date | null
  readonly isAtOnce: boolean
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
  const version = await findVersion(database, documentSlug, number)
  const platform = await loadPlatform(database)
  const catalogue = catalogueIn(platform)
  if (version === null || version.publishedAt !== null || catalogue === null) return null
  const [clauses, draft, accounts] = await Promise.all([
    loadClauses(database, version.id),
    findMappingDraft(database, version.id),
    loadAccounts(database),
  ])
  const mapping = draft === null ? emptyMapping : storedMapping(draft.content)
  const { frozen, problems } = freezeMapping(mapping, clauses, catalogue)
  const at = context.now()
  const published = asPublished(version, at, frozen, clauses)
  const effect = publicationEffect(platform, published, catalogue, { at, language, digestOf })
  const purposesOf = (cells: readonly AccountCell[]) =>
    catalogue.purposes.flatMap(({ key }) => purposeOf(key, cells, catalogue))
  return {
    inForceFrom: effect.inForceFrom,
    isAtOnce: effect.inForceFrom !== null && effect.inForceFrom <= at,
    replaces: effect.replaces?.number ?? null,
    governs: effect.governs,
    accounts: accounts.length,
    clauses: clauses.length,
    mappedClauses: new Set(frozen.purposes.map(({ clauseOrdinal }) => clauseOrdinal)).size,
    askedAgain: purposesOf(effect.askedAgain),
    ceilings: rules.flatMap((rule) => {
      const ruled = effect.ceilings.filter(({ after }) => after === rule).map(({ cell }) => cell)
      return purposesOf(ruled).map((each) => ({ ...each, rule }))
    }),
    problems,
  }
}

const rules: readonly Ceiling[] = ['forbidden', 'no_choice', 'open']

/** As it would be read back. A row that names no clause of it is a problem, and rests nothing. */
function asPublished(
  version: StoredVersion,
  publishedAt: Date,
  frozen: FrozenMapping,
  clauses: readonly Clause[],
): PublishedTerms {
  const withClause = <Row extends { readonly clauseOrdinal: number }>(row: Row) => {
    const clause = clauses[row.clauseOrdinal]
    return clause === undefined ? [] : [{ ...row, clause: referenceTo(clause) }]
  }
  return {
    ...version,
    publishedAt,
    eventId: version.id,
    mapped: frozen.purposes.flatMap(withClause),
    ceilings: frozen.ceilings.flatMap(withClause),
  }
}

function referenceTo({ id: anchor, ...clause }: Clause): ClauseReference {
  return { ...clause, anchor }
}

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
