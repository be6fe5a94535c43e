import { describe, expect, test } from 'vitest'
import { nodeCrypto } from './node-crypto.ts'
import { serialiseReceiptFile } from './receipt-file.ts'
import { mockPolicy, mockReceipt, witnessLine } from './testdata/mock-receipt.ts'
import type { TrustPolicy } from './trust-policy.ts'
import { verifyReceipt } from './verify-receipt.ts'

/** What each byte becomes in turn: its lowest bit flipped, the next value, the other case of a letter. */
const REPLACEMENTS: Record<string, (byte: number) => number> = {
  'its lowest bit flipped': (byte) => byte ^ 0x01,
  'one added': (byte) => (byte + 1) & 0xff,
  'its case changed': (byte) => byte ^ 0x20,
}

/** Thousands of verifications a test, on a machine that may be busy. */
const SLOW = { timeout: 60_000 }

describe('any single changed byte makes a receipt fail', SLOW, () => {
  for (const [name, replace] of Object.entries(REPLACEMENTS)) {
    test(`a receipt, with each byte in turn having ${name}`, () => {
      const bytes = serialiseReceiptFile(mockReceipt())
      expect(survivors(bytes, mockPolicy(), replace)).toEqual([])
    })
  }

  test('a receipt that a witness saw, with each byte in turn having its lowest bit flipped', () => {
    const bytes = serialiseReceiptFile(mockReceipt({ witnessSeeds: [11], texts: [] }))
    const policy = mockPolicy(witnessLine(11), 'quorum W11')
    expect(survivors(bytes, policy, (byte) => byte ^ 0x01)).toEqual([])
  })

  test('but for the line of a cosignature that the policy does not ask for', () => {
    const receipt = mockReceipt({ witnessSeeds: [11], texts: [] })
    const text = Buffer.from(serialiseReceiptFile(receipt)).toString('latin1')
    const from = text.lastIndexOf(Buffer.from('—').toString('latin1'))
    const to = text.indexOf('"', from)
    const found = survivors(Buffer.from(text, 'latin1'), mockPolicy(), (byte) => byte ^ 0x01)
    expect(found.length).toBeGreaterThan(0)
    for (const each of found) {
      expect(parseInt(each, 10)).toBeGreaterThan(from)
      expect(parseInt(each, 10)).toBeLessThan(to)
    }
  })
})

describe('any byte taken away or put in makes a receipt fail', SLOW, () => {
  const bytes = serialiseReceiptFile(mockReceipt({ texts: [] }))

  test('each byte in turn left out', () => {
    const verified = positions(bytes).filter((at) =>
      isVerified(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]), mockPolicy()),
    )
    expect(verified).toEqual([])
  })

  test('each byte in turn doubled, and a newline or a zero at the end', () => {
    const verified = positions(bytes).filter((at) =>
      isVerified(Buffer.concat([bytes.subarray(0, at + 1), bytes.subarray(at)]), mockPolicy()),
    )
    expect(verified).toEqual([])
    for (const tail of ['\n', ' ', '\0', '}']) {
      expect(isVerified(Buffer.concat([bytes, Buffer.from(tail)]), mockPolicy())).toBe(false)
    }
  })
})

/** Where a change went unnoticed. */
function survivors(
  bytes: Uint8Array,
  policy: TrustPolicy,
  replace: (byte: number) => number,
): string[] {
  expect(isVerified(bytes, policy)).toBe(true)
  const found: string[] = []
  for (const at of positions(bytes)) {
    const changed = Uint8Array.from(bytes)
    const byte = changed[at] ?? 0
    changed[at] = replace(byte)
    expect(changed[at]).not.toBe(byte)
    if (isVerified(changed, policy)) found.push(`${String(at)}: ${String.fromCharCode(byte)}`)
  }
  return found
}

function positions(bytes: Uint8Array): number[] {
  return Array.from(bytes, (_, at) => at)
}

function isVerified(bytes: Uint8Array, policy: TrustPolicy): boolean {
  return verifyReceipt(bytes, policy, nodeCrypto).ok
}
