import {
  RECEIPT_CONTEXT,
  type Credential,
  type JsonObject,
  type RelatedResource,
  type StatementKind,
} from '@assent/receipt'

/** What a credential is about: the receipt, document or record itself. */
export type StatementDocument = JsonObject

/**
 * What an act states, as a W3C Verifiable Credential (VC Data Model 2.0). It is signed once as a
 * VC-JWT over its canonical JSON, in the transaction of its act, and never built again.
 */
export function buildStatement(act: {
  readonly kind: StatementKind
  readonly eventId: string
  readonly at: Date
  readonly publicUrl: string
  readonly document: StatementDocument
  readonly texts: readonly RelatedResource[]
}): Credential {
  return {
    // Named and never fetched: who wants to read it as linked data has it in the bundle.
    '@context': ['https://www.w3.org/ns/credentials/v2', contextUrl(act.publicUrl)],
    id: urnOf(act.eventId),
    type: ['VerifiableCredential', act.kind],
    issuer: act.publicUrl,
    validFrom: instant(act.at),
    credentialSubject: act.document,
    ...(act.texts.length === 0 ? {} : { relatedResource: act.texts }),
  }
}

export function relatedTerms(publicUrl: string, terms: TermsText): RelatedResource {
  return {
    id: termsUrl(publicUrl, terms),
    mediaType: 'text/markdown',
    digestSRI: digestSri(terms.digest),
  }
}

export function relatedNotice(publicUrl: string, notice: NoticeText): RelatedResource {
  return {
    id: noticeUrl(publicUrl, notice),
    mediaType: 'application/json',
    digestSRI: digestSri(notice.digest),
  }
}

/** A published terms version, as receipts name it. `digest` is the SHA-256 of its bytes, hex. */
export type TermsText = {
  readonly documentSlug: string
  readonly number: number
  readonly digest: string
}

export type NoticeText = { readonly id: string; readonly digest: string }

export function termsUrl(publicUrl: string, terms: TermsText): string {
  return `${publicUrl}/terms/${terms.documentSlug}/versions/${String(terms.number)}`
}

export function noticeUrl(publicUrl: string, notice: NoticeText): string {
  return `${publicUrl}/notices/${notice.id}`
}

/** Where the context is published in which statements are written (receipt-context.ts of @assent/receipt). */
function contextUrl(publicUrl: string): string {
  return `${publicUrl}/contexts/${RECEIPT_CONTEXT}`
}

export function urnOf(id: string): string {
  return `urn:uuid:${id}`
}

/** ISO 8601 in UTC, to the second: the precision in which an act is recorded for others. */
export function instant(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`
}

function digestSri(hexDigest: string): string {
  const bytes = hexDigest.match(/../g) ?? []
  return `sha256-${btoa(String.fromCharCode(...bytes.map((byte) => parseInt(byte, 16))))}`
}
