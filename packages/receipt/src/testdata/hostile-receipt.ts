import fc from 'fast-check'
import type { BundlePart } from '../bundle-parts.ts'
import { nodeCrypto } from '../node-crypto.ts'
import { serialiseReceiptFile, type ReceiptFile } from '../receipt-file.ts'
import { verifyReceipt } from '../verify-receipt.ts'
import { mockParts } from './mock-bundle.ts'
import { mockPolicy, mockReceipt, witnessLine } from './mock-receipt.ts'
import { mockZip, type Fields, type Lie } from './mock-zip.ts'

// Receipts as nobody should send them: bytes of no form, whole receipts that were cut, spliced and spoilt, zips
// whose headers lie, and parts of several receipts thrown together.

const RECEIPTS: readonly ReceiptFile[] = [
  mockReceipt({ witnessSeeds: [11] }),
  mockReceipt({ credential: { validFrom: '2026-03-03T10:00:00Z' }, texts: [] }),
]
const FILES = RECEIPTS.map(serialiseReceiptFile)
const FILED = new Set(FILES.map((bytes) => Buffer.from(bytes).toString()))
const PARTS = RECEIPTS.map((receipt) => mockParts(receipt))
const ZIPS = PARTS.map((parts) => mockZip(parts))
const POLICY = mockPolicy(witnessLine(11), 'quorum none')

/** Any of them, a case. */
export const hostileReceipt: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  { weight: 3, arbitrary: spoilt(FILES) },
  { weight: 3, arbitrary: spoilt(ZIPS) },
  { weight: 3, arbitrary: lyingZip() },
  { weight: 3, arbitrary: mixedParts() },
  { weight: 2, arbitrary: strangeMembers() },
)

/** Null for one that is treated as it has to be: refused with a reason, or the very receipt that it was made of. */
export function whyMistreated(bytes: Uint8Array): string | null {
  const { ok, facts, receipt } = verifyReceipt(bytes, POLICY, nodeCrypto)
  const last = facts.at(-1)
  if (!ok) {
    // One whose proof was taken out awaits it.
    const isSaid = last !== undefined && last.state !== 'established'
    return isSaid && /^[A-Z].*\.$/s.test(last.sentence) ? null : 'it is refused without a reason'
  }
  const filed = receipt === undefined ? '' : Buffer.from(serialiseReceiptFile(receipt)).toString()
  return FILED.has(withoutWitnesses(filed)) ? null : 'another receipt than was made verifies'
}

/** The line of a cosignature that the policy asks nothing of may be spoilt. */
function withoutWitnesses(filed: string): string {
  for (const whole of FILED) {
    const at = whole.lastIndexOf('— witness')
    if (at > 0 && filed.slice(0, at) === whole.slice(0, at)) return whole
  }
  return filed
}

/** Bytes flipped, put in, taken out, said twice or cut off, a few times over. */
function spoilt(wholes: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const change = fc.record({
    how: fc.constantFrom('flip', 'write', 'insert', 'remove', 'repeat', 'cut'),
    at: fc.nat(1_000_000),
    length: fc.integer({ min: 1, max: 60 }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }),
  })
  return fc
    .tuple(fc.constantFrom(...wholes), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([whole, changes]) => {
      let bytes = Buffer.from(whole)
      for (const { how, at, length, bytes: some } of changes) {
        const from = at % Math.max(1, bytes.length)
        const [before, behind] = [bytes.subarray(0, from), bytes.subarray(from)]
        const slice = behind.subarray(0, length)
        bytes = {
          flip: () => Buffer.concat([before, flip(slice, some[0] ?? 1), behind.subarray(length)]),
          write: () => Buffer.concat([before, some, behind.subarray(some.length)]),
          insert: () => Buffer.concat([before, some, behind]),
          remove: () => Buffer.concat([before, behind.subarray(length)]),
          repeat: () => Buffer.concat([before, slice, behind]),
          cut: () => Buffer.from(before),
        }[how]()
      }
      return bytes
    })
}

function flip(bytes: Uint8Array, byte: number): Buffer {
  const flipped = Buffer.from(bytes)
  if (flipped.length > 0) flipped[0]! ^= byte === 0 ? 1 : byte
  return flipped
}

/** A whole bundle of which one file's headers say what is not so. */
function lyingZip(): fc.Arbitrary<Uint8Array> {
  const number = fc.oneof(fc.nat(70), fc.constantFrom(0xffff, 0xffff_ffff, 0x7fff_ffff))
  const fields = fc.record<Partial<Fields>>(
    {
      needed: fc.nat(0xffff),
      flags: fc.nat(0xffff),
      method: fc.constantFrom(0, 8, 9, 12, 93),
      modified: number,
      crc: number,
      packedSize: number,
      size: number,
      name: fc
        .oneof(
          fc.string({ maxLength: 12, unit: 'grapheme' }),
          fc.constantFrom('../x', '/x', 'salt'),
        )
        .map((name) => Buffer.from(name)),
      extra: fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
    },
    { requiredKeys: [] },
  )
  const lie = fc.record<Lie>(
    {
      stored: fc.boolean(),
      behind: fc.constantFrom('signed', 'bare'),
      both: fields,
      local: fields,
      directory: fields,
    },
    { requiredKeys: [] },
  )
  const end = fc.record(
    { count: fc.nat(0xffff), start: number, size: number },
    { requiredKeys: [] },
  )
  return fc
    .tuple(fc.constantFrom(...PARTS), fc.nat(20), lie, fc.option(end, { nil: {}, freq: 4 }))
    .map(([parts, at, lie, end]) => {
      const path = parts[at % parts.length]?.path ?? ''
      return mockZip(parts, { [path]: lie }, end)
    })
}

/** Parts of two receipts and of none, in any order, some twice. */
function mixedParts(): fc.Arbitrary<Uint8Array> {
  const paths = [...new Set(PARTS.flat().map(({ path }) => path)), 'receipt.pdf', 'x/y']
  const strange = fc.record({
    path: fc.constantFrom(...paths),
    bytes: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  })
  const own = fc
    .constantFrom(...PARTS)
    .chain((parts) => fc.oneof(fc.constant(parts), fc.shuffledSubarray(parts), fc.subarray(parts)))
  const more = fc.array(fc.oneof(fc.constantFrom(...PARTS.flat()), strange), { maxLength: 3 })
  return fc.tuple(own, more, fc.boolean()).map(([parts, some, replace]) => {
    const taken = new Map(some.map((part) => [part.path, part]))
    const replaced: BundlePart[] = parts.map((part) => taken.get(part.path) ?? part)
    return mockZip(replace ? replaced : [...parts, ...some])
  })
}

/** The members of a receipt, of which one is something else: a number beyond 2^53, half a character, a list. */
function strangeMembers(): fc.Arbitrary<Uint8Array> {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }).map((any) => JSON.stringify(any)),
    fc.constantFrom('9007199254740993', '1e400', '"\\ud800"', '"\\u0000"', '{"a":1,"a":2}', '-0'),
  )
  const member = fc.constantFrom('issuer', 'jwt', 'proof', 'salt', 'texts', 'format', 'more')
  return fc
    .tuple(fc.constantFrom(...FILES), member, value, fc.boolean())
    .map(([file, name, json, twice]) => {
      const members = JSON.parse(Buffer.from(file).toString()) as Record<string, unknown>
      const written = Object.entries(members).flatMap(([key, own]) => {
        const pair = `${JSON.stringify(key)}:${JSON.stringify(own)}`
        if (key !== name) return [pair]
        return twice ? [pair, `${JSON.stringify(key)}:${json}`] : [`${JSON.stringify(key)}:${json}`]
      })
      const added = name === 'more' ? [...written, `"zzz":${json}`] : written
      return Buffer.from(`{${added.join(',')}}`)
    })
}
