import { constants, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FormatError } from './format-error.ts'
import { inflate } from './inflate.ts'
import { nodeCrypto } from './node-crypto.ts'

const { Z_FIXED, Z_DEFAULT_STRATEGY, Z_HUFFMAN_ONLY } = constants

const nodeInflate: typeof inflate = (deflated, size) => nodeCrypto.inflate!(deflated, size)

/** Bytes that repeat themselves, as texts do, and bytes that do not. */
const content = fc.oneof(
  fc.uint8Array({ maxLength: 2_000 }),
  fc
    .array(fc.constantFrom('terms ', 'you ', 'may ', 'not ', '\n'), { maxLength: 3_000 })
    .map((words) => Buffer.from(words.join(''))),
)
const options = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY),
})

/** Ours, and node:zlib's behind the same contract: what is said of one holds for the other. */
describe.each([
  ['inflate', inflate],
  ['nodeCrypto.inflate', nodeInflate],
])('%s', (_name, unpack) => {
  test('gives back what was deflated, however it was', () => {
    fc.assert(
      fc.property(content, options, (bytes, how) => {
        const unpacked = unpack(deflateRawSync(bytes, how), bytes.length)
        expect(Buffer.from(unpacked).equals(bytes)).toBe(true)
      }),
    )
  })

  test('refuses one byte more and one byte less than it unpacks to', () => {
    fc.assert(
      fc.property(content, options, (bytes, how) => {
        const deflated = deflateRawSync(bytes, how)
        expect(() => unpack(deflated, bytes.length + 1)).toThrow('less than it says')
        if (bytes.length > 0)
          expect(() => unpack(deflated, bytes.length - 1)).toThrow('more than it says')
      }),
    )
  })

  test('refuses bytes behind the end of the stream, and a stream without its end', () => {
    const bytes = Buffer.from('Terms. '.repeat(50))
    const deflated = deflateRawSync(bytes)
    const more = Buffer.concat([deflated, Buffer.of(0)])
    expect(() => unpack(more, bytes.length)).toThrow('more than it unpacks to')
    for (let length = 0; length < deflated.length; length++)
      expect(() => unpack(deflated.subarray(0, length), bytes.length)).toThrow(FormatError)
  })

  test('makes no more of a bomb than it was told to', () => {
    const bomb = deflateRawSync(new Uint8Array(50_000_000), { level: 9 })
    expect(() => unpack(bomb, 100)).toThrow('more than it says')
  })
})

test('both say the same of any bytes at all, and of a stream with any byte changed', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc.tuple(content, options, fc.nat(), fc.nat(255)).map(([bytes, how, at, byte]) => {
          const deflated = deflateRawSync(bytes, how)
          deflated[at % deflated.length] = byte
          return deflated
        }),
      ),
      fc.nat(300),
      (bytes, size) => {
        expect(outcome(inflate, bytes, size)).toEqual(outcome(nodeInflate, bytes, size))
      },
    ),
    { numRuns: 3_000 },
  )
})

function outcome(unpack: typeof inflate, bytes: Uint8Array, size: number): string {
  try {
    return Buffer.from(unpack(bytes, size)).toString('hex')
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return 'refused'
  }
}
