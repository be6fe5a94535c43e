/**
 * All the cryptography the package needs, and what else a platform does faster, passed in by the caller: node:crypto on a server
 * (`@assent/receipt/node`), any Ed25519 and SHA-256 library in a browser. All of it is synchronous.
 */
export type Crypto = {
  /** FIPS 180-4 SHA-256: 32 bytes. */
  sha256(bytes: Uint8Array): Uint8Array
  /**
   * The same over the UTF-8 bytes of a text without lone surrogates. Only where the platform hashes a
   * text faster than its bytes are made: terms are long.
   */
  sha256OfText?(text: string): Uint8Array
  /**
   * RFC 8032 Ed25519 over the message itself (not a digest of it). Answers false, and never throws, for a
   * key that is not 32 bytes or a signature that is not 64.
   */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
  /**
   * RFC 1951, for the files of a zip. Only where the platform does it faster than `inflate` (inflate.ts),
   * whose contract it keeps: exactly `size` bytes from all of `deflated`, else a FormatError.
   */
  inflate?(deflated: Uint8Array, size: number): Uint8Array
}

/** What functions take that only hash. */
export type Hasher = Pick<Crypto, 'sha256' | 'sha256OfText'>

/** A private key, hidden behind the one thing it does: 64 bytes of Ed25519 signature over the message. */
export type Sign = (message: Uint8Array) => Uint8Array
