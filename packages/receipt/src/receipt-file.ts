import { decodeBase64url, encodeBase64url } from './base64.ts'
import { canonicalJson, type JsonObject, type JsonValue } from './canonical-json.ts'
import { FormatError } from './format-error.ts'
import { SALT_LENGTH } from './leaf.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'
import { whyNotCanonical } from './why-not-canonical.ts'

/** What a `*.receipt.json` holds. Nothing in it is verified yet. */
export type ReceiptFile = {
  /** The certificate of the receipt key, a signed note. */
  readonly issuer: string
  /** The signed statement, a compact JWS. */
  readonly jwt: string
  /** C2SP tlog-proof text with its checkpoint; null while the entry awaits the ledger. */
  readonly proof: string | null
  /** 32 bytes. */
  readonly salt: Uint8Array
  /** The exact texts, one for each `relatedResource` of the statement and in its order. */
  readonly texts: readonly ReceiptText[]
}

export type ReceiptText = {
  readonly id: string
  readonly mediaType: string
  readonly text: string
}

export type ReceiptFileFault =
  | 'file_empty'
  | 'file_too_large'
  | 'file_not_json'
  | 'file_truncated'
  | 'file_not_a_receipt'
  | 'file_not_canonical'
  | 'file_malformed'

/** `reason` completes the sentence "it was rewritten: …". */
export type ReceiptFileRefusal =
  | { readonly ok: false; readonly code: 'file_not_canonical'; readonly reason: string }
  | { readonly ok: false; readonly code: Exclude<ReceiptFileFault, 'file_not_canonical'> }

/** More than ten times the longest terms in every text a receipt can rest on; more is not even parsed. */
export const RECEIPT_BYTES_MAX = 20_000_000

/** The one sequence of bytes this receipt has: canonical JSON, no newline at its end. */
export function serialiseReceiptFile({ salt, issuer, jwt, proof, texts }: ReceiptFile): Uint8Array {
  const value = {
    format: FORMAT,
    issuer,
    jwt,
    proof,
    salt: encodeBase64url(salt),
    texts: texts.map(({ id, mediaType, text }) => ({ id, mediaType, text })),
  }
  if (readMembers(value) === null) throw new FormatError('a receipt cannot hold that')
  return encodeUtf8(canonicalJson(value))
}

/** Takes exactly what `serialiseReceiptFile` writes, and says of anything else what is wrong with it first. */
export function parseReceiptFile(
  bytes: Uint8Array,
): { readonly ok: true; readonly value: ReceiptFile } | ReceiptFileRefusal {
  if (bytes.length === 0) return { ok: false, code: 'file_empty' }
  if (bytes.length > RECEIPT_BYTES_MAX) return { ok: false, code: 'file_too_large' }
  const json = readJson(bytes)
  if (json === null)
    return { ok: false, code: isCutShort(bytes) ? 'file_truncated' : 'file_not_json' }
  const { text, value } = json
  if (!isObject(value) || value['format'] !== FORMAT)
    return { ok: false, code: 'file_not_a_receipt' }
  const reason = whyNotCanonical(value, text)
  if (reason !== null) return { ok: false, code: 'file_not_canonical', reason }
  const receipt = readMembers(value)
  return receipt === null ? { ok: false, code: 'file_malformed' } : { ok: true, value: receipt }
}

const FORMAT = 'assent-receipt/v1'

/** How every receipt begins and ends, since its members stand in canonical order. */
const BEGINNING = `{"format":"${FORMAT}","issuer":"`
const END = ']}'

function readJson(bytes: Uint8Array): { text: string; value: JsonValue } | null {
  try {
    const text = decodeUtf8(bytes)
    return { text, value: JSON.parse(text) as JsonValue }
  } catch {
    return null
  }
}

/** Tells a receipt that lost its end from a file that never was one. */
function isCutShort(bytes: Uint8Array): boolean {
  // The cut may have gone through a character.
  const text = new TextDecoder().decode(bytes)
  return text.startsWith(BEGINNING) ? !text.endsWith(END) : BEGINNING.startsWith(text)
}

/** Null unless the members are exactly those of a receipt. */
function readMembers(value: JsonObject): ReceiptFile | null {
  const { format, issuer, jwt, proof, salt, texts, ...rest } = value
  if (format !== FORMAT || Object.keys(rest).length > 0) return null
  if (typeof issuer !== 'string' || typeof jwt !== 'string') return null
  if (typeof proof !== 'string' && proof !== null) return null
  const saltBytes = readSalt(salt)
  const receiptTexts = Array.isArray(texts) ? texts.map(readText) : [null]
  if (saltBytes === null || !receiptTexts.every((text) => text !== null)) return null
  return { issuer, jwt, proof, salt: saltBytes, texts: receiptTexts }
}

function readSalt(value: JsonValue | undefined): Uint8Array | null {
  if (typeof value !== 'string') return null
  try {
    const salt = decodeBase64url(value)
    return salt.length === SALT_LENGTH ? salt : null
  } catch {
    return null
  }
}

function readText(value: JsonValue): ReceiptText | null {
  if (!isObject(value)) return null
  const { id, mediaType, text, ...rest } = value
  if (Object.keys(rest).length > 0) return null
  if (typeof id !== 'string' || typeof mediaType !== 'string' || typeof text !== 'string')
    return null
  return { id, mediaType, text }
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
