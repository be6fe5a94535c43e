import { bundleParts } from './bundle-parts.ts'
import { equalBytes } from './bytes.ts'
import type { Hasher } from './crypto.ts'
import { refuse, requireForm } from './fact.ts'
import { FormatError } from './format-error.ts'
import { SALT_LENGTH } from './leaf.ts'
import type { ReceiptFile } from './receipt-file.ts'
import { parseNote } from './signed-note.ts'
import { parseStatement } from './statement.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from './verifier-key.ts'

/** The files of a bundle in their order, by their paths. */
export type ReceiptParts = ReadonlyMap<string, Uint8Array>

/**
 * The receipt that a bundle was taken apart from, as its parts claim it. Which texts belong to it the
 * statement says, so that each text here has the name and the type that were signed.
 */
export function receiptOfParts(parts: ReceiptParts): ReceiptFile {
  const jwt = requireText(parts, 'receipt.vc.jwt')
  const { credential } = requireForm('statement_malformed', 'The statement', () =>
    parseStatement(jwt),
  )
  const paths = [...parts.keys()].filter((path) => IS_TEXT.test(path))
  const resources = credential.relatedResource ?? []
  if (paths.length > resources.length)
    refuse('text_unexpected', 'The receipt holds a text that the statement does not rest on.')
  const salt = requirePart(parts, 'salt')
  if (salt.length !== SALT_LENGTH) refuse('part_changed', 'The part salt has not 32 bytes.')
  return {
    issuer: requireText(parts, 'certificate'),
    jwt,
    proof: parts.has('proof.tlog-proof') ? requireText(parts, 'proof.tlog-proof') : null,
    salt,
    texts: paths.map((path, i) => ({
      id: resources[i]?.id ?? '',
      mediaType: resources[i]?.mediaType ?? '',
      text: requireText(parts, path),
    })),
  }
}

/**
 * Refuses a bundle that is anything else than its receipt taken apart: each file must be, to the byte and in
 * its place, what `bundleParts` makes of the receipt and of a key that certified it: of those the policy
 * knows, the one that its own trust.policy names. Answers the paths of the files that nothing vouches for,
 * which are no reason to refuse it.
 */
export function requireSameParts(
  receipt: ReceiptFile,
  parts: ReceiptParts,
  [certifier, ...others]: readonly [VerifierKey, ...VerifierKey[]],
  crypto: Hasher,
): string[] {
  const named = parts.get('trust.policy')
  const ledgerKey = others.find((key) => named !== undefined && isPolicyOf(key, named)) ?? certifier
  const made = requireForm('proof_malformed', 'The proof', () =>
    bundleParts(receipt, ledgerKey, crypto),
  )
  const expected = new Map(made.map(({ path, bytes }) => [path, bytes]))
  for (const path of parts.keys())
    if (!expected.has(path) && !isUnsigned(path))
      refuse('part_unknown', `The zip holds ${path}, which is no part of this receipt.`)
  for (const path of expected.keys())
    if (!parts.has(path) && !isUnsigned(path))
      refuse('part_missing', `The part ${path} is missing from the zip.`)
  requireOrder([...parts.keys()], [...expected.keys()])
  const differing = [...parts].filter(([path, bytes]) => {
    const wanted = expected.get(path)
    return wanted === undefined || !equalBytes(bytes, wanted)
  })
  const isOpen = (path: string) =>
    isUnsigned(path) || (path === 'trust.policy' && namesOtherKey(receipt, named, crypto))
  const [changed] = differing.map(([path]) => path).filter((path) => !isOpen(path))
  if (changed !== undefined)
    refuse('part_changed', `The part ${changed} is not what the signed parts make it.`)
  return differing.map(([path]) => path)
}

function isPolicyOf(key: VerifierKey, policy: Uint8Array): boolean {
  return equalBytes(policy, encodeUtf8(`log ${formatVerifierKey(key)}\n`))
}

/** A ledger that changes its key names the new one already, while the reader may know the old one alone. */
function namesOtherKey(
  { issuer }: ReceiptFile,
  policy: Uint8Array | undefined,
  crypto: Hasher,
): boolean {
  try {
    const [, vkey = ''] = /^log (\S+)\n$/.exec(decodeUtf8(policy ?? new Uint8Array())) ?? []
    const { name, keyId } = parseVerifierKey(vkey, crypto)
    return parseNote(issuer).signatures.some((each) => each.name === name && each.keyId === keyId)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return false
  }
}

const IS_TEXT = /^(terms|notice|texts)\//

/**
 * Made for people, and signed by nobody. Another version of this program may write other instructions, and
 * no program writes the same PDF as another.
 */
function isUnsigned(path: string): boolean {
  return path === 'VERIFY.txt' || path === 'receipt.pdf'
}

function requireOrder(paths: readonly string[], expected: readonly string[]): void {
  const known = (path: string) => !isUnsigned(path)
  const found = paths.filter(known)
  if (expected.filter(known).some((path, i) => found[i] !== path))
    refuse('parts_reordered', 'The parts of the zip stand in another order: it was packed again.')
}

function requireText(parts: ReceiptParts, path: string): string {
  return requireForm('part_changed', `The part ${path}`, () => decodeUtf8(requirePart(parts, path)))
}

function requirePart(parts: ReceiptParts, path: string): Uint8Array {
  return parts.get(path) ?? refuse('part_missing', `The part ${path} is missing from the zip.`)
}
