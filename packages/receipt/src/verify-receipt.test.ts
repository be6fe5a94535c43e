import * as ed from '@noble/ed25519'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import type { Crypto } from './crypto.ts'
import type { FailureCode } from './fact.ts'
import { nodeCrypto } from './node-crypto.ts'
import { serialiseReceiptFile, type ReceiptFile, RECEIPT_BYTES_MAX } from './receipt-file.ts'
import { formatNote, parseNote, signNote } from './signed-note.ts'
import { STATEMENT_KINDS } from './statement.ts'
import { mockKey } from './testdata/mock-key.ts'
import {
  cosign,
  LEDGER_SEED,
  LEDGER_VKEY,
  mockCertificate,
  mockPolicy,
  mockReceipt,
  mockVkey,
  ORIGIN,
  TEXTS,
  witnessLine,
} from './testdata/mock-receipt.ts'
import { parseTrustPolicy, type TrustPolicy } from './trust-policy.ts'
import { parseVerifierKey } from './verifier-key.ts'
import { verifyReceipt } from './verify-receipt.ts'

ed.hashes.sha512 = sha512

describe('a valid receipt', () => {
  test('establishes every fact in order, each as a sentence', () => {
    const { ok, facts, statement } = verify(mockReceipt())
    expect(ok).toBe(true)
    expect(facts.map(({ code }) => code)).toEqual([
      'file_canonical',
      'receipt_key_certified',
      'statement_signed',
      'texts_match',
      'entry_committed',
      'entry_included',
      'checkpoint_signed',
    ])
    expect(facts.every(({ state }) => state === 'established')).toBe(true)
    expect(statement?.credential.id).toBe('urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057')
    expect(facts.map(({ sentence }) => sentence)).toMatchInlineSnapshot(`
      [
        "The file is a whole Assent receipt, written in its one exact form.",
        "The key behind this receipt is vouched for by the ledger meet.example/ledger, from 1 March 2026 at 08:00:00 UTC on.",
        "It is a consent receipt, one person's own answer, of 2 March 2026 at 09:15:04 UTC, signed for https://meet.example/ by that key.",
        "The 2 texts it rests on are, letter for letter, those that were shown.",
        "The statement and its salt together make one ledger entry.",
        "That entry stands at index 3 of the ledger meet.example/ledger, in its tree of size 6.",
        "The ledger meet.example/ledger signed that tree, with a key of your trust policy.",
      ]
    `)
  })

  test('says of every kind of document what it is', () => {
    const sentences = STATEMENT_KINDS.map((kind) => {
      const type = ['VerifiableCredential', kind] as const
      return sentenceOf(mockReceipt({ credential: { type } }), 'statement_signed')
    })
    expect(new Set(sentences).size).toBe(STATEMENT_KINDS.length)
    for (const sentence of sentences) expect(sentence).toContain('2 March 2026 at 09:15:04 UTC')
  })

  test('may rest on no text, on one, or on several', () => {
    const sentences = [[], TEXTS.slice(0, 1), TEXTS].map((texts) =>
      sentenceOf(mockReceipt({ texts }), 'texts_match'),
    )
    expect(sentences).toEqual([
      'It rests on no text.',
      'The text it rests on is, letter for letter, the one that was shown.',
      'The 2 texts it rests on are, letter for letter, those that were shown.',
    ])
  })

  test('verifies wherever its entry stands and however large the ledger is', () => {
    const entries = fc.integer({ min: 0, max: 70 })
    fc.assert(
      fc.property(entries, entries, (entriesBefore, entriesAfter) => {
        expect(verify(mockReceipt({ entriesBefore, entriesAfter })).ok).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  test("verifies with a browser's cryptography just as with node's", () => {
    const crypto: Crypto = {
      sha256,
      verifyEd25519: (publicKey, message, signature) => {
        try {
          return ed.verify(signature, message, publicKey, { zip215: false })
        } catch {
          return false
        }
      },
    }
    for (const receipt of [mockReceipt(), mockReceipt({ statementSeed: 9 })]) {
      const bytes = serialiseReceiptFile(receipt)
      const policy = parseTrustPolicy(`log ${LEDGER_VKEY}`, crypto)
      expect(verifyReceipt(bytes, policy, crypto)).toEqual(verify(receipt))
    }
  })

  test('verifies when the policy names other ledgers and both keys of this one', () => {
    const policy = parse(
      `log ${mockVkey('other.example/ledger', 7, 'ed25519')}`,
      `log ${mockVkey(ORIGIN, 8, 'ed25519')} https://meet.example/ledger`,
      `log ${LEDGER_VKEY}`,
    )
    expect(verify(mockReceipt(), policy).ok).toBe(true)
    expect(verify(mockReceipt({ checkpointSeed: 8 }), policy).ok).toBe(true)
  })
})

describe('a ledger that changes its key', () => {
  const [OLD, NEW] = [LEDGER_SEED, 8]
  const policyOf = (...seeds: number[]) =>
    parse(...seeds.map((seed) => `log ${mockVkey(ORIGIN, seed, 'ed25519')}`))

  test('signs with both for a while: whoever knows either key can verify, and who knows both', () => {
    const receipt = mockReceipt({ besideSeeds: [NEW] })
    for (const policy of [policyOf(OLD), policyOf(NEW), policyOf(OLD, NEW), policyOf(NEW, OLD)])
      expect(verify(receipt, policy).facts).toEqual(verify(mockReceipt()).facts)
    expect(lastCode(receipt, policyOf(9))).toBe('unknown_key')
  })

  test('a line by a key of its that is known must be right, and one by an unknown key counts for nothing', () => {
    const receipt = mockReceipt({ besideSeeds: [NEW] })
    const proof = spoilLastSignature(receipt.proof ?? '')
    expect(lastCode({ ...receipt, proof }, policyOf(OLD, NEW))).toBe('checkpoint_signature_invalid')
    expect(lastCode({ ...receipt, proof }, policyOf(NEW))).toBe('checkpoint_signature_invalid')
    expect(verify({ ...receipt, proof }, policyOf(OLD)).ok).toBe(true)
    const issuer = spoilLastSignature(receipt.issuer)
    const wrong = 'certificate_signature_invalid'
    expect(lastCode({ ...receipt, issuer }, policyOf(OLD, NEW))).toBe(wrong)
    expect(verify({ ...receipt, issuer }, policyOf(OLD)).ok).toBe(true)
  })

  test('signs with the new alone afterwards, which those who know the old one are told', () => {
    const receipt = mockReceipt({ certificateSeed: NEW, checkpointSeed: NEW })
    expect(verify(receipt, policyOf(NEW)).ok).toBe(true)
    expect(lastCode(receipt, policyOf(OLD))).toBe('unknown_key')
  })
})

describe('a receipt key that has an end', () => {
  test('signed what is dated before it, to the second', () => {
    const until = (keyValidUntil: string) => mockReceipt({ keyValidUntil })
    expect(verify(until('2026-03-02T09:15:05Z')).ok).toBe(true)
    expect(sentenceOf(until('2026-03-02T09:15:05Z'), 'receipt_key_certified')).toMatch(
      /, from 1 March 2026 at 08:00:00 UTC until 2 March 2026 at 09:15:05 UTC\.$/,
    )
    expect(lastCode(until('2026-03-02T09:15:04Z'))).toBe('statement_after_key')
  })

  test('counts, once it is revoked, for what the ledger held before it said so, and nothing else', () => {
    const end = { keyValidUntil: '2026-03-09T00:00:00Z' }
    const revokedAt = (keyRevokedAt: number) => mockReceipt({ ...end, keyRevokedAt })
    expect(verify(revokedAt(4)).ok).toBe(true)
    expect(sentenceOf(revokedAt(4), 'receipt_key_certified')).toMatch(
      /when it was revoked: only for entries below index 4\.$/,
    )
    expect(lastCode(revokedAt(3))).toBe('entry_after_revocation')
    expect(lastCode(revokedAt(0))).toBe('entry_after_revocation')
    expect(lastCode({ ...revokedAt(3), proof: null })).toBe('awaiting_proof')
  })
})

describe('a receipt that awaits its proof', () => {
  test('is not there yet, which is not the same as wrong', () => {
    const { ok, facts, statement } = verify({ ...mockReceipt(), proof: null })
    expect(ok).toBe(false)
    expect(facts.at(-1)).toMatchObject({ state: 'not_yet', code: 'awaiting_proof' })
    expect(facts.slice(0, -1).map(({ code }) => code)).toEqual([
      'file_canonical',
      'receipt_key_certified',
      'statement_signed',
      'texts_match',
    ])
    expect(statement?.kind).toBe('ConsentReceipt')
  })

  test('is wrong, not early, when its statement is already broken', () => {
    const receipt = mockReceipt({ statementSeed: 9 })
    expect(lastCode({ ...receipt, proof: null })).toBe('statement_signature_invalid')
  })
})

describe('witnesses', () => {
  const two = [witnessLine(11), witnessLine(12), witnessLine(13)]

  test('are counted when the policy asks for a quorum', () => {
    const policy = mockPolicy(...two, 'group two 2 W11 W12 W13', 'quorum two')
    const { ok, facts } = verify(mockReceipt({ witnessSeeds: [11, 13] }), policy)
    expect(ok).toBe(true)
    expect(facts.at(-1)?.code).toBe('quorum_met')
  })

  test('that the policy does not ask for may be there and add no fact', () => {
    const policy = mockPolicy(...two, 'quorum none')
    const { ok, facts } = verify(mockReceipt({ witnessSeeds: [11] }), policy)
    expect(ok).toBe(true)
    expect(facts.at(-1)?.code).toBe('checkpoint_signed')
  })
})

describe('each way a receipt can be wrong has its own code and ends the facts', () => {
  const receipt = mockReceipt()
  const valid = serialiseReceiptFile(receipt)
  const text = new TextDecoder().decode(valid)
  const witnessed = (...lines: string[]) => mockPolicy(...lines, 'quorum W11')

  // The last two are of verify-at.test.ts, those of a zip of verify-bundle.test.ts.
  type Code = Exclude<
    FailureCode,
    'dated_later' | 'recorded_later' | `zip_${string}` | `part${string}`
  >
  const broken: Record<Code, () => [Uint8Array | ReceiptFile, TrustPolicy?]> = {
    file_empty: () => [new Uint8Array()],
    file_too_large: () => [new Uint8Array(RECEIPT_BYTES_MAX + 1)],
    file_not_json: () => [Buffer.from('# Terms\n\nNot a receipt at all.')],
    file_truncated: () => [valid.subarray(0, valid.length - 40)],
    file_not_a_receipt: () => [Buffer.from('{"format":"assent-receipt/v2"}')],
    file_not_canonical: () => [Buffer.from(`${text}\n`)],
    file_malformed: () => [Buffer.from(text.replace(/\}$/, ',"verified":true}'))],
    certificate_malformed: () => [{ ...receipt, issuer: 'assent-receipt-key/v1\n' }],
    other_ledger: () => [mockReceipt({ certificateOrigin: 'other.example/ledger' })],
    unknown_key: () => [mockReceipt({ certificateSeed: 9 })],
    unknown_signature: () => [{ ...receipt, issuer: cosign(receipt.issuer, 11) }],
    certificate_signature_invalid: () => [{ ...receipt, issuer: resign(receipt.issuer, 9) }],
    statement_malformed: () => [{ ...receipt, jwt: `${receipt.jwt}.` }],
    statement_key_mismatch: () => [mockReceipt({ kid: 'x'.repeat(43) })],
    statement_signature_invalid: () => [mockReceipt({ statementSeed: 9 })],
    statement_before_key: () => [mockReceipt({ keyValidFrom: '2026-03-02T09:15:05Z' })],
    statement_after_key: () => [mockReceipt({ keyValidUntil: '2026-03-02T09:15:04Z' })],
    text_missing: () => [{ ...receipt, texts: receipt.texts.slice(0, 1) }],
    text_unexpected: () => [{ ...receipt, texts: [...receipt.texts, ...receipt.texts] }],
    text_changed: () => [
      { ...receipt, texts: receipt.texts.map((each) => ({ ...each, text: `${each.text} ` })) },
    ],
    proof_malformed: () => [
      { ...receipt, proof: receipt.proof?.replace('index 3', 'index 03') ?? '' },
    ],
    checkpoint_malformed: () => [{ ...receipt, proof: receipt.proof?.trimEnd() ?? '' }],
    checkpoint_too_old: () => [
      { ...receipt, proof: receipt.proof?.replace('index 3', 'index 6') ?? '' },
    ],
    entry_not_included: () => [{ ...receipt, salt: new Uint8Array(32) }],
    entry_after_revocation: () => [
      mockReceipt({ keyValidUntil: '2026-03-09T00:00:00Z', keyRevokedAt: 3 }),
    ],
    checkpoint_signature_invalid: () => [{ ...receipt, proof: resign(receipt.proof ?? '', 9) }],
    cosignature_invalid: () => {
      const { proof } = mockReceipt({ witnessSeeds: [11] })
      return [{ ...receipt, proof: spoilLastSignature(proof ?? '') }, witnessed(witnessLine(11))]
    },
    quorum_missing: () => [receipt, witnessed(witnessLine(11))],
  }

  for (const [code, build] of Object.entries(broken)) {
    test(code, () => {
      const [built, policy = mockPolicy()] = build()
      const bytes = built instanceof Uint8Array ? built : serialiseReceiptFile(built)
      const { ok, facts } = verifyReceipt(bytes, policy, nodeCrypto)
      expect(ok).toBe(false)
      expect(facts.at(-1)).toMatchObject({ state: 'failed', code })
      expect(facts.slice(0, -1).every(({ state }) => state === 'established')).toBe(true)
    })
  }

  test('and its own sentence', () => {
    const sentences = Object.values(broken).map((build) => {
      const [built, policy = mockPolicy()] = build()
      const bytes = built instanceof Uint8Array ? built : serialiseReceiptFile(built)
      return verifyReceipt(bytes, policy, nodeCrypto).facts.at(-1)?.sentence ?? ''
    })
    expect(new Set(sentences).size).toBe(sentences.length)
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/s)
  })
})

describe('what a forger may try', () => {
  const receipt = mockReceipt()

  test('a checkpoint of another ledger that the policy trusts too', () => {
    const policy = mockPolicy(`log ${mockVkey('other.example/ledger', 8, 'ed25519')}`)
    const forged = mockReceipt({ checkpointOrigin: 'other.example/ledger', checkpointSeed: 8 })
    expect(lastCode(forged, policy)).toBe('other_ledger')
  })

  test('a whole receipt by keys of their own under the name of the ledger', () => {
    expect(lastCode(mockReceipt({ certificateSeed: 9, checkpointSeed: 9 }))).toBe('unknown_key')
  })

  test('a true certificate and a checkpoint by a key of their own', () => {
    expect(lastCode(mockReceipt({ checkpointSeed: 9 }))).toBe('unknown_key')
  })

  test('a checkpoint that only a witness of the policy signed', () => {
    const policy = mockPolicy(witnessLine(11), 'quorum W11')
    const forged = mockReceipt({ checkpointSeed: 9, witnessSeeds: [11] })
    expect(lastCode(forged, policy)).toBe('unknown_key')
  })

  test('a signature line by an unknown key below the true ones of a checkpoint', () => {
    const line = `— else.example ${Buffer.alloc(4 + 64, 7).toString('base64')}\n`
    const proof = `${receipt.proof ?? ''}${line}`
    expect(lastCode({ ...receipt, proof })).toBe('unknown_signature')
  })

  test('a cosignature of a witness that the policy does not name counts for nothing, right or wrong', () => {
    const { proof } = mockReceipt({ witnessSeeds: [12] })
    const { proof: wrong } = mockReceipt({ witnessSeeds: [11], checkpointSeed: 9 })
    expect(verify({ ...receipt, proof }).ok).toBe(true)
    expect(verify({ ...receipt, proof: spoilLastSignature(proof ?? '') }).ok).toBe(true)
    const policy = mockPolicy(witnessLine(11), 'quorum W11')
    expect(lastCode({ ...receipt, proof }, policy)).toBe('quorum_missing')
    expect(lastCode({ ...receipt, proof: wrong })).toBe('unknown_key')
  })

  test('that no witness saw it is said in other words than that too few did', () => {
    const policy = mockPolicy(
      witnessLine(11),
      witnessLine(12),
      'group both all W11 W12',
      'quorum both',
    )
    const lastSentence = (proof: string | null) =>
      verify({ ...receipt, proof }, policy).facts.at(-1)?.sentence
    expect(lastSentence(receipt.proof)).toMatch(/^No witness /)
    expect(lastSentence(mockReceipt({ witnessSeeds: [11] }).proof)).toMatch(/^Fewer witnesses /)
    expect(verify(mockReceipt({ witnessSeeds: [11, 12] }), policy).ok).toBe(true)
  })

  test('a checkpoint or a certificate that is a note of the ledger, but of the other sort', () => {
    const checkpoint = receipt.proof?.split('\n\n').slice(1).join('\n\n') ?? ''
    expect(lastCode({ ...receipt, issuer: checkpoint })).toBe('certificate_malformed')
    const proof = receipt.proof?.replace(checkpoint, receipt.issuer) ?? ''
    expect(lastCode({ ...receipt, proof })).toBe('checkpoint_malformed')
  })

  test('the statement of one receipt under the proof of another', () => {
    const validFrom = '2026-03-03T10:00:00Z'
    const { jwt } = mockReceipt({ credential: { validFrom } })
    expect(lastCode({ ...receipt, jwt })).toBe('entry_not_included')
  })

  test('texts in another order, or the right words under another name or kind', () => {
    const [terms, notice] = TEXTS
    if (terms === undefined || notice === undefined) throw new Error('two texts')
    expect(lastCode({ ...receipt, texts: [notice, terms] })).toBe('text_unexpected')
    expect(lastCode({ ...receipt, texts: [{ ...terms, id: 'x' }, notice] })).toBe('text_unexpected')
    const html = { ...terms, mediaType: 'text/html' }
    expect(lastCode({ ...receipt, texts: [html, notice] })).toBe('text_unexpected')
  })

  test('extra data in the proof, which nothing would cover', () => {
    const proof = receipt.proof?.replace('index', 'extra AAAA\nindex') ?? ''
    expect(lastCode({ ...receipt, proof })).toBe('proof_malformed')
  })

  test('terminal escapes in members that end up in no sentence', () => {
    const escape = '\u001b[2J\u009b2J'
    const texts = TEXTS.map((text) => ({ ...text, id: escape }))
    const { facts } = verify({ ...mockReceipt({ texts }), texts: [] })
    for (const { sentence } of facts) expect(sentence).not.toMatch(/\p{Cc}/u)
    const issuer = `https://meet.example/${escape}`
    const { facts: others } = verify(mockReceipt({ credential: { issuer } }))
    for (const { sentence } of others) expect(sentence).not.toMatch(/\p{Cc}/u)
  })
})

test('no bytes make it throw', () => {
  const valid = serialiseReceiptFile(mockReceipt())
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(valid.length), (bytes, at) => {
      expect(verifyReceipt(bytes, mockPolicy(), nodeCrypto).ok).toBe(false)
      const spliced = Buffer.concat([valid.subarray(0, at), bytes])
      expect(spliced.equals(valid) || !verifyReceipt(spliced, mockPolicy(), nodeCrypto).ok).toBe(
        true,
      )
    }),
  )
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const bytes = Buffer.from(
        JSON.stringify({ format: 'assent-receipt/v1', issuer: value, texts: value }),
      )
      expect(verifyReceipt(bytes, mockPolicy(), nodeCrypto).ok).toBe(false)
    }),
  )
})

test('JSON nested deep enough to exhaust a stack is refused', () => {
  const depth = 200_000
  const bytes = Buffer.from(`${'['.repeat(depth)}${']'.repeat(depth)}`)
  expect(verifyReceipt(bytes, mockPolicy(), nodeCrypto).facts.at(-1)?.state).toBe('failed')
  const inside = canonicalJson({ format: 'assent-receipt/v1', issuer: 'X' }).replace(
    '"X"',
    bytes.toString(),
  )
  expect(verifyReceipt(Buffer.from(inside), mockPolicy(), nodeCrypto).ok).toBe(false)
})

test('mock certificates are what the issuer writes', () => {
  const key = parseVerifierKey(LEDGER_VKEY, nodeCrypto)
  const { text } = parseNote(mockCertificate())
  expect(signNote(text, key, mockKey(LEDGER_SEED).sign)).toBe(mockCertificate())
})

function verify(receipt: ReceiptFile, policy = mockPolicy()) {
  return verifyReceipt(serialiseReceiptFile(receipt), policy, nodeCrypto)
}

function lastCode(receipt: ReceiptFile, policy = mockPolicy()) {
  return verify(receipt, policy).facts.at(-1)?.code
}

function sentenceOf(receipt: ReceiptFile, code: string): string {
  return verify(receipt).facts.find((fact) => fact.code === code)?.sentence ?? ''
}

function parse(...lines: string[]): TrustPolicy {
  return parseTrustPolicy(lines.join('\n'), nodeCrypto)
}

/** The note with the ledger's name and key id kept and a signature by another key put in. Takes a proof too. */
function resign(noteOrProof: string, seed: number): string {
  const split = noteOrProof.startsWith('c2sp.org/') ? noteOrProof.indexOf('\n\n') + 2 : 0
  const { text, signatures } = parseNote(noteOrProof.slice(split))
  const forged = signatures.map((line) => ({
    ...line,
    signature: mockKey(seed).sign(Buffer.from(text)),
  }))
  return noteOrProof.slice(0, split) + formatNote({ text, signatures: forged })
}

/** The proof with another letter in its last signature. */
function spoilLastSignature(proof: string): string {
  return proof.replace(/(.)(.{20})\n$/, (_, letter: string, rest: string) => {
    return `${letter === 'A' ? 'B' : 'A'}${rest}\n`
  })
}
