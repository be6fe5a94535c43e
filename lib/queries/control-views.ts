import { strictestCeiling, type Ceiling } from '@assent/decision'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { Notice } from '#lib/domain/catalogue/catalogue.ts'
import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import type { Names } from '#lib/domain/consent/sentences.ts'
import { loadClauseTexts } from '#lib/store/clause-texts.ts'
import type { QueryContext } from './context.ts'

/** A clause that a control rests on, shown in place. */
export type ClauseView = {
  readonly documentSlug: string
  readonly documentTitle: string
  readonly versionNumber: number
  readonly anchor: string
  readonly number: string | null
  readonly title: string | null
  /** SHA-256 of the exact text, hex. */
  readonly digest: string
  /** Markdown, exactly as published. */
  readonly text: string
}

/** The wording shown before a control, with its parties by name. */
export type NoticeView = Omit<Notice, 'controller' | 'processor' | 'recipients'> & {
  readonly id: string
  readonly number: number
  readonly digest: string
  readonly controller: PartyView
  readonly processor: PartyView | null
  readonly recipients: readonly PartyView[]
}

export type PartyView = {
  readonly name: string
  readonly address: string
  readonly email: string
  readonly url: string
}

export function noticeView(
  cell: AccountCell,
  { accountName, accountContact }: Pick<MemberPrincipal, 'accountName' | 'accountContact'>,
): NoticeView {
  const { content, id, number, digest } = cell.notice
  const account = { ...accountContact, name: accountName }
  return {
    ...content,
    id,
    number,
    digest,
    controller: content.controller === 'account' ? account : content.controller,
  }
}

export type ClauseViews = (cell: AccountCell) => readonly ClauseView[]

/** Reads the text of every clause that these cells rest on, each once. */
export async function loadClauseViews(
  context: QueryContext,
  cells: readonly AccountCell[],
): Promise<ClauseViews> {
  const wanted = cells.flatMap(({ clauses }) =>
    clauses.map(({ terms, clause }) => ({ termsVersionId: terms.id, ordinal: clause.ordinal })),
  )
  const unique = [...new Map(wanted.map((each) => [keyOf(each), each])).values()]
  const texts = await loadClauseTexts(context.database, unique)
  const textOf = new Map(texts.map((each) => [keyOf(each), each.text]))
  return ({ clauses }) =>
    clauses.map(({ terms, clause }) => ({
      documentSlug: terms.documentSlug,
      documentTitle: terms.documentTitle,
      versionNumber: terms.number,
      anchor: clause.anchor,
      number: clause.number,
      title: clause.title,
      digest: clause.digest,
      text: textOf.get(keyOf({ termsVersionId: terms.id, ordinal: clause.ordinal })) ?? '',
    }))
}

export function namesOf(cell: AccountCell, operator: string): Names {
  return {
    kind: cell.question.kind,
    purpose: cell.purpose.title,
    category: cell.category?.title ?? null,
    operator,
  }
}

export function ceilingOf(ceilings: readonly Ceiling[]): Ceiling {
  return strictestCeiling(ceilings)
}

function keyOf(clause: { readonly termsVersionId: string; readonly ordinal: number }): string {
  return `${clause.termsVersionId} ${String(clause.ordinal)}`
}
