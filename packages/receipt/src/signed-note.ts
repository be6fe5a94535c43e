import { decodeBase64, encodeBase64 } from './base64.ts'
import { concatBytes } from './bytes.ts'
import { cosignedMessage, parseCosignature } from './cosignature.ts'
import type { Crypto, Sign } from './crypto.ts'
import { FormatError } from './format-error.ts'
import { encodeUtf8 } from './utf8.ts'
import { isKeyName, keyIdText, type VerifierKey } from './verifier-key.ts'

/** A text and who signed it (C2SP signed-note). */
export type SignedNote = {
  /** Ends in a newline, and is what the signatures cover. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** One signature line. Name and key id together say by which key. */
export type NoteSignature = {
  readonly name: string
  readonly keyId: string
  readonly signature: Uint8Array
}

export type OpenedNote =
  | {
      readonly ok: true
      readonly text: string
      /** The keys whose signatures verified, each once. */
      readonly signers: readonly [VerifierKey, ...VerifierKey[]]
      /** Signatures by keys that were not given: worth nothing. */
      readonly unknown: readonly NoteSignature[]
    }
  | { readonly ok: false; readonly code: 'no_known_key' }
  | { readonly ok: false; readonly code: 'signature_invalid'; readonly key: VerifierKey }

/**
 * Verifies a note against known keys, as C2SP signed-note asks: unknown keys are set aside, one bad
 * signature by a known key refuses the whole note, and so does having none by a known key. Throws
 * FormatError for a text that is no note.
 */
export function openNote(
  note: string | SignedNote,
  keys: readonly VerifierKey[],
  crypto: Crypto,
): OpenedNote {
  const { text, signatures } = typeof note === 'string' ? parseNote(note) : note
  const signers: VerifierKey[] = []
  const unknown: NoteSignature[] = []
  for (const line of signatures) {
    const key = keys.find(({ name, keyId }) => name === line.name && keyId === line.keyId)
    if (key === undefined) {
      unknown.push(line)
    } else {
      if (!isSignedBy(key, text, line.signature, crypto)) {
        return { ok: false, code: 'signature_invalid', key }
      }
      signers.push(key)
    }
  }
  const [first, ...others] = signers
  if (first === undefined) return { ok: false, code: 'no_known_key' }
  return { ok: true, text, signers: [first, ...others], unknown }
}

/** A note with one signature by the holder of an `ed25519` key. */
export function signNote(text: string, key: VerifierKey, sign: Sign): string {
  if (key.algorithm !== 'ed25519') throw new FormatError('a witness does not sign notes of its own')
  const { name, keyId } = key
  return formatNote({ text, signatures: [{ name, keyId, signature: sign(encodeUtf8(text)) }] })
}

export function formatNote({ text, signatures }: SignedNote): string {
  const note = `${text}\n${signatures.map(formatSignature).join('')}`
  if (parseNote(note).text !== text) throw new FormatError('the text of a note ends in a newline')
  return note
}

/** The line of one signature, with its newline. */
export function formatSignature({ name, keyId, signature }: NoteSignature): string {
  return `— ${name} ${encodeBase64(concatBytes(keyIdBytes(keyId), signature))}\n`
}

/**
 * Splits a note, and verifies nothing. Strict: no control character but newline, strict base64, nothing
 * but signature lines after the last empty line, no two lines by one key.
 */
export function parseNote(note: string): SignedNote {
  // Below U+0020 only the newline is allowed.
  if (!note.isWellFormed() || /[^\n -\u{10ffff}]/u.test(note)) {
    throw new FormatError('the note holds a character that no note may hold')
  }
  const split = note.lastIndexOf('\n\n')
  if (split < 1 || !note.endsWith('\n')) {
    throw new FormatError('the note is not a text, an empty line and signature lines')
  }
  const signatures = note
    .slice(split + 2, -1)
    .split('\n')
    .map(parseSignatureLine)
  const signers = new Set(signatures.map(({ name, keyId }) => `${name}+${keyId}`))
  if (signers.size < signatures.length) throw new FormatError('the note is signed twice by one key')
  if (signatures.length > SIGNATURES_MAX) throw new FormatError('the note has too many signatures')
  return { text: note.slice(0, split + 1), signatures }
}

/** C2SP asks for at least 16; every one costs a verification. */
const SIGNATURES_MAX = 64

function parseSignatureLine(line: string): NoteSignature {
  const [, name, base64] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? []
  if (name === undefined || base64 === undefined || !isKeyName(name)) {
    throw new FormatError('a signature line is not a dash, a name and a signature')
  }
  const bytes = decodeBase64(base64)
  if (bytes.length < 5) throw new FormatError('a signature in the note is too short')
  return { name, keyId: keyIdText(bytes), signature: bytes.subarray(4) }
}

function isSignedBy(
  key: VerifierKey,
  text: string,
  signature: Uint8Array,
  crypto: Crypto,
): boolean {
  if (key.algorithm === 'ed25519') {
    return crypto.verifyEd25519(key.publicKey, encodeUtf8(text), signature)
  }
  const cosignature = parseCosignature(signature)
  return (
    cosignature !== null &&
    crypto.verifyEd25519(
      key.publicKey,
      cosignedMessage(text, cosignature.time),
      cosignature.signature,
    )
  )
}

function keyIdBytes(keyId: string): Uint8Array {
  if (!/^[0-9a-f]{8}$/.test(keyId)) throw new FormatError('a key id is 8 hex digits')
  return Uint8Array.from(keyId.match(/../g) ?? [], (hex) => parseInt(hex, 16))
}
