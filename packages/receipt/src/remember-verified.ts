import { concatBytes } from './bytes.ts'
import type { Crypto } from './crypto.ts'

/**
 * The same cryptography, remembering which signatures it has seen to be right: many receipts share one
 * certificate and one checkpoint. Only right ones are remembered, under the digest of key, signature and
 * message; at `signaturesMax` it forgets all and begins again.
 */
export function rememberVerified(crypto: Crypto, signaturesMax = 1024): Crypto {
  const verified = new Set<string>()
  const sha256OfText = crypto.sha256OfText?.bind(crypto)
  const inflate = crypto.inflate?.bind(crypto)
  return {
    sha256: (bytes) => crypto.sha256(bytes),
    ...(sha256OfText === undefined ? {} : { sha256OfText }),
    ...(inflate === undefined ? {} : { inflate }),
    verifyEd25519(publicKey, message, signature) {
      if (publicKey.length !== 32 || signature.length !== 64) return false
      const digest = String(crypto.sha256(concatBytes(publicKey, signature, message)))
      if (verified.has(digest)) return true
      if (!crypto.verifyEd25519(publicKey, message, signature)) return false
      if (verified.size >= signaturesMax) verified.clear()
      verified.add(digest)
      return true
    },
  }
}
