import { FormatError } from './format-error.ts'
import { decodeUtf8 } from './utf8.ts'

export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [member: string]: JsonValue }
export type JsonObject = { readonly [member: string]: JsonValue }

/**
 * RFC 8785, the JSON Canonicalization Scheme: one text for one value. Throws FormatError for what has no
 * canonical form or would lose something on the way: undefined (a missing member is left out by the
 * caller, never here), functions, BigInt, Date and other class instances, NaN and infinities, a lone
 * surrogate, an integer of plain digits beyond 2^53 - 1, nesting deeper than 64.
 */
export function canonicalJson(value: unknown): string {
  return serialise(value, 0)
}

/**
 * The value of canonical JSON, and of nothing else: bytes that `canonicalJson` would not write again are
 * refused, so two files never hold the same value, and a doubled member cannot hide.
 */
export function parseCanonicalJson(bytes: Uint8Array): JsonValue {
  const text = decodeUtf8(bytes)
  const value = parseJson(text)
  if (!isCanonicalText(value, text)) throw new FormatError('the JSON is not in canonical form')
  return value
}

/**
 * Whether `text`, decoded from UTF-8, is the canonical form of the value that was parsed from it. May throw
 * FormatError.
 */
export function isCanonicalText(value: JsonValue, text: string): boolean {
  // The quick way, for nearly every text: with members in order, no number, and no escape but the short
  // ones that have no other spelling, all that a text can have too much is length (white space, a doubled
  // member).
  if (!text.includes('\\u') && !text.includes('\\/')) {
    if (plainLength(value, 0) + countEscapes(text) === text.length) return true
  }
  return canonicalJson(value) === text
}

const DEPTH_MAX = 64
const EXPONENT_FROM = 1e21

/** The length of the canonical form but for its escapes; NaN for a value that is not plain. */
function plainLength(value: JsonValue, depth: number): number {
  if (typeof value === 'string') return value.length + 2
  if (typeof value === 'boolean') return value ? 4 : 5
  if (value === null) return 4
  if (typeof value === 'number' || depth >= DEPTH_MAX) return NaN
  return Array.isArray(value)
    ? plainLengthOfArray(value, depth)
    : plainLengthOfObject(value as JsonObject, depth)
}

function plainLengthOfArray(items: readonly JsonValue[], depth: number): number {
  let length = Math.max(2, items.length + 1)
  for (const item of items) length += plainLength(item, depth + 1)
  return length
}

function plainLengthOfObject(object: JsonObject, depth: number): number {
  let length = 1
  let previous = ''
  for (const name in object) {
    if (name < previous || beginsWithDigit(name)) return NaN
    length += name.length + 4 + plainLength(object[name] ?? null, depth + 1)
    previous = name
  }
  return Math.max(2, length)
}

/** JavaScript moves members named like an index to the front, so their order in the text is not to be seen. */
function beginsWithDigit(name: string): boolean {
  return name >= '0' && name < ':'
}

/** Each escape is two characters for one. */
function countEscapes(text: string): number {
  let count = 0
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 2)) count++
  return count
}

function serialise(value: unknown, depth: number): string {
  if (depth > DEPTH_MAX) throw new FormatError('the JSON is nested too deep')
  switch (typeof value) {
    case 'string':
      return serialiseString(value)
    case 'number':
      return serialiseNumber(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      if (Array.isArray(value)) return serialiseArray(value, depth)
      return serialiseObject(value, depth)
    default:
      throw new FormatError(`JSON cannot hold a ${typeof value}`)
  }
}

/** RFC 8785 section 3.2.2.2 takes its escapes from ECMAScript's own JSON.stringify. */
function serialiseString(text: string): string {
  if (!NEEDS_CARE.test(text)) return `"${text}"`
  if (!text.isWellFormed()) throw new FormatError('the JSON holds half a character')
  return JSON.stringify(text)
}

/** Anything but the characters that stand for themselves: most strings have none, and this is the quick way to tell. */
const NEEDS_CARE = /[^ !#-[\]-\ud7ff\ue000-\uffff]/

/**
 * RFC 8785 section 3.2.2.3 takes ECMAScript's shortest form. An integer of plain digits that a double
 * cannot tell from its neighbour is refused; from 1e21 the exponent says that it is an approximation.
 */
function serialiseNumber(number: number): string {
  if (!Number.isFinite(number)) throw new FormatError('JSON has no such number')
  const integer = Number.isInteger(number) && Math.abs(number) < EXPONENT_FROM
  if (integer && !Number.isSafeInteger(number)) {
    throw new FormatError('a number in the JSON is too large to be exact')
  }
  return JSON.stringify(number)
}

function serialiseArray(items: readonly unknown[], depth: number): string {
  let text = ''
  for (const item of items) text += `${text === '' ? '' : ','}${serialise(item, depth + 1)}`
  return `[${text}]`
}

function serialiseObject(object: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(object)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new FormatError('JSON cannot hold an instance of a class')
  }
  const members = object as Readonly<Record<string, unknown>>
  let text = ''
  // Section 3.2.3: by UTF-16 code units, which is how JavaScript sorts strings.
  for (const name of Object.keys(members).sort()) {
    const value = serialise(members[name], depth + 1)
    text += `${text === '' ? '' : ','}${serialiseString(name)}:${value}`
  }
  return `{${text}}`
}

function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    throw new FormatError('the bytes are not JSON')
  }
}
