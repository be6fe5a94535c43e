import { hashes, verify } from '@noble/ed25519'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import type { Crypto } from '@assent/receipt'

hashes.sha512 = sha512

/** `Crypto` for a browser. Strict RFC 8032, as node:crypto has it, so that both verifiers say the same. */
export const browserCrypto: Crypto = {
  sha256,
  verifyEd25519(publicKey, message, signature) {
    if (publicKey.length !== 32 || signature.length !== 64) return false
    try {
      return verify(signature, message, publicKey, { zip215: false })
    } catch {
      // The library throws for bytes that are no point of the curve; no signature by such a key is valid.
      return false
    }
  },
}
