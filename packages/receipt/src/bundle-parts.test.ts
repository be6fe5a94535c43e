import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bundleParts } from './bundle-parts.ts'
import { nodeCrypto } from './node-crypto.ts'
import { receiptContext } from './receipt-context.ts'
import { LEDGER_VKEY, mockReceipt, TEXTS, type Changes } from './testdata/mock-receipt.ts'
import { parseVerifierKey } from './verifier-key.ts'

const KEY = parseVerifierKey(LEDGER_VKEY, nodeCrypto)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-bundle-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

test('a bundle holds each part under its name, and the texts to the byte', () => {
  unpack()
  expect(bundleParts(mockReceipt(), KEY, nodeCrypto).map(({ path }) => path)).toEqual([
    'VERIFY.txt',
    'receipt.vc.jwt',
    'receipt.jsonld',
    'salt',
    'certificate',
    'jwks.json',
    'trust.policy',
    'proof.tlog-proof',
    'checkpoint',
    'terms/service-2.md',
    'notice/meeting-summary-1.json',
  ])
  expect(readFileSync(join(folder, 'terms/service-2.md'), 'utf8')).toBe(TEXTS[0]?.text)
  expect(readFileSync(join(folder, 'trust.policy'), 'utf8')).toBe(`log ${LEDGER_VKEY}\n`)
})

test('where the statement names the published context, the bundle holds it last', () => {
  const url = 'https://meet.example/contexts/receipt-v2'
  unpack({ credential: { '@context': ['https://www.w3.org/ns/credentials/v2', url] } })
  const text = readFileSync(join(folder, 'context/receipt-v2.jsonld'), 'utf8')
  expect(text).toBe(receiptContext(url))
  expect(runInstructions()).toBe(0)
  writeFileSync(join(folder, 'context/receipt-v2.jsonld'), text.replace('dpv/ai#', 'dpv/ia#'))
  expect(runInstructions()).not.toBe(0)
})

test('a receipt that awaits its proof has a bundle without one, which checks as far as it goes', () => {
  const parts = bundleParts({ ...mockReceipt(), proof: null }, KEY, nodeCrypto)
  expect(parts.some(({ path }) => path === 'checkpoint')).toBe(false)
  write(parts)
  expect(runInstructions()).toBe(0)
})

describe('the commands of VERIFY.txt, run as they stand', () => {
  test.each([
    [0, 0],
    [0, 1],
    [1, 0],
    [3, 2],
    [6, 0],
    [5, 8],
  ])('find the entry after %i others and before %i', (entriesBefore, entriesAfter) => {
    unpack({ entriesBefore, entriesAfter })
    expect(runInstructions()).toBe(0)
  })

  test('find a checkpoint right that witnesses signed too', () => {
    unpack({ witnessSeeds: [11, 12] })
    expect(runInstructions()).toBe(0)
  })

  test.each<Changes>([
    { keyValidUntil: '2026-03-02T09:15:05Z' },
    { keyValidUntil: '2026-03-02T09:15:05Z', keyRevokedAt: 4 },
    { besideSeeds: [8] },
  ])(
    'find a key right that signed before its end, and a ledger that changes its key: %o',
    (changes) => {
      unpack(changes)
      expect(runInstructions()).toBe(0)
    },
  )

  test.each<Changes>([
    { keyValidFrom: '2026-03-02T09:15:05Z' },
    { keyValidUntil: '2026-03-02T09:15:04Z' },
    { keyValidUntil: '2026-03-09T00:00:00Z', keyRevokedAt: 3 },
  ])('fail where the key was not valid: %o', (changes) => {
    unpack(changes)
    expect(runInstructions()).not.toBe(0)
  })

  test.each([
    'receipt.vc.jwt',
    'receipt.jsonld',
    'salt',
    'certificate',
    'jwks.json',
    'proof.tlog-proof',
    'checkpoint',
    'terms/service-2.md',
    'notice/meeting-summary-1.json',
  ])('fail when one byte of %s is changed', (path) => {
    unpack()
    const bytes = readFileSync(join(folder, path))
    const at = path === 'jwks.json' ? bytes.length - 10 : Math.floor(bytes.length / 2)
    bytes[at] = bytes[at] === 0x41 ? 0x42 : 0x41
    writeFileSync(join(folder, path), bytes)
    expect(runInstructions()).not.toBe(0)
  })
})

function unpack(changes: Changes = {}): void {
  write(bundleParts(mockReceipt(changes), KEY, nodeCrypto))
}

function write(parts: ReturnType<typeof bundleParts>): void {
  for (const { path, bytes } of parts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
}

/** All that is indented, in one shell that stops at the first error. */
function runInstructions(): number | null {
  const text = readFileSync(join(folder, 'VERIFY.txt'), 'utf8')
  const commands = text.split('\n').filter((line) => line.startsWith('    '))
  expect(commands.length).toBeGreaterThan(10)
  return spawnSync('sh', ['-e', '-c', commands.join('\n')], { cwd: folder }).status
}
