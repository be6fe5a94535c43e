import { bundleParts, type BundlePart } from '../bundle-parts.ts'
import { nodeCrypto } from '../node-crypto.ts'
import type { ReceiptFile } from '../receipt-file.ts'
import { parseVerifierKey } from '../verifier-key.ts'
import { LEDGER_VKEY, mockReceipt } from './mock-receipt.ts'
import { mockZip } from './mock-zip.ts'

/** The parts of a receipt of the mock ledger. */
export function mockParts(receipt: ReceiptFile = mockReceipt()): BundlePart[] {
  return bundleParts(receipt, parseVerifierKey(LEDGER_VKEY, nodeCrypto), nodeCrypto)
}

/** A whole `*.receipt.zip`. */
export function mockBundle(receipt: ReceiptFile = mockReceipt()): Buffer {
  return mockZip(mockParts(receipt))
}
