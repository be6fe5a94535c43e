import type { Credential, JsonObject, RelatedResource, StatementKind } from '@assent/receipt'

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
    '@context': ['https://www.w3.org/ns/credentials/v2', vocabularies],
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

/**
 * Inlined: a receipt is read without fetching anything. Words that no vocabulary has, such as
 * `asking`, are said to be just that (VC Data Model 2.0, undefined terms); they would be lost else.
 */
const vocabularies = {
  '@vocab': 'https://www.w3.org/ns/credentials/undefined-term#',
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  ai: 'https://w3id.org/dpv/ai#',
  loc: 'https://w3id.org/dpv/loc#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  dct: 'http://purl.org/dc/terms/',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
} as const
