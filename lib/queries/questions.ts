import { strictestCeiling, type Ceiling, type Ground, type Permission } from '@assent/decision'
import type { AccountClient } from '#lib/domain/account/principal.ts'
import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import type { Notice } from '#lib/domain/catalogue/catalogue.ts'
import { permissionBasis } from '#lib/domain/consent/page-basis.ts'
import type { Question } from '#lib/domain/ledger/act.ts'
import { loadAccountConsents } from '#lib/store/consents.ts'
import type { QueryContext } from './context.ts'

/** All that a platform's own client needs to ask an account's people, and to hand over what they say. */
export type QuestionsView = {
  readonly questions: readonly QuestionView[]
  /** What If-Match names to permit more, of either question. */
  readonly permissionRevisions: Readonly<Record<Question, string>>
}

export type QuestionView = {
  readonly question: Question
  readonly purpose: string
  /** Null for a feature: it is asked as one. */
  readonly category: string | null
  readonly title: string
  readonly summary: string
  readonly categoryTitle: string | null
  readonly permission: Permission | null
  readonly ceiling: Ceiling
  readonly ground: Ground
  /** To display before it is asked, whole. */
  readonly notice: { readonly id: string; readonly digest: string; readonly content: Notice }
  /** Clauses to show beside it. */
  readonly clauses: readonly ClauseShown[]
  /** What a yes names as displayed. */
  readonly displayed: { readonly notice: string; readonly basis: string }
}

export type ClauseShown = {
  readonly document: string
  readonly version: number
  readonly anchor: string
  readonly title: string | null
  /** SHA-256 of its exact words, hex. */
  readonly digest: string
}

export async function listQuestions(
  { accountId }: AccountClient,
  { language }: { readonly language: string },
  { database, now, digestOf }: QueryContext,
): Promise<QuestionsView> {
  const moment = { at: now(), before: null, language, digestOf }
  const { cells } = await loadAccountConsents(database, accountId, moment)
  return {
    questions: cells.map(questionView),
    permissionRevisions: {
      features: permissionBasis(cells, 'feature', null, digestOf),
      sharing: permissionBasis(cells, 'sharing', null, digestOf),
    },
  }
}

function questionView(cell: AccountCell): QuestionView {
  const { question, purpose, category, notice } = cell
  return {
    question: question.kind === 'feature' ? 'features' : 'sharing',
    purpose: purpose.key,
    category: question.category,
    title: purpose.title,
    summary: purpose.summary,
    categoryTitle: category?.title ?? null,
    permission: cell.permission,
    ceiling: strictestCeiling(cell.ceilings),
    ground: cell.ground,
    notice: { id: notice.id, digest: notice.digest, content: notice.content },
    clauses: cell.clauses.map(({ terms, clause }) => ({
      document: terms.documentSlug,
      version: terms.number,
      anchor: clause.anchor,
      title: clause.title,
      digest: clause.digest,
    })),
    displayed: { notice: notice.digest, basis: cell.basisDigest },
  }
}
