import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { noticeContent, type Platform } from '#lib/domain/platform/platform.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import type { QueryContext } from './context.ts'
import type { TermsReference } from './receipt-content.ts'
import type { ReceiptView } from './receipt-views.ts'
import { findReceipt } from './receipts.ts'

/** A receipt with what it rests on by name: the statement itself has only addresses and digests. */
export type ReceiptPageView = {
  readonly receipt: ReceiptView
  readonly terms: readonly RestingTerms[]
  readonly notices: readonly RestingNotice[]
}

export type RestingTerms = {
  readonly slug: string
  readonly title: string
  readonly number: number
  readonly digest: string
  /** In the order of the document. */
  readonly clauses: readonly RestingClause[]
}

/** `label` is the clause's number and title as printed: "7.4 Meeting summary". */
export type RestingClause = { readonly anchor: string; readonly label: string }

export type RestingNotice = { readonly id: string; readonly title: string; readonly digest: string }

/** Null as for `findReceipt`. */
export async function findReceiptPage(
  principal: MemberPrincipal,
  receiptId: string,
  context: QueryContext,
): Promise<ReceiptPageView | null> {
  const receipt = await findReceipt(principal, receiptId, context)
  if (receipt === null) return null
  const platform = await loadPlatform(context.database)
  return {
    receipt,
    terms: receipt.termsVersions.map((terms) => restingTerms(terms, receipt, platform)),
    notices: receipt.notices.map(({ id, digest }) => {
      const notice = platform.notices.find((each) => each.id === id)
      return { id, digest, title: notice === undefined ? id : noticeContent(notice).title }
    }),
  }
}

function restingTerms(
  { documentSlug: slug, number, digest }: TermsReference,
  receipt: ReceiptView,
  platform: Platform,
): RestingTerms {
  const published = platform.terms.find(
    (each) => each.documentSlug === slug && each.number === number,
  )
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
