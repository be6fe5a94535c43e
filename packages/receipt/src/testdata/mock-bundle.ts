import { bundleParts, type BundlePart } from '../bundle-parts.ts'
import { nodeCrypto } from '../node-crypto.ts'
import type { ReceiptFile } from '../receipt-file.ts'
import { parseVerifierKey } from '../verifier-key.ts'
import { LEDGER_VKEY, mockReceipt } from './mock-receipt.ts'
import { mockZip } from './mock-zip.ts'

/** The parts of a receipt of the mock ledger. */
export function mockParts(
  receipt: ReceiptFile = mockReceipt(),
  vkey: string = LEDGER_VKEY,
): BundlePart[] {
  return bundleParts(receipt, parseVerifierKey(vkey, nodeCrypto), nodeCrypto)
}

/** A whole `*.receipt.zip`, which names one of the keys that signed it. */
export function mockBundle(
  receipt: ReceiptFile = mockReceipt(),
  vkey: string = LEDGER_VKEY,
): Buffer {
  return mockZip(mockParts(receipt, vkey))
}
