import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { Notice } from '#lib/domain/catalogue/catalogue.ts'
import { noticeContent, type Platform } from '#lib/domain/platform/platform.ts'
import { loadClauseTexts, type StoredClauseText } from '#lib/store/clause-texts.ts'
import type { Database } from '#lib/store/database.ts'
import { loadNames } from '#lib/store/people.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import type { QueryContext } from './context.ts'
import type { TermsReference } from './receipt-content.ts'
import { effectSentences, type EffectGroup } from './receipt-effect-words.ts'
import type { ReceiptView } from './receipt-views.ts'
import { findReceipt } from './receipts.ts'

/** A receipt with what it rests on by name: the statement itself has only addresses and digests. */
export type ReceiptPageView = {
  readonly receipt: ReceiptView
  readonly terms: readonly RestingTerms[]
  readonly notices: readonly RestingNotice[]
  /** What taking a yes back does, or did; none where nothing was given or taken back. */
  readonly effects: readonly EffectGroup[]
  /** Who did it, as the portal knows them now; null where it does not, or no more. */
  readonly actorName: string | null
}

export type RestingTerms = {
  readonly slug: string
  readonly title: string
  readonly number: number
  readonly digest: string
  /** In the order of the document. */
  readonly clauses: readonly RestingClause[]
}

/** `label` is the clause's number and title as printed, "7.4 Meeting summary"; `text` its exact words, Markdown. */
export type RestingClause = {
  readonly anchor: string
  readonly label: string
  readonly text: string | null
}

/** `content` is the notice as it was shown, word for word. */
export type RestingNotice = {
  readonly id: string
  readonly title: string
  readonly digest: string
  readonly content: Notice | null
}

/** Null as for `findReceipt`. */
export async function findReceiptPage(
  principal: MemberPrincipal,
  receiptId: string,
  context: QueryContext,
): Promise<ReceiptPageView | null> {
  const receipt = await findReceipt(principal, receiptId, context)
  return receipt === null ? null : receiptPage(receipt, context.database)
}

export async function receiptPage(
  receipt: ReceiptView,
  database: Database,
): Promise<ReceiptPageView> {
  const platform = await loadPlatform(database)
  const [texts, names] = await Promise.all([
    loadClauseTexts(database, wantedClauses(receipt, platform)),
    loadNames(database, receipt.actorId === null ? [] : [receipt.actorId]),
  ])
  return {
    receipt,
    effects: receipt.kind === 'consent' ? effectSentences(receipt) : [],
    actorName: names.get(receipt.actorId ?? '') ?? null,
    terms: receipt.termsVersions.map((terms) => restingTerms(terms, receipt, platform, texts)),
    notices: receipt.notices.map(({ id, digest }) => {
      const notice = platform.notices.find((each) => each.id === id)
      const content = notice === undefined ? null : noticeContent(notice)
      return { id, digest, title: content?.title ?? id, content }
    }),
  }
}

function wantedClauses(receipt: ReceiptView, platform: Platform) {
  return receipt.termsVersions.flatMap(({ documentSlug, number }) => {
    const published = publishedTerms(platform, documentSlug, number)
    const anchors = anchorsIn(receipt, documentSlug, number)
    const clauses = published?.mapped.filter(({ clause }) => anchors.includes(clause.anchor)) ?? []
    const ordinals = new Set(clauses.map(({ clause }) => clause.ordinal))
    return [...ordinals].map((ordinal) => ({ termsVersionId: published?.id ?? '', ordinal }))
  })
}

function publishedTerms(platform: Platform, slug: string, number: number) {
  return platform.terms.find((each) => each.documentSlug === slug && each.number === number)
}

function restingTerms(
  { documentSlug: slug, number, digest }: TermsReference,
  receipt: ReceiptView,
  platform: Platform,
  texts: readonly StoredClauseText[],
): RestingTerms {
  const published = publishedTerms(platform, slug, number)
  const textOf = (ordinal: number | undefined) =>
    texts.find((each) => each.termsVersionId === published?.id && each.ordinal === ordinal)?.text
  const clauses = anchorsIn(receipt, slug, number)
    .map((anchor) => ({
      anchor,
      clause: published?.mapped.find((row) => row.clause.anchor === anchor)?.clause,
    }))
    .sort((a, b) => (a.clause?.ordinal ?? 0) - (b.clause?.ordinal ?? 0))
  return {
    slug,
    number,
    digest,
    title: published?.documentTitle ?? slug,
    clauses: clauses.map(({ anchor, clause }) => ({
      anchor,
      label: [clause?.number, clause?.title].filter((part) => part != null).join(' ') || anchor,
      text: textOf(clause?.ordinal) ?? null,
    })),
  }
}

/** Of one version, each once. */
function anchorsIn(receipt: ReceiptView, slug: string, number: number): string[] {
  if (receipt.kind !== 'consent') return []
  const clauses = receipt.purposes.flatMap((line) => line.clauses)
  const own = clauses.filter((each) => each.documentSlug === slug && each.number === number)
  return [...new Set(own.map(({ anchor }) => anchor))]
}
