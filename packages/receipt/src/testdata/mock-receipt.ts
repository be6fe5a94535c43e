import { formatCheckpoint } from '../checkpoint.ts'
import { cosignedMessage, encodeCosignature } from '../cosignature.ts'
import { leafBytes } from '../leaf.ts'
import { leafHash } from '../merkle.ts'
import { inclusionProof, rootHash, type HashAt } from '../merkle-range.ts'
import { nodeCrypto } from '../node-crypto.ts'
import type { ReceiptFile, ReceiptText } from '../receipt-file.ts'
import { issueReceiptKeyCertificate, keyThumbprint } from '../receipt-key-certificate.ts'
import { formatNote, parseNote, signNote, type NoteSignature } from '../signed-note.ts'
import { digestSri, signStatement, type Credential } from '../statement.ts'
import { formatTlogProof } from '../tlog-proof.ts'
import { parseTrustPolicy, type TrustPolicy } from '../trust-policy.ts'
import { encodeUtf8 } from '../utf8.ts'
import { formatVerifierKey, verifierKey } from '../verifier-key.ts'
import { mockKey } from './mock-key.ts'

export const ORIGIN = 'meet.example/ledger'
export const LEDGER_SEED = 1
const RECEIPT_SEED = 2

export const TEXTS: readonly ReceiptText[] = [
  {
    id: 'https://meet.example/terms/service/versions/2',
    mediaType: 'text/markdown',
    text: '# Terms\n\n1. You choose – each feature, on its own.\n2. A “no” costs nothing.\t\\\n',
  },
  {
    id: 'https://meet.example/notices/meeting-summary/1',
    mediaType: 'application/json',
    text: '{"purpose":"Summarise your meetings","retention":"30 days"}',
  },
]

/** What to make otherwise than a valid receipt has it. Everything else stays consistent with it. */
export type Changes = {
  readonly certificateOrigin?: string
  readonly checkpointOrigin?: string
  readonly certificateSeed?: number
  readonly checkpointSeed?: number
  readonly statementSeed?: number
  readonly kid?: string
  readonly keyValidFrom?: string
  readonly keyValidUntil?: string
  readonly keyRevokedAt?: number
  /** Keys by which the ledger signs beside its own: the certificate and the checkpoint. */
  readonly besideSeeds?: readonly number[]
  readonly credential?: Partial<Credential>
  readonly texts?: readonly ReceiptText[]
  readonly witnessSeeds?: readonly number[]
  readonly entriesBefore?: number
  readonly entriesAfter?: number
}

/** A whole receipt, built with the same functions an issuer uses, of a small ledger of its own. */
export function mockReceipt(changes: Changes = {}): ReceiptFile {
  const texts = changes.texts ?? TEXTS
  const jwt = mockStatement(changes, texts)
  const salt = new Uint8Array(32).fill(0x5a)
  const { entriesBefore = 3, entriesAfter = 2 } = changes
  const leaves = [
    ...fillers('before', entriesBefore),
    leafHash(leafBytes(jwt, salt, nodeCrypto), nodeCrypto),
    ...fillers('after', entriesAfter),
  ]
  const hashes = inclusionProof(entriesBefore, leaves.length, hashAtOf(leaves), nodeCrypto)
  const checkpoint = mockCheckpoint(leaves, changes)
  const proof = formatTlogProof({ index: entriesBefore, hashes, checkpoint })
  return { issuer: mockCertificate(changes), jwt, proof, salt, texts }
}

export function mockCertificate(changes: Changes = {}): string {
  const key = mockKey(changes.certificateSeed ?? LEDGER_SEED)
  const name = changes.certificateOrigin ?? ORIGIN
  const { publicKey } = mockKey(RECEIPT_SEED)
  const note = issueReceiptKeyCertificate(
    {
      publicKey,
      validFrom: changes.keyValidFrom ?? '2026-03-01T08:00:00Z',
      validUntil: changes.keyValidUntil ?? null,
      revokedAt: changes.keyRevokedAt ?? null,
    },
    verifierKey(name, key.publicKey, 'ed25519', nodeCrypto),
    key.sign,
    nodeCrypto,
  )
  return (changes.besideSeeds ?? []).reduce(signBeside, note)
}

/** The same note with a signature by another key of the ledger below those it has. */
function signBeside(note: string, seed: number): string {
  const { text, signatures } = parseNote(note)
  const key = mockKey(seed)
  const { name, keyId } = verifierKey(ORIGIN, key.publicKey, 'ed25519', nodeCrypto)
  const signature = key.sign(encodeUtf8(text))
  return formatNote({ text, signatures: [...signatures, { name, keyId, signature }] })
}

export function mockCredential(
  credential: Partial<Credential> = {},
  texts: readonly ReceiptText[] = TEXTS,
): Credential {
  const relatedResource = texts.map(({ id, mediaType, text }) => ({
    id,
    mediaType,
    digestSRI: digestSri(text, nodeCrypto),
  }))
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://meet.example/contexts/v1'],
    id: 'urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057',
    type: ['VerifiableCredential', 'ConsentReceipt'],
    issuer: 'https://meet.example/',
    validFrom: '2026-03-02T09:15:04.250Z',
    credentialSubject: { type: 'dpv:ConsentReceipt', status: 'dpv:ConsentRefused' },
    ...(texts.length === 0 ? {} : { relatedResource }),
    ...credential,
  }
}

/** A policy that trusts the mock ledger, with more lines below. */
export function mockPolicy(...lines: readonly string[]): TrustPolicy {
  return parseTrustPolicy([`log ${LEDGER_VKEY}`, ...lines].join('\n'), nodeCrypto)
}

export function mockVkey(name: string, seed: number, algorithm: 'ed25519' | 'cosignature'): string {
  return formatVerifierKey(verifierKey(name, mockKey(seed).publicKey, algorithm, nodeCrypto))
}

export const LEDGER_VKEY = mockVkey(ORIGIN, LEDGER_SEED, 'ed25519')

/** `witness W11 <vkey>`: a policy line for a mock witness. */
export function witnessLine(seed: number): string {
  return `witness W${String(seed)} ${mockVkey(witnessName(seed), seed, 'cosignature')}`
}

/** POSIX seconds of 2026-03-02T09:15:04Z. */
const WITNESSED_AT = 1_772_442_904

/** The same note with a witness's cosignature below the signatures it has. */
export function cosign(note: string, seed: number): string {
  const { text, signatures } = parseNote(note)
  const key = mockKey(seed)
  const { name, keyId } = verifierKey(witnessName(seed), key.publicKey, 'cosignature', nodeCrypto)
  const time = WITNESSED_AT
  const signature = encodeCosignature({ time, signature: key.sign(cosignedMessage(text, time)) })
  const cosignature: NoteSignature = { name, keyId, signature }
  return formatNote({ text, signatures: [...signatures, cosignature] })
}

/** Complete subtrees by RFC 6962's definition, out of all leaf hashes. */
export function hashAtOf(leaves: readonly Uint8Array[]): HashAt {
  return (level, index) => {
    const hash = leaves[index]
    if (level === 0 && hash !== undefined) return hash
    const width = 2 ** level
    const below = leaves.slice(index * width, (index + 1) * width)
    if (level === 0 || below.length !== width) throw new Error('no such subtree')
    return nodeOf(below)
  }
}

function nodeOf(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves
  if (first === undefined) throw new Error('no leaves')
  if (leaves.length === 1) return first
  const half = leaves.length / 2
  const left = nodeOf(leaves.slice(0, half))
  const right = nodeOf(leaves.slice(half))
  return nodeCrypto.sha256(Buffer.concat([Buffer.of(1), left, right]))
}

function mockStatement(changes: Changes, texts: readonly ReceiptText[]): string {
  const kid = changes.kid ?? keyThumbprint(mockKey(RECEIPT_SEED).publicKey, nodeCrypto)
  const { sign } = mockKey(changes.statementSeed ?? RECEIPT_SEED)
  return signStatement(mockCredential(changes.credential, texts), kid, sign)
}

function mockCheckpoint(leaves: readonly Uint8Array[], changes: Changes): string {
  const origin = changes.checkpointOrigin ?? ORIGIN
  const key = mockKey(changes.checkpointSeed ?? LEDGER_SEED)
  const size = leaves.length
  const text = formatCheckpoint({
    origin,
    size,
    rootHash: rootHash(size, hashAtOf(leaves), nodeCrypto),
  })
  const note = signNote(text, verifierKey(origin, key.publicKey, 'ed25519', nodeCrypto), key.sign)
  const signed = (changes.besideSeeds ?? []).reduce(signBeside, note)
  return (changes.witnessSeeds ?? []).reduce(cosign, signed)
}

function witnessName(seed: number): string {
  return `witness${String(seed)}.example`
}

function fillers(name: string, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) =>
    leafHash(encodeUtf8(`${name} ${String(i)}`), nodeCrypto),
  )
}
