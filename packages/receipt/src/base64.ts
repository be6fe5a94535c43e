import { FormatError } from './format-error.ts'

/** RFC 4648 section 4, padded. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = encode(bytes, STANDARD)
  return text + '='.repeat((4 - (text.length % 4)) % 4)
}

/**
 * RFC 4648 section 4, in the one form `encodeBase64` writes: padded, no white space, unused bits zero
 * (section 3.5). Two texts never decode to the same bytes.
 */
export function decodeBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0) throw new FormatError('the base64 is not padded')
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  return decode(text, text.length - padding, STANDARD)
}

/** RFC 4648 section 5, not padded (RFC 7515 section 2). */
export function encodeBase64url(bytes: Uint8Array): string {
  return encode(bytes, URL_SAFE)
}

/** RFC 4648 section 5, in the one form `encodeBase64url` writes. */
export function decodeBase64url(text: string): Uint8Array {
  return decode(text, text.length, URL_SAFE)
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The letters as bytes, and the value of each byte that is a letter. */
type Alphabet = { readonly letters: Uint8Array; readonly values: Uint8Array }

const NOT_A_LETTER = 0xff
const LETTER_MAX = 63
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const STANDARD = alphabet(`${ALPHANUMERIC}+/`)
const URL_SAFE = alphabet(`${ALPHANUMERIC}-_`)

function alphabet(letters: string): Alphabet {
  const values = new Uint8Array(256).fill(NOT_A_LETTER)
  for (let value = 0; value < letters.length; value++) values[letters.charCodeAt(value)] = value
  return { letters: encoder.encode(letters), values }
}

/** Without padding. */
function encode(bytes: Uint8Array, { letters }: Alphabet): string {
  // Letters are gathered as bytes: a string that grows letter by letter costs ten times as much.
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4)
  let offset = 0
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    text[offset++] = letters[group >> 18] ?? 0
    text[offset++] = letters[(group >> 12) & 0x3f] ?? 0
    text[offset++] = letters[(group >> 6) & 0x3f] ?? 0
    text[offset++] = letters[group & 0x3f] ?? 0
  }
  return decoder.decode(text.subarray(0, Math.ceil((bytes.length * 4) / 3)))
}

/** `length` is that of the text without its padding. */
function decode(text: string, length: number, { values }: Alphabet): Uint8Array {
  // Bytes are read faster than a string's characters; a foreign character makes bytes that are no letters.
  const letters = encoder.encode(text.slice(0, length).padEnd(Math.ceil(length / 4) * 4, 'A'))
  const bytes = new Uint8Array((letters.length / 4) * 3)
  let seen = 0
  let group = 0
  let offset = 0
  for (let i = 0; i < letters.length; i += 4) {
    const first = letterValue(values, letters[i])
    const second = letterValue(values, letters[i + 1])
    const third = letterValue(values, letters[i + 2])
    const fourth = letterValue(values, letters[i + 3])
    seen |= first | second | third | fourth
    group = (first << 18) | (second << 12) | (third << 6) | fourth
    bytes[offset++] = group >> 16
    bytes[offset++] = group >> 8
    bytes[offset++] = group
  }
  if (seen > LETTER_MAX) throw new FormatError('the base64 holds a foreign character')
  if (length % 4 === 1 || (group & unusedBits(length)) !== 0) {
    throw new FormatError('the base64 ends in unused bits')
  }
  return bytes.subarray(0, Math.floor((length * 3) / 4))
}

function letterValue(values: Uint8Array, letter = 0): number {
  return values[letter] ?? NOT_A_LETTER
}

/** A last group of two letters carries one byte and of three letters two; the rest of its 24 bits must be zero. */
function unusedBits(length: number): number {
  return length % 4 === 2 ? 0xffff : length % 4 === 3 ? 0xff : 0
}
