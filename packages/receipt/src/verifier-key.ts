import { decodeBase64, encodeBase64 } from './base64.ts'
import { concatBytes, equalBytes } from './bytes.ts'
import type { Hasher } from './crypto.ts'
import { FormatError } from './format-error.ts'
import { encodeUtf8 } from './utf8.ts'

/**
 * A public key by which signed notes are verified (C2SP signed-note, "Verifier keys"). `cosignature` is a
 * witness's (signature type 0x04, C2SP tlog-cosignature), `ed25519` anyone else's (0x01).
 */
export type VerifierKey = {
  readonly name: string
  /** 8 hex digits, lower case. With the name it says which key signed; it proves nothing. */
  readonly keyId: string
  readonly algorithm: NoteAlgorithm
  /** 32 bytes. */
  readonly publicKey: Uint8Array
}

export type NoteAlgorithm = 'ed25519' | 'cosignature'

/** The key, with its id computed. Throws FormatError for a name that a note cannot carry. */
export function verifierKey(
  name: string,
  publicKey: Uint8Array,
  algorithm: NoteAlgorithm,
  crypto: Hasher,
): VerifierKey {
  if (!isKeyName(name)) throw new FormatError('the name of a key has no spaces and no plus sign')
  if (publicKey.length !== 32) throw new FormatError('an Ed25519 public key has 32 bytes')
  const type = Uint8Array.of(SIGNATURE_TYPES[algorithm])
  const digest = crypto.sha256(concatBytes(encodeUtf8(`${name}\n`), type, publicKey))
  return { name, keyId: keyIdText(digest), algorithm, publicKey }
}

/** `<name>+<key id>+<base64 of signature type and public key>`. */
export function formatVerifierKey({ name, keyId, algorithm, publicKey }: VerifierKey): string {
  const type = Uint8Array.of(SIGNATURE_TYPES[algorithm])
  return `${name}+${keyId}+${encodeBase64(concatBytes(type, publicKey))}`
}

/** Throws FormatError for a text that is no vkey, a type that is neither of ours, an id that is not the key's. */
export function parseVerifierKey(vkey: string, crypto: Hasher): VerifierKey {
  // Base64 may hold a plus sign of its own, a name may not.
  const parts = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(vkey)
  if (parts === null) throw new FormatError('a verifier key has three parts joined by plus signs')
  const [, name = '', keyId = '', material = ''] = parts
  const [type, ...publicKey] = decodeBase64(material)
  const algorithm = (['ed25519', 'cosignature'] as const).find(
    (each) => SIGNATURE_TYPES[each] === type,
  )
  if (algorithm === undefined) throw new FormatError('the verifier key is not of an Ed25519 type')
  const key = verifierKey(name, Uint8Array.from(publicKey), algorithm, crypto)
  if (key.keyId !== keyId)
    throw new FormatError('the id in the verifier key is not that of its key')
  return key
}

/** Whether two are one key under one name: ids are short, and can be made to be alike. */
export function isSameKey(one: VerifierKey, other: VerifierKey): boolean {
  return (
    one.name === other.name &&
    one.algorithm === other.algorithm &&
    equalBytes(one.publicKey, other.publicKey)
  )
}

/** Not empty, with no Unicode space, no plus sign and no control character. */
export function isKeyName(name: string): boolean {
  return name.isWellFormed() && /^[^\s\u0085+\p{Cc}]+$/u.test(name)
}

/** The first four bytes as 8 hex digits. */
export function keyIdText(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const SIGNATURE_TYPES: Record<NoteAlgorithm, number> = { ed25519: 0x01, cosignature: 0x04 }
