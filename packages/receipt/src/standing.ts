import type { JsonObject, JsonValue } from './canonical-json.ts'
import { FormatError } from './format-error.ts'
import { parseInstant } from './instant.ts'
import { STATEMENT_KINDS, type Statement, type StatementKind } from './statement.ts'

/** What an issuer says of a receipt now. Its word alone: nobody signed it. */
export type Standing = {
  /** The issuer's clock when it said so. */
  readonly at: string
  /** One for each line of the statement and in its order; none for what records an event. */
  readonly lines: readonly StandingLine[]
}

export type StandingLine = {
  /** Null for an answer to terms. */
  readonly purpose: string | null
  readonly category: string | null
  readonly state: StandingState
  /** From when on it is so no more; null while it is. */
  readonly since: string | null
  /** What kind of document records that; null where time alone did it. */
  readonly by: StatementKind | null
}

export type StandingState = (typeof STATES)[number]

const STATES = ['in_force', 'withdrawn', 'superseded', 'revoked', 'expired', 'stale'] as const

/** Where the issuer of a statement answers whether it is still so. Only for one whose signature is right. */
export function standingUrl({ credential }: Statement): string {
  const issuer = credential.issuer.replace(/\/*$/, '/')
  const url = new URL(`api/v1/receipts/${receiptId(credential.id)}/standing`, issuer)
  if (!/^https?:$/.test(url.protocol)) throw new FormatError('the issuer has no address on the web')
  return url.href
}

/** Throws FormatError for any other answer than one about this statement. */
export function parseStanding(text: string, { credential }: Statement): Standing {
  const answer = parseObject(text)
  const { receipt, at, lines } = answer
  if (receipt !== receiptId(credential.id))
    throw new FormatError('the answer is about another receipt')
  if (!isInstant(at) || !Array.isArray(lines)) throw new FormatError(NOT_A_STANDING)
  return { at, lines: (lines as readonly JsonValue[]).map(parseLine) }
}

const NOT_A_STANDING = 'the answer does not say whether the receipt is still so'

function receiptId(urn: string): string {
  return urn.replace('urn:uuid:', '')
}

function parseObject(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as JsonValue
    if (isObject(value)) return value
  } catch {
    // Not JSON: refused with all else that is no answer.
  }
  throw new FormatError(NOT_A_STANDING)
}

function parseLine(value: JsonValue): StandingLine {
  if (!isObject(value)) throw new FormatError(NOT_A_STANDING)
  const { purpose = null, category = null, since = null } = value
  const state = STATES.find((each) => each === value['state'])
  const by = STATEMENT_KINDS.find((each) => each === value['by']) ?? null
  if (state === undefined || !isTextOrNull(purpose) || !isTextOrNull(category))
    throw new FormatError(NOT_A_STANDING)
  if (since !== null && !isInstant(since)) throw new FormatError(NOT_A_STANDING)
  return { purpose, category, state, since, by }
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTextOrNull(value: JsonValue): value is string | null {
  return value === null || typeof value === 'string'
}

function isInstant(value: JsonValue | undefined): value is string {
  if (typeof value !== 'string') return false
  parseInstant(value)
  return true
}
