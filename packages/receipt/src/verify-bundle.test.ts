import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BundlePart } from './bundle-parts.ts'
import type { Crypto } from './crypto.ts'
import type { FailureCode } from './fact.ts'
import { nodeCrypto } from './node-crypto.ts'
import { RECEIPT_BYTES_MAX, serialiseReceiptFile, type ReceiptFile } from './receipt-file.ts'
import { mockBundle, mockParts } from './testdata/mock-bundle.ts'
import { mockPolicy, mockReceipt, mockVkey, ORIGIN, witnessLine } from './testdata/mock-receipt.ts'
import { mockZip } from './testdata/mock-zip.ts'
import { parseTrustPolicy } from './trust-policy.ts'
import { verifyReceipt } from './verify-receipt.ts'

/** Made for people and signed by nobody. */
const UNSIGNED = ['VERIFY.txt', 'receipt.pdf']
const PARTS = mockParts()
const RECEIPT = filed(mockReceipt())
const OPEN = openOf(PARTS)
const PDF = { path: 'receipt.pdf', bytes: Buffer.from('%PDF-2.0') }
const OTHER = mockReceipt({ credential: { validFrom: '2026-03-03T10:00:00Z' } })

describe('a zip of a receipt’s parts', () => {
  test('establishes what the one file does, and that its parts are one receipt', () => {
    const { ok, facts, receipt, statement } = verify(PARTS)
    expect(ok).toBe(true)
    expect(facts.map(({ code }) => code)).toEqual([
      'zip_whole',
      'receipt_key_certified',
      'statement_signed',
      'texts_match',
      'parts_match',
      'entry_committed',
      'entry_included',
      'checkpoint_signed',
    ])
    expect(facts[0]?.sentence).toContain(`in ${PARTS.length} parts`)
    expect(filed(receipt)).toEqual(RECEIPT)
    expect(statement?.kind).toBe('ConsentReceipt')
  })

  test('verifies with no inflation but its own', () => {
    const crypto: Crypto = {
      sha256: (bytes) => nodeCrypto.sha256(bytes),
      verifyEd25519: (...signed) => nodeCrypto.verifyEd25519(...signed),
    }
    expect(verifyReceipt(mockBundle(), mockPolicy(), crypto).ok).toBe(true)
  })

  test('is the receipt that the one file is, wherever its entry stands', () => {
    const entries = fc.integer({ min: 0, max: 40 })
    fc.assert(
      fc.property(entries, entries, (entriesBefore, entriesAfter) => {
        const receipt = mockReceipt({ entriesBefore, entriesAfter })
        const zipped = verifyReceipt(mockBundle(receipt), mockPolicy(), nodeCrypto)
        expect(zipped.ok).toBe(true)
        expect(filed(zipped.receipt)).toEqual(filed(receipt))
      }),
      { numRuns: 30 },
    )
  })

  test('that awaits its proof is not there yet, and so are its other parts found to be right', () => {
    const { ok, facts } = verify(mockParts({ ...mockReceipt(), proof: null }))
    expect(ok).toBe(false)
    expect(facts.slice(-2).map(({ code }) => code)).toEqual(['parts_match', 'awaiting_proof'])
  })

  test('names one of the keys of a ledger that changes its own, which the reader’s policy may not know', () => {
    const [known, next] = [mockVkey(ORIGIN, 1, 'ed25519'), mockVkey(ORIGIN, 8, 'ed25519')]
    const receipt = mockReceipt({ besideSeeds: [8] })
    for (const [named, logs, isOpen] of [
      [known, [known], false],
      [next, [next], false],
      [next, [known, next], false],
      [next, [known], true],
      [known, [next], true],
    ] as const) {
      const policy = parseTrustPolicy(logs.map((vkey) => `log ${vkey}\n`).join(''), nodeCrypto)
      const { ok, open } = verifyReceipt(mockBundle(receipt, named), policy, nodeCrypto)
      expect(ok).toBe(true)
      expect(open.some(({ code }) => code === 'policy_not_checked')).toBe(isOpen)
    }
    const stranger = Buffer.from(`log ${mockVkey(ORIGIN, 9, 'ed25519')}\n`)
    for (const bytes of [stranger, Buffer.from(`log ${next}`), Buffer.from('log x\n')]) {
      const parts = mockParts(receipt).map((part) =>
        part.path === 'trust.policy' ? { ...part, bytes } : part,
      )
      expect(verify(parts).facts.at(-1)).toMatchObject({ code: 'part_changed' })
    }
  })

  test('counts witnesses, and may rest on no text', () => {
    const policy = mockPolicy(witnessLine(11), 'quorum W11')
    const receipt = mockReceipt({ witnessSeeds: [11], texts: [] })
    const { facts } = verifyReceipt(mockBundle(receipt), policy, nodeCrypto)
    expect(facts.at(-1)?.code).toBe('quorum_met')
  })
})

describe('what nobody signed in it is said to be open', () => {
  test('a PDF, whatever is in it', () => {
    for (const parts of [
      [...PARTS, PDF],
      [PDF, ...PARTS],
    ]) {
      const { ok, open } = verify(parts)
      expect(ok).toBe(true)
      expect(open.map(({ code }) => code)).toContain('pdf_not_checked')
    }
  })

  test('other instructions than this program writes; its own, or none, are no matter', () => {
    const codes = (parts: BundlePart[]) => verify(parts).open.map(({ code }) => code)
    expect(codes(replaced('VERIFY.txt', 'rm -r .'))).toContain('instructions_not_checked')
    expect(verify(replaced('VERIFY.txt', 'rm -r .')).ok).toBe(true)
    expect(codes(PARTS)).not.toContain('instructions_not_checked')
    expect(codes(without('VERIFY.txt'))).not.toContain('instructions_not_checked')
    expect(verify(without('VERIFY.txt')).ok).toBe(true)
  })
})

describe('each way a bundle can be wrong has its own code', () => {
  type Code = Extract<FailureCode, `zip_${string}` | `part${string}`>
  const otherPolicy = `log ${mockVkey(ORIGIN, 9, 'ed25519')}\n`
  const broken: Record<Code, readonly (readonly BundlePart[] | Buffer)[]> = {
    zip_malformed: [
      mockBundle().subarray(0, 700),
      Buffer.concat([mockBundle(), Buffer.of(0)]),
      mockZip([...PARTS, ...PARTS]),
      mockZip([{ path: '../receipt.vc.jwt', bytes: Buffer.of(1) }]),
      mockZip(Array.from({ length: 257 }, (_, i) => ({ ...PDF, path: `p${i}` }))),
      mockZip([{ path: 'salt', bytes: Buffer.alloc(RECEIPT_BYTES_MAX + 1) }]),
    ],
    part_missing: PARTS.map(({ path }) => path)
      .filter((path) => !UNSIGNED.includes(path) && !/^(terms|notice|proof)/.test(path))
      .map(without),
    part_unknown: [
      [...PARTS, { ...PDF, path: 'readme.html' }],
      [...PARTS, { ...PDF, path: 'receipt.pdf.exe' }],
      [...mockParts({ ...mockReceipt(), proof: null }), { ...PDF, path: 'checkpoint' }],
    ],
    part_changed: [
      replaced('receipt.jsonld', '{}'),
      replaced('jwks.json', '{"keys":[]}'),
      replaced('trust.policy', otherPolicy),
      replaced('checkpoint', OTHER.proof?.split('\n\n').slice(1).join('\n\n') ?? ''),
      replaced('salt', 'short'),
      replaced('certificate', Buffer.of(0xff)),
    ],
    parts_reordered: [
      [...PARTS.slice(3), ...PARTS.slice(0, 3)],
      [...PARTS.slice(1, 3).toReversed(), ...rest()],
    ],
  }

  test.each(Object.entries(broken))('%s', (code, cases) => {
    expect(cases.length).toBeGreaterThan(1)
    for (const each of cases) {
      const { ok, facts } = verify(each)
      expect(ok).toBe(false)
      expect(facts.at(-1)).toMatchObject({ state: 'failed', code })
      expect(facts.at(-1)?.sentence).toMatch(/^[A-Z].*\.$/)
    }
  })

  test('a text under another name, one too many and one too few', () => {
    expect(lastCode(renamed('terms/service-2.md', 'terms/service-3.md'))).toBe('part_unknown')
    expect(lastCode([...PARTS, { ...PDF, path: 'terms/service-1.md' }])).toBe('text_unexpected')
    expect(lastCode(without('terms/service-2.md'))).toBe('text_changed')
    expect(lastCode(without('notice/meeting-summary-1.json'))).toBe('text_missing')
  })

  test('no proof where there is a checkpoint is a part too many', () => {
    expect(lastCode(without('proof.tlog-proof'))).toBe('part_unknown')
  })
})

describe('a part of another receipt in the place of its own', () => {
  test.each(mockParts(OTHER).map((part) => [part.path, part] as const))('%s', (path, part) => {
    const own = PARTS.find((each) => each.path === path)
    if (own !== undefined && Buffer.from(own.bytes).equals(part.bytes)) return
    const { ok, open } = verify(replaced(path, part.bytes))
    if (UNSIGNED.includes(path)) expect(open.map(({ code }) => code)).not.toEqual(OPEN)
    else expect(ok).toBe(false)
  })
})

test('any one byte of any part that is changed is found, but in what nobody signed', () => {
  for (const { path, bytes } of PARTS) {
    for (let at = 0; at < bytes.length; at += bytes.length < 200 ? 1 : 37) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1
      const { ok, open } = verify(replaced(path, changed))
      if (UNSIGNED.includes(path)) expect(open.map(({ code }) => code)).not.toEqual(OPEN)
      else expect([path, at, ok]).toEqual([path, at, false])
    }
  }
})

test('a bundle’s own trust policy is never used: whose signature counts the reader says', () => {
  const policy = parseTrustPolicy(`log ${mockVkey(ORIGIN, 9, 'ed25519')}`, nodeCrypto)
  const { ok, facts } = verifyReceipt(mockBundle(), policy, nodeCrypto)
  expect([ok, facts.at(-1)?.code]).toEqual([false, 'unknown_key'])
})

test('no bytes make it throw', () => {
  const whole = mockBundle()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(whole.length), (bytes, at) => {
      const spliced = Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at)])
      const written = Buffer.from(whole)
      written.set(bytes.subarray(0, Math.min(bytes.length, whole.length - at)), at)
      for (const zip of [spliced, written]) {
        const { ok, receipt } = verifyReceipt(zip, mockPolicy(), nodeCrypto)
        // A date in both headers, or a field that says nothing, may be another: the receipt may not.
        if (ok) expect(filed(receipt)).toEqual(RECEIPT)
      }
    }),
    { numRuns: 300 },
  )
})

test('any parts at all are refused, or are the receipt', () => {
  const paths = fc.constantFrom(...PARTS.map(({ path }) => path), 'receipt.pdf', 'x')
  const part = fc.record({ path: paths, bytes: fc.uint8Array({ maxLength: 50 }) })
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), fc.subarray(PARTS), (some, own) => {
      const taken = new Set(some.map(({ path }) => path))
      const parts = [...own.filter(({ path }) => !taken.has(path)), ...some]
      const { ok, receipt } = verify(parts)
      if (ok) expect(filed(receipt)).toEqual(RECEIPT)
    }),
  )
})

function verify(parts: readonly BundlePart[] | Buffer) {
  const zip = parts instanceof Buffer ? parts : mockZip(parts as readonly BundlePart[])
  return verifyReceipt(zip, mockPolicy(), nodeCrypto)
}

/** As the one file, to compare it by. */
function filed(receipt: ReceiptFile | undefined): string | null {
  return receipt === undefined ? null : Buffer.from(serialiseReceiptFile(receipt)).toString()
}

function lastCode(parts: readonly BundlePart[]) {
  return verify(parts).facts.at(-1)?.code
}

function openOf(parts: readonly BundlePart[]) {
  return verify(parts).open.map(({ code }) => code)
}

function without(path: string): BundlePart[] {
  return PARTS.filter((part) => part.path !== path)
}

function replaced(path: string, content: string | Uint8Array): BundlePart[] {
  return PARTS.map((part) =>
    part.path === path ? { path, bytes: Buffer.from(content as Uint8Array) } : part,
  )
}

function renamed(path: string, to: string): BundlePart[] {
  return PARTS.map((part) => (part.path === path ? { ...part, path: to } : part))
}

function rest(): BundlePart[] {
  return [...PARTS.slice(0, 1), ...PARTS.slice(3)]
}
