import { encodeBase64 } from './base64.ts'
import { concatBytes } from './bytes.ts'
import { parseCheckpoint } from './checkpoint.ts'
import type { Hasher } from './crypto.ts'
import type { ReceiptFile } from './receipt-file.ts'
import type { ReceiptKeyCertificate } from './receipt-key-certificate.ts'
import { parseNote } from './signed-note.ts'
import { parseTlogProof } from './tlog-proof.ts'
import { encodeUtf8 } from './utf8.ts'
import { formatVerifierKey, type VerifierKey } from './verifier-key.ts'

/** What the instructions speak of: the receipt, and under which path each of its texts stands. */
export type BundleContents = {
  readonly receipt: ReceiptFile
  readonly texts: readonly { readonly path: string; readonly text: string }[]
  /** Null where the statement says in itself what its words mean. */
  readonly context: { readonly path: string; readonly url: string; readonly text: string } | null
  readonly ledgerKey: VerifierKey
  readonly certificate: ReceiptKeyCertificate
}

/** VERIFY.txt. Its indented lines are one script for `sh -e`, which fails at the first part that is not right. */
export function bundleInstructions(contents: BundleContents, crypto: Hasher): string {
  const { ledgerKey, receipt } = contents
  const steps = [
    certificateStep(contents),
    statementStep(contents),
    textsStep(contents, crypto),
    ...(receipt.proof === null ? [AWAITING] : proofSteps(receipt.proof, contents)),
    ...(contents.context === null ? [] : [contextStep(contents.context, crypto)]),
  ]
  return `${[introduction(ledgerKey), ...steps].join('\n\n')}\n`
}

function introduction(ledgerKey: VerifierKey): string {
  return `How to check this receipt with openssl and sha256sum alone
The indented lines are commands for a shell, to be run in this folder in this order (openssl 3, and the usual
cut, head, sed, tail, tr, od, cmp). A command that ends without an error has found its part to be right.

First of all compare this key with the one that the ledger publishes, taken from elsewhere than this file:
${formatVerifierKey(ledgerKey)}
A key in a file that came with what it signed proves nothing.

receipt.pdf is the same receipt set for reading and printing. It is signed by nobody, and no command below
looks at it: where it differs from receipt.jsonld and the texts, those are right.`
}

function certificateStep({ receipt, ledgerKey, certificate }: BundleContents): string {
  return step(
    '1. The ledger vouches for the key that signs its statements (certificate, jwks.json).',
    [
      ...writeKey(ledgerKey.publicKey, 'ledger.pem'),
      ...checkNote(receipt.issuer, 'certificate', ledgerKey),
      ...writeKey(certificate.publicKey, 'receipt-key.pem'),
      `test "$(sed -n 3p certificate)" = "${encodeBase64(certificate.publicKey)}"`,
      `grep -q "$(sed -n 3p certificate | tr '+/' '-_' | tr -d =)" jwks.json`,
    ],
  )
}

function statementStep({ receipt, certificate }: BundleContents): string {
  const [, payload = '', signature = ''] = receipt.jwt.split('.')
  return step(
    '2. That key signed the statement, and receipt.jsonld is what it says (receipt.vc.jwt).',
    [
      `cut -d. -f1,2 receipt.vc.jwt | tr -d '\\n' > message.tmp`,
      ...decodePart(3, signature, 'signature.tmp'),
      verifyWith('receipt-key.pem'),
      ...decodePart(2, payload, 'statement.tmp'),
      'cmp statement.tmp receipt.jsonld',
      ...checkDate(certificate),
    ],
  )
}

function textsStep({ texts }: BundleContents, crypto: Hasher): string {
  const title = '3. The texts are those whose digests were signed: each stands in receipt.jsonld.'
  return step(
    title,
    texts.flatMap(({ path, text }) => {
      const digest = crypto.sha256(encodeUtf8(text))
      return [checkDigest(digest, path), `grep -qF "sha256-${encodeBase64(digest)}" receipt.jsonld`]
    }),
  )
}

/** The context says nothing about anyone, so its digest is not signed: it is the same in every bundle. */
function contextStep(
  { path, url, text }: NonNullable<BundleContents['context']>,
  crypto: Hasher,
): string {
  const title = `Besides: what the words of receipt.jsonld mean to other programs stands in ${path}.
It is published at the address that the statement names, never changes there, and is not needed for any step above.`
  return step(title, [
    checkDigest(crypto.sha256(encodeUtf8(text)), path),
    `grep -qF '"${url}"' receipt.jsonld`,
  ])
}

function checkDigest(digest: Uint8Array, path: string): string {
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `echo "${hex}  ${path}" | sha256sum -c -`
}

/** The statement's own date is the last member of its canonical JSON. Until its end the key signs, and not in its second. */
function checkDate({ validUntil }: ReceiptKeyCertificate): string[] {
  const dated = `dated=$(sed 's/.*"validFrom":"\\([-0-9T:]*\\).*/\\1Z/' receipt.jsonld)`
  const from = `printf '%s\\n' "$(sed -n 4p certificate)" "$dated" | LC_ALL=C sort -c`
  const until = `printf '%s\\n' "$dated" "$(sed -n 5p certificate)" | LC_ALL=C sort -c -u`
  return [dated, from, ...(validUntil === null ? [] : [until])]
}

const AWAITING =
  '4. The entry awaits the ledger: take the bundle again in a moment, and it holds the proof.'

function proofSteps(proof: string, { ledgerKey, certificate }: BundleContents): string[] {
  const { index, hashes, checkpoint } = parseTlogProof(proof)
  const { size } = parseCheckpoint(parseNote(checkpoint).text)
  return [
    step('4. Statement and salt make one entry of the ledger.', [
      `key=$(od -An -v -tx1 salt | tr -d ' \\n')`,
      `commit=$(openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary receipt.vc.jwt | openssl base64 -A | tr '+/' '-_' | tr -d =)`,
      `{ printf '\\000'; printf '{"commit":"%s","v":1}' "$commit"; } | openssl dgst -sha256 -binary > hash.tmp`,
    ]),
    step(`5. The entry, at index ${String(index)}, leads to the root of the tree (RFC 6962).`, [
      ...proofSides(index, size, hashes.length).flatMap(hashUp),
      'test "$(openssl base64 -A -in hash.tmp)" = "$(sed -n 3p checkpoint)"',
      // The key was revoked there: what it signed counts only below.
      ...(certificate.revokedAt === null
        ? []
        : [`test "$(sed -n '2s/index //p' proof.tlog-proof)" -lt "$(sed -n 6p certificate)"`]),
    ]),
    step('6. The ledger signed that tree, and proof.tlog-proof ends in the same checkpoint.', [
      `sed '1,/^$/d' proof.tlog-proof | cmp - checkpoint`,
      ...checkNote(checkpoint, 'checkpoint', ledgerKey),
    ]),
  ]
}

/** On which side each hash of an inclusion proof stands (RFC 9162, section 2.1.3.2). */
function proofSides(index: number, size: number, count: number): ('left' | 'right')[] {
  let node = index
  let last = size - 1
  return Array.from({ length: count }, () => {
    const isRight = node % 2 === 1 || node === last
    while (isRight && node % 2 === 0 && node > 0) {
      node = Math.floor(node / 2)
      last = Math.floor(last / 2)
    }
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
    return isRight ? 'left' : 'right'
  })
}

/** The first hash stands on the third line, behind the header and the index. */
function hashUp(side: 'left' | 'right', i: number): string[] {
  const sibling = `sed -n ${String(i + 3)}p proof.tlog-proof | openssl base64 -d -A`
  const both = side === 'left' ? `${sibling}; cat hash.tmp` : `cat hash.tmp; ${sibling}`
  return [
    `{ printf '\\001'; ${both}; } | openssl dgst -sha256 -binary > next.tmp`,
    'mv next.tmp hash.tmp',
  ]
}

/** A note's text ends before its empty line; a signature stands behind four bytes of key id. */
function checkNote(note: string, path: string, key: VerifierKey): string[] {
  const { text, signatures } = parseNote(note)
  const lines = text.split('\n').length - 1
  const at = signatures.findIndex(({ name, keyId }) => name === key.name && keyId === key.keyId)
  return [
    `head -n ${String(lines)} ${path} > message.tmp`,
    `sed -n ${String(lines + 2 + at)}p ${path} | cut -d' ' -f3 | openssl base64 -d -A | tail -c 64 > signature.tmp`,
    verifyWith('ledger.pem'),
  ]
}

/** RFC 8410: what stands before the 32 bytes of every Ed25519 key in a PEM file. */
const SPKI = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00)

function writeKey(publicKey: Uint8Array, path: string): string[] {
  const pem = encodeBase64(concatBytes(SPKI, publicKey))
  return [
    `printf '%s\\n' '-----BEGIN PUBLIC KEY-----' '${pem}' '-----END PUBLIC KEY-----' > ${path}`,
  ]
}

function verifyWith(key: string): string {
  return `openssl pkeyutl -verify -rawin -pubin -inkey ${key} -in message.tmp -sigfile signature.tmp`
}

/** A part of the JWS, base64url without the padding that openssl asks for. */
function decodePart(field: number, part: string, path: string): string[] {
  const padding = '='.repeat((4 - (part.length % 4)) % 4)
  const decode = `printf '%s${padding}' "$(cut -d. -f${String(field)} receipt.vc.jwt | tr '_-' '/+')"`
  return [`${decode} | openssl base64 -d -A > ${path}`]
}

function step(title: string, commands: readonly string[]): string {
  return [title, ...commands.map((command) => `    ${command}`)].join('\n')
}
