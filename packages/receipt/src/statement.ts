import { decodeBase64, decodeBase64url, encodeBase64, encodeBase64url } from './base64.ts'
import {
  canonicalJson,
  parseCanonicalJson,
  type JsonObject,
  type JsonValue,
} from './canonical-json.ts'
import type { Hasher, Sign } from './crypto.ts'
import { FormatError } from './format-error.ts'
import { parseInstant } from './instant.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

/** The second of a credential's two types: what the document is. */
export const STATEMENT_KINDS = [
  'ConsentReceipt',
  'AcceptanceDocument',
  'PermissionDocument',
  'RequestRecord',
  'PublicationRecord',
  'ApprovalRecord',
  'ActivationRecord',
  'EndingRecord',
  'MembershipRecord',
  'CatalogueRecord',
  'ErasureRequestRecord',
  'ErasureRecord',
  'EvidenceOpeningRecord',
  'InspectionRecord',
  'ApiKeyRecord',
  'KeyRecord',
  'AccountPolicyDocument',
  'FeaturePolicyDocument',
  'ObservationDocument',
  'GroupDocument',
  'DisplayRecord',
] as const
export type StatementKind = (typeof STATEMENT_KINDS)[number]

/** The payload: a credential of the W3C VC Data Model 2.0, with these members and no others. */
export type Credential = {
  /** The first is https://www.w3.org/ns/credentials/v2. */
  readonly '@context': readonly [string, ...JsonValue[]]
  /** `urn:uuid:` and the id of the event. */
  readonly id: string
  readonly type: readonly ['VerifiableCredential', StatementKind]
  /** The public URL of who issued it. */
  readonly issuer: string
  /** When the act was done, in UTC. */
  readonly validFrom: string
  readonly credentialSubject: JsonObject
  /** The exact texts the act rests on (VCDM 2.0, 5.3). Left out when there is none, never empty. */
  readonly relatedResource?: readonly RelatedResource[]
}

export type RelatedResource = {
  readonly id: string
  readonly mediaType: string
  /** `sha256-` and the standard base64 of the digest of the text's UTF-8 bytes. */
  readonly digestSRI: string
}

export type Statement = {
  /** Which key claims to have signed. */
  readonly kid: string
  readonly credential: Credential
  readonly kind: StatementKind
  /** The ASCII text the signature covers. */
  readonly signingInput: string
  /** 64 bytes; not verified by parsing. */
  readonly signature: Uint8Array
}

/** The signed statement: a compact JWS of type `vc+jwt` over canonical JSON (W3C VC-JOSE-COSE, RFC 7515). */
export function signStatement(credential: Credential, kid: string, sign: Sign): string {
  const signingInput = statementSigningInput(credential, kid)
  return assembleJws(signingInput, sign(encodeUtf8(signingInput)))
}

/** Refuses a credential that `parseStatement` would refuse, so nothing unverifiable is ever signed. */
export function statementSigningInput(credential: Credential, kid: string): string {
  requireCredential(credential)
  const parts = [headerOf(kid), canonicalJson(credential)]
  return parts.map((part) => encodeBase64url(encodeUtf8(part))).join('.')
}

export function assembleJws(signingInput: string, signature: Uint8Array): string {
  if (signature.length !== 64) throw new FormatError('an Ed25519 signature has 64 bytes')
  return `${signingInput}.${encodeBase64url(signature)}`
}

/** `sha256-…` of a text, as `relatedResource` holds it (W3C Subresource Integrity). */
export function digestSri(text: string, crypto: Hasher): string {
  if (!text.isWellFormed()) throw new FormatError('the text holds half a character')
  const digest = crypto.sha256OfText?.(text) ?? crypto.sha256(encodeUtf8(text))
  return `${SRI_PREFIX}${encodeBase64(digest)}`
}

/** Throws FormatError unless the text is, to the byte, what `signStatement` writes. Verifies no signature. */
export function parseStatement(jwt: string): Statement {
  const parts = jwt.split('.')
  const [header = '', payload = '', signature = ''] = parts
  if (parts.length !== 3) throw new FormatError('the statement is not a JWS of three parts')
  const kid = parseHeader(decodeUtf8(decodeBase64url(header)))
  const credential = parseCanonicalJson(decodeBase64url(payload))
  requireCredential(credential)
  const signatureBytes = decodeBase64url(signature)
  if (signatureBytes.length !== 64) throw new FormatError('an Ed25519 signature has 64 bytes')
  return {
    kid,
    credential,
    kind: credential.type[1],
    signingInput: `${header}.${payload}`,
    signature: signatureBytes,
  }
}

const CREDENTIALS_CONTEXT = 'https://www.w3.org/ns/credentials/v2'
const SRI_PREFIX = 'sha256-'
const UUID_URN = /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The header's one form: canonical JSON of exactly these members; the kid is an RFC 7638 thumbprint. */
const HEADER = /^\{"alg":"EdDSA","cty":"vc","kid":"([A-Za-z0-9_-]{43})","typ":"vc\+jwt"\}$/

function headerOf(kid: string): string {
  const header = canonicalJson({ alg: 'EdDSA', cty: 'vc', kid, typ: 'vc+jwt' })
  if (!HEADER.test(header)) throw new FormatError('the kid is not the thumbprint of a key')
  return header
}

function parseHeader(header: string): string {
  const [, kid] = HEADER.exec(header) ?? []
  if (kid === undefined) {
    throw new FormatError('the header of the statement is not that of an EdDSA vc+jwt')
  }
  return kid
}

function requireCredential(value: unknown): asserts value is Credential {
  if (!isObject(value)) throw new FormatError('the statement is not a JSON object')
  if (!Object.keys(value).every((member) => Object.hasOwn(CREDENTIAL_RULES, member))) {
    throw new FormatError('the statement has a member that it must not have')
  }
  for (const [member, isRight] of Object.entries(CREDENTIAL_RULES)) {
    if (!isRight(value[member])) throw new FormatError(`the statement's ${member} is not right`)
  }
}

const CREDENTIAL_RULES: Record<keyof Credential, (value: JsonValue | undefined) => boolean> = {
  '@context': (value) => Array.isArray(value) && value[0] === CREDENTIALS_CONTEXT,
  id: (value) => typeof value === 'string' && UUID_URN.test(value),
  type: isCredentialType,
  issuer: (value) => typeof value === 'string' && URL.canParse(value),
  validFrom: isInstant,
  credentialSubject: isObject,
  relatedResource: isRelatedResources,
}

function isCredentialType(value: JsonValue | undefined): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false
  const [base, kind] = value as readonly JsonValue[]
  return base === 'VerifiableCredential' && STATEMENT_KINDS.some((each) => each === kind)
}

function isInstant(value: JsonValue | undefined): boolean {
  if (typeof value !== 'string') return false
  parseInstant(value)
  return true
}

function isRelatedResources(value: JsonValue | undefined): boolean {
  if (value === undefined) return true
  return Array.isArray(value) && value.length > 0 && value.every(isRelatedResource)
}

function isRelatedResource(value: JsonValue): boolean {
  if (!isObject(value) || Object.keys(value).length !== 3) return false
  const { id, mediaType, digestSRI } = value
  return typeof id === 'string' && typeof mediaType === 'string' && isDigestSri(digestSRI)
}

function isDigestSri(value: JsonValue | undefined): boolean {
  if (typeof value !== 'string' || !value.startsWith(SRI_PREFIX)) return false
  return decodeBase64(value.slice(SRI_PREFIX.length)).length === 32
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
