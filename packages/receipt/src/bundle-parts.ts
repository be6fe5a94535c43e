import { bundleInstructions, type BundleContents } from './bundle-instructions.ts'
import { canonicalJson, type JsonValue } from './canonical-json.ts'
import type { Hasher } from './crypto.ts'
import { FormatError } from './format-error.ts'
import { receiptContext, receiptContextIn } from './receipt-context.ts'
import type { ReceiptFile, ReceiptText } from './receipt-file.ts'
import { publicJwk } from './public-jwk.ts'
import { parseReceiptKeyCertificate } from './receipt-key-certificate.ts'
import { parseNote } from './signed-note.ts'
import { parseStatement } from './statement.ts'
import { parseTlogProof } from './tlog-proof.ts'
import { encodeUtf8 } from './utf8.ts'
import { formatVerifierKey, type VerifierKey } from './verifier-key.ts'

/** One file of a bundle, by its path in it. */
export type BundlePart = { readonly path: string; readonly bytes: Uint8Array }

/**
 * A receipt taken apart into files that other people's tools read, with how to check each of them. The
 * ledger's key is that of the certificate's signer. Without a proof yet, a bundle has none of its files.
 * Throws FormatError for a receipt of which a part is malformed.
 */
export function bundleParts(
  receipt: ReceiptFile,
  ledgerKey: VerifierKey,
  crypto: Hasher,
): BundlePart[] {
  const { issuer, jwt, proof, salt } = receipt
  const { credential } = parseStatement(jwt)
  const certificate = parseReceiptKeyCertificate(parseNote(issuer).text, crypto)
  const texts = receipt.texts.map((text, i) => ({ ...text, path: textPath(text, i) }))
  const keys = [publicJwk(certificate, crypto)]
  const context = contextPart(credential['@context'][1])
  const contents = { receipt, texts, context, ledgerKey, certificate }
  const parts: [path: string, content: string | Uint8Array][] = [
    ['VERIFY.txt', bundleInstructions(contents, crypto)],
    ['receipt.vc.jwt', jwt],
    ['receipt.jsonld', canonicalJson(credential)],
    ['salt', salt],
    ['certificate', issuer],
    ['jwks.json', canonicalJson({ keys })],
    ['trust.policy', `log ${formatVerifierKey(ledgerKey)}\n`],
    ...(proof === null ? [] : proofParts(proof)),
    ...texts.map(({ path, text }): [string, string] => [path, text]),
    ...(context === null ? [] : [[context.path, context.text] satisfies [string, string]]),
  ]
  if (new Set(parts.map(([path]) => path)).size < parts.length)
    throw new FormatError('two texts of the receipt have one name')
  return parts.map(([path, content]) => ({
    path,
    bytes: typeof content === 'string' ? encodeUtf8(content) : content,
  }))
}

function proofParts(proof: string): [string, string][] {
  return [
    ['proof.tlog-proof', proof],
    ['checkpoint', parseTlogProof(proof).checkpoint],
  ]
}

/** What the words of `receipt.jsonld` mean; of a receipt that says it in itself, none. */
function contextPart(context: JsonValue | undefined): BundleContents['context'] {
  const name = receiptContextIn(context)
  if (name === null || typeof context !== 'string') return null
  return { path: `context/${name}.jsonld`, url: context, text: receiptContext(context) }
}

/** `terms/<document>-<version>.md`, `notice/<id>.json`; a text at another address is only numbered. */
function textPath({ id, mediaType }: ReceiptText, i: number): string {
  const ending = ENDINGS.get(mediaType) ?? 'txt'
  const [, document, version] = /\/terms\/([a-z0-9-]+)\/versions\/([1-9][0-9]*)$/.exec(id) ?? []
  if (document !== undefined && version !== undefined)
    return `terms/${document}-${version}.${ending}`
  const [, notice] = /\/notices\/([a-z0-9-]+(?:\/[1-9][0-9]*)?)$/.exec(id) ?? []
  if (notice !== undefined) return `notice/${notice.replace('/', '-')}.${ending}`
  return `texts/${String(i + 1)}.${ending}`
}

const ENDINGS = new Map([
  ['text/markdown', 'md'],
  ['application/json', 'json'],
])
