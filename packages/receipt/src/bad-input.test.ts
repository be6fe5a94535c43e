import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { formatCheckpoint } from './checkpoint.ts'
import { nodeCrypto } from './node-crypto.ts'
import { serialiseReceiptFile, type ReceiptFile } from './receipt-file.ts'
import { signNote } from './signed-note.ts'
import { assembleJws } from './statement.ts'
import { encodeBase64url } from './base64.ts'
import { mockKey } from './testdata/mock-key.ts'
import { mockBundle } from './testdata/mock-bundle.ts'
import { LEDGER_SEED, LEDGER_VKEY, mockPolicy, mockReceipt } from './testdata/mock-receipt.ts'
import { parseTlogProof } from './tlog-proof.ts'
import { parseVerifierKey } from './verifier-key.ts'
import { verifyReceipt } from './verify-receipt.ts'

// What a hostile or broken receipt may bring, and that it is refused with its reason: as one file and, where
// a zip can hold it, as a zip. Each test below of a single part has the finer cases.

const receipt = mockReceipt()
const proof = parseTlogProof(receipt.proof ?? '')
const [header = '', payload = ''] = receipt.jwt.split('.')
const said = Buffer.from(payload, 'base64url').toString()

/** The receipt with a checkpoint of another tree, signed by the ledger's true key. */
function withTree(size: number, rootHash: Uint8Array, index = proof.index): ReceiptFile {
  const text = formatCheckpoint({ origin: 'meet.example/ledger', size, rootHash })
  const key = parseVerifierKey(LEDGER_VKEY, nodeCrypto)
  const checkpoint = signNote(text, key, mockKey(LEDGER_SEED).sign)
  const [head = ''] = (receipt.proof ?? '').split('\n\n')
  const moved = head.replace(`index ${proof.index}`, `index ${index}`)
  return { ...receipt, proof: `${moved}\n\n${checkpoint}` }
}

/** The receipt with another payload, signed by the true receipt key. */
function withPayload(text: string | Uint8Array): ReceiptFile {
  const input = `${header}.${encodeBase64url(Buffer.from(text as Uint8Array))}`
  return { ...receipt, jwt: assembleJws(input, mockKey(2).sign(Buffer.from(input))) }
}

const root = Buffer.from((receipt.proof ?? '').split('\n').at(-4) ?? '', 'base64')
const other = mockReceipt({ credential: { validFrom: '2026-03-03T10:00:00Z' } })

const refused: Record<string, [ReceiptFile, code: string, reason?: RegExp]> = {
  'another ledger’s name': [mockReceipt({ certificateOrigin: 'x.example/l' }), 'other_ledger'],
  'another key under the ledger’s name': [mockReceipt({ certificateSeed: 9 }), 'unknown_key'],
  'the proof of another receipt': [{ ...receipt, proof: other.proof }, 'entry_not_included'],
  'the statement of another receipt': [{ ...receipt, jwt: other.jwt }, 'entry_not_included'],
  'the proof of a larger tree': [withTree(12, root), 'entry_not_included'],
  'the proof of a smaller tree': [withTree(4, root), 'entry_not_included'],
  'a checkpoint older than the entry': [
    withTree(3, root),
    'checkpoint_too_old',
    /of size 3, which is older than the entry at index 3/,
  ],
  'an empty tree with a root': [withTree(0, root), 'checkpoint_too_old', /of size 0/],
  'an empty tree, and the index 0 in it': [withTree(0, root, 0), 'checkpoint_too_old'],
  'an index beyond 2^53': [withTree(6, root, 2 ** 53), 'proof_malformed', /plain decimal/],
  'a member of the statement twice': [
    withPayload(said.replace('{', '{"@context":[],')),
    'statement_malformed',
    /canonical form/,
  ],
  'half a character in the statement': [
    withPayload(said.replace('dpv:ConsentRefused', '\\ud800')),
    'statement_malformed',
    /half a character/,
  ],
  'bytes that are not UTF-8 in the statement': [
    withPayload(Buffer.concat([Buffer.from(said.slice(0, -2)), Buffer.from([0xff, 0x22, 0x7d])])),
    'statement_malformed',
    /not UTF-8/,
  ],
  'a number beyond 2^53 in the statement': [
    withPayload(said.replace('"dpv:ConsentRefused"', '9007199254740993')),
    'statement_malformed',
    /too large to be exact/,
  ],
  'a statement nested without end': [
    withPayload(said.replace('"dpv:ConsentRefused"', '['.repeat(99) + ']'.repeat(99))),
    'statement_malformed',
    /nested too deep/,
  ],
  'a member that no statement has': [
    withPayload(said.replace('"id":"urn:', '"html":"x","id":"urn:')),
    'statement_malformed',
    /a member that it must not have/,
  ],
  'white space in the statement': [withPayload(`${said}\n`), 'statement_malformed'],
}

test.each(Object.entries(refused))('%s is refused, as one file', (_what, [bad, code, reason]) => {
  expectRefused(serialiseReceiptFile(bad), code, reason)
})

/** What can be taken apart into parts at all. */
const zipped = Object.entries(refused).filter(([, [, code]]) => !code.endsWith('malformed'))

test.each(zipped)('%s is refused, as a zip', (_what, [bad, code, reason]) => {
  expectRefused(mockBundle(bad), code, reason)
})

const text = Buffer.from(serialiseReceiptFile(receipt)).toString()
const files: Record<string, [file: string, code: string, reason?: RegExp]> = {
  'a member of the file twice': [
    text.replace('"jwt":', `"jwt":"${other.jwt}","jwt":`),
    'file_not_canonical',
    /a member stands in it twice/,
  ],
  'half a character in a text': [
    text.replace('# Terms', '# Terms\\udc00'),
    'file_not_canonical',
    /half a character/,
  ],
  'a number beyond 2^53 in the file': [
    text.replace('"proof":', '"proof":9007199254740993,"x":'),
    'file_not_canonical',
    /too large to be exact/,
  ],
  'its members in another order': [
    JSON.stringify({ jwt: receipt.jwt, ...(JSON.parse(text) as object) }),
    'file_not_canonical',
    /another order/,
  ],
}

test.each(Object.entries(files))('%s is refused', (_what, [file, code, reason]) => {
  expectRefused(Buffer.from(file), code, reason)
})

test('what was made here is what a receipt is made of', () => {
  expect(verifyReceipt(serialiseReceiptFile(withTree(6, root)), mockPolicy(), nodeCrypto).ok).toBe(
    true,
  )
  expect(withPayload(said).jwt).toBe(receipt.jwt)
  expect(canonicalJson(JSON.parse(said))).toBe(said)
})

function expectRefused(bytes: Uint8Array, code: string, reason = /./): void {
  const { ok, facts } = verifyReceipt(bytes, mockPolicy(), nodeCrypto)
  expect(ok).toBe(false)
  expect(facts.at(-1)).toMatchObject({ state: 'failed', code })
  expect(facts.at(-1)?.sentence).toMatch(reason)
}
