import { FormatError } from './format-error.ts'

const encoder = new TextEncoder()
// A byte order mark is kept, so that decoding loses no byte.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Refuses a lone surrogate, which TextEncoder would silently replace. */
export function encodeUtf8(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new FormatError('the text holds half a character')
  return encoder.encode(text)
}

export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new FormatError('the bytes are not UTF-8 text')
  }
}
