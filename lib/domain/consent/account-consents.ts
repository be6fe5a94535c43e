import type { Ceiling, Ground, Permission } from '@assent/decision'
import {
  categoryIn,
  findCategory,
  findPurpose,
  FIRST_LANGUAGE,
  purposeIn,
  questionsOf,
  type Catalogue,
  type Category,
  type Notice,
  type Purpose,
  type Question,
} from '#lib/domain/catalogue/catalogue.ts'
import { definitionDigest } from '#lib/domain/catalogue/definition-digest.ts'
import type { AskingMode, PermissionKind } from '#lib/domain/ledger/act.ts'
import {
  currentNotice,
  governingTerms,
  noticeContent,
  type ClauseReference,
  type Platform,
  type PublishedNotice,
  type PublishedTerms,
} from '#lib/domain/platform/platform.ts'
import { basisDigest, termsBasis, type ConsentBasis, type DigestOf } from './basis.ts'
import { ceilingsFor } from './ceilings.ts'

/** Everything about one question that is the same for all members of an account. */
export type AccountCell = {
  readonly question: Question
  /** Both by their names in the language that was asked for, or where they have none there in the first. */
  readonly purpose: Purpose
  readonly category: Category | null
  /** Of the terms in force, and of the operator who ended the use. */
  readonly ceilings: readonly Ceiling[]
  readonly permission: Permission | null
  readonly permissionAct: PermissionAct | null
  readonly asking: AskingAct | null
  readonly ground: Ground
  readonly notice: PublishedNotice & { readonly content: Notice }
  readonly clauses: readonly CellClause[]
  readonly basis: ConsentBasis
  /** The basis as one string: what a yes to this question expects to be unchanged. */
  readonly basisDigest: string
}

export type CellClause = { readonly terms: PublishedTerms; readonly clause: ClauseReference }

export type AccountAct = {
  readonly eventId: string
  readonly position: number
  readonly at: Date
  readonly actorId: string | null
}

export type PermissionAct = AccountAct & {
  readonly subjectId: string
  readonly purpose: string
  readonly category: string | null
  readonly seq: number
  readonly kind: PermissionKind
}

export type AskingAct = AccountAct & {
  readonly purpose: string
  readonly seq: number
  readonly mode: AskingMode
  readonly reference: string | null
}

/** What an account has said, in the order in which it was recorded. */
export type AccountHistory = {
  readonly accountId: string
  readonly permissions: readonly PermissionAct[]
  readonly askings: readonly AskingAct[]
}

/**
 * The account's side of every question that the catalogue asks, as it stands at an instant.
 * Nothing published yet, or no notice in the language nor in the first: no question can be asked, so none is here.
 */
export function accountConsents(
  platform: Platform,
  catalogue: Catalogue,
  history: AccountHistory,
  now: Now,
): readonly AccountCell[] {
  return publishedCells(platform, catalogue, now).map((cell) => {
    const permissionAct = lastPermission(history, cell.question)
    const asking = history.askings.findLast((act) => act.purpose === cell.question.purpose) ?? null
    return {
      ...cell,
      permission: permissionAct?.kind ?? null,
      permissionAct,
      asking,
      ground: groundOf(cell.question, asking),
    }
  })
}

type Now = { readonly at: Date; readonly language: string; readonly digestOf: DigestOf }

/** What is the same for all accounts. */
type PublishedCell = Omit<AccountCell, 'permission' | 'permissionAct' | 'asking' | 'ground'>

/** Worked out once for the texts that govern, and then looked up: it costs more than all the rest of an answer. */
function publishedCells(
  platform: Platform,
  catalogue: Catalogue,
  now: Now,
): readonly PublishedCell[] {
  const terms = governingTerms(platform, now.at)
  const kept = keptCells(platform, catalogue)
  const key = [now.language, ...terms.map(({ id }) => id)].join(' ')
  const cells = kept.get(key) ?? cellsUnder(platform, catalogue, terms, now)
  kept.set(key, cells)
  return cells
}

/** As many entries as there were terms in force together. What is published never changes. */
function keptCells(
  platform: Platform,
  catalogue: Catalogue,
): Map<string, readonly PublishedCell[]> {
  const ofPlatform =
    cellsOf.get(platform) ?? new WeakMap<Catalogue, Map<string, readonly PublishedCell[]>>()
  const kept = ofPlatform.get(catalogue) ?? new Map<string, readonly PublishedCell[]>()
  cellsOf.set(platform, ofPlatform.set(catalogue, kept))
  return kept
}

const cellsOf = new WeakMap<Platform, WeakMap<Catalogue, Map<string, readonly PublishedCell[]>>>()

function cellsUnder(
  platform: Platform,
  catalogue: Catalogue,
  terms: readonly PublishedTerms[],
  { language, digestOf }: Now,
): readonly PublishedCell[] {
  const questions = [...questionsOf(catalogue, 'feature'), ...questionsOf(catalogue, 'sharing')]
  return questions.flatMap((question) => {
    const purpose = findPurpose(catalogue, question.purpose)
    const published =
      currentNotice(platform, question.purpose, language) ??
      currentNotice(platform, question.purpose, FIRST_LANGUAGE)
    if (purpose === null || published === null) return []
    const category = question.category === null ? null : findCategory(catalogue, question.category)
    const basis = basisOf(terms, catalogue, question, published.digest, digestOf)
    return {
      question,
      purpose: purposeIn(purpose, language),
      category: category === null ? null : categoryIn(category, language),
      ceilings: [...endingsOf(platform, question), ...ceilingsOf(terms, question)],
      notice: { ...published, content: noticeContent(published) },
      clauses: clausesOf(terms, question),
      basis,
      basisDigest: basisDigest([basis], digestOf),
    }
  })
}

export function basisOf(
  terms: readonly PublishedTerms[],
  catalogue: Catalogue,
  { purpose, category }: Question,
  noticeDigest: string,
  digestOf: DigestOf,
): ConsentBasis {
  const versions = terms.map(({ id, digest, mapped }) => ({
    versionId: id,
    digest,
    clauses: mapped.map((row) => ({ textDigest: row.clause.textDigest, purposes: [row] })),
  }))
  return {
    purpose,
    category,
    terms: termsBasis(versions, purpose, category),
    noticeDigest,
    definitionDigest: definitionDigest(catalogue, purpose, category, digestOf),
  }
}

export function ceilingsOf(
  terms: readonly PublishedTerms[],
  { purpose, category }: Question,
): readonly Ceiling[] {
  return ceilingsFor(
    terms.map((version) => version.ceilings),
    purpose,
    category,
  )
}

/** The clauses to show beside a question: those mapped to it, and those that rule on it. */
function clausesOf(terms: readonly PublishedTerms[], question: Question): readonly CellClause[] {
  return terms.flatMap((version) => {
    const bearing = [...version.mapped, ...version.ceilings].filter((row) => bearsOn(row, question))
    const byOrdinal = new Map(bearing.map(({ clause }) => [clause.ordinal, clause]))
    return [...byOrdinal.values()]
      .sort((a, b) => a.ordinal - b.ordinal)
      .map((clause) => ({ terms: version, clause }))
  })
}

/** An ended use is ended in all its categories. */
function endingsOf({ endings }: Platform, { purpose }: Question): readonly Ceiling[] {
  return endings.some((each) => each.purpose === purpose) ? ['ended'] : []
}

/** Category null on either side means all. */
export function bearsOn(
  row: { readonly purpose: string; readonly category: string | null },
  { purpose, category }: Pick<Question, 'purpose' | 'category'>,
): boolean {
  return (
    row.purpose === purpose &&
    (row.category === null || category === null || row.category === category)
  )
}

function lastPermission(history: AccountHistory, question: Question): PermissionAct | null {
  const act = history.permissions.findLast(
    ({ subjectId, purpose, category }) =>
      subjectId === history.accountId &&
      purpose === question.purpose &&
      category === question.category,
  )
  return act ?? null
}

/** Another ground exists for features only (product.md, "On what ground"). */
function groundOf(question: Question, asking: AskingAct | null): Ground {
  return question.kind === 'feature' && asking?.mode === 'other_ground' ? 'other_ground' : 'consent'
}
