import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { canonicalJson } from '@assent/receipt'

/**
 * A question that the decision point denied, as it goes through whoever asked it to the portal, which is asked to
 * put it to the person: nothing of it can be changed on the way.
 */
export type BoundQuestion = {
  readonly evaluationId: string
  /** Of subject, action and resource as they were asked: `questionDigest`. */
  readonly digest: string
  /** The account that the key is for which asked; null for all of the platform's. */
  readonly keyAccountId: string | null
  /** Whose answer is lacking, of which account, by the record's ids. */
  readonly accountId: string
  readonly subjectId: string
  readonly purpose: string
  readonly category: string | null
  /** Milliseconds: when it was denied, and until when it can be handed in. */
  readonly evaluatedAt: number
  readonly expiresAt: number
}

/** Between whom a token goes, by their addresses. */
export type Parties = { readonly issuer: string; readonly audience: string }

/** What both sides sign with: apart from every other use of the same secret (RFC 5869). */
export function bindingKey(authSecret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', authSecret, '', 'assent access request 1', 32))
}

/**
 * The binding token of AuthZEN's draft profile of access requests: a JWS in compact serialisation (RFC 7515)
 * with the claims that it recommends. HS256: the portal and the decision point share a secret.
 */
export function mintBindingToken(
  bound: BoundQuestion,
  { issuer, audience }: Parties,
  key: Uint8Array,
): string {
  const claims: Claims = {
    iss: issuer,
    aud: audience,
    iat: Math.floor(bound.evaluatedAt / 1000),
    exp: Math.floor(bound.expiresAt / 1000),
    jti: bound.evaluationId,
    bound,
  }
  const signed = `${HEADER}.${encode(JSON.stringify(claims))}`
  return `${signed}.${signatureOf(signed, key).toString('base64url')}`
}

/** What a token says, or why it binds nothing: `forged` is whatever was not signed for this audience. */
export function readBindingToken(
  token: string,
  { audience, now }: { readonly audience: string; readonly now: Date },
  key: Uint8Array,
): BoundQuestion | 'forged' | 'expired' {
  const [header = '', body = '', signature = '', ...more] = token.split('.')
  if (header !== HEADER || more.length > 0) return 'forged'
  const expected = signatureOf(`${header}.${body}`, key)
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'forged'
  // As it was signed here.
  const { aud, bound } = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Claims
  if (aud !== audience) return 'forged'
  return bound.expiresAt <= now.getTime() ? 'expired' : bound
}

type Entity = {
  readonly type: string
  readonly id: string
  readonly properties?: object | undefined
}
export type AskedQuestion = {
  readonly subject: Entity
  readonly action: { readonly name: string }
  readonly resource: Entity
}

/**
 * SHA-256 over subject, action and resource, in hex. Without `properties` is as with none, and the actor that
 * the draft lets go elsewhere (`subject.properties.act`) is left out.
 * @throws FormatError for what has no canonical form, such as half of a surrogate pair
 */
export function questionDigest({ subject, action, resource }: AskedQuestion): string {
  const properties: Record<string, unknown> = { ...subject.properties }
  delete properties['act']
  const text = canonicalJson([
    [subject.type, subject.id, properties],
    action.name,
    [resource.type, resource.id, { ...resource.properties }],
  ])
  return createHash('sha256').update(text).digest('hex')
}

type Claims = {
  readonly iss: string
  readonly aud: string
  readonly iat: number
  readonly exp: number
  readonly jti: string
  readonly bound: BoundQuestion
}

const HEADER = encode('{"alg":"HS256","typ":"JWT"}')

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url')
}

function signatureOf(text: string, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
