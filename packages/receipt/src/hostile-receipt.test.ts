import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostileReceipt, whyMistreated } from './testdata/hostile-receipt.ts'

test('a hostile receipt is refused with a reason, and never makes another one verify', () => {
  fc.assert(
    fc.property(hostileReceipt, (bytes) => {
      expect(whyMistreated(bytes)).toBeNull()
    }),
    { numRuns: 2_000 },
  )
})
