import { createPublicKey, verify } from 'node:crypto'
import { encodeBase64url } from '@assent/receipt'
import type { Clearance } from '#lib/domain/content/clearance.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import type { StatementSigner } from './sign-act.ts'

/** Keeps a clearance from being taken for anything else that the same key signs. */
const TYPE = 'assent-clearance+jwt'

/** As a compact JWS (RFC 7515, EdDSA). Whoever has the portal's key set can check it. */
export function signClearance({ kid, sign }: StatementSigner, clearance: Clearance): string {
  const header = { alg: 'EdDSA', kid, typ: TYPE }
  const signed = [header, clearance].map((part) => encoded(JSON.stringify(part))).join('.')
  return `${signed}.${encodeBase64url(sign(new TextEncoder().encode(signed)))}`
}

/** What a clearance of this portal's says, however old it is. `keyOf` finds a public key by its id. */
export function openClearance(
  jws: string,
  keyOf: (kid: string) => Uint8Array | null,
): Result<Clearance, 'clearance_invalid'> {
  const [head = '', body = '', signature = '', ...more] = jws.split('.')
  const header = decoded(head) as { alg?: unknown; kid?: unknown; typ?: unknown } | null
  if (more.length > 0 || header?.alg !== 'EdDSA' || header.typ !== TYPE)
    return fail('clearance_invalid')
  const publicKey = typeof header.kid === 'string' ? keyOf(header.kid) : null
  if (publicKey === null) return fail('clearance_invalid')
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(publicKey) },
    format: 'jwk',
  })
  const bytes = Buffer.from(signature, 'base64url')
  if (!verify(null, Buffer.from(`${head}.${body}`), key, bytes)) return fail('clearance_invalid')
  return ok(decoded(body) as Clearance)
}

function encoded(text: string): string {
  return encodeBase64url(new TextEncoder().encode(text))
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
