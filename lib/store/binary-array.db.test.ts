import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../test-support/database.ts'
import { binaryArray, type BinaryType } from './binary-array.ts'

const at = await testDatabase()
const client = new pg.Client(at.url)
beforeAll(() => client.connect())
afterAll(() => client.end())

// PostgreSQL keeps no NUL in a text, and UTF-8 has no lone surrogates.
const text = fc.string({ unit: 'binary' }).map((each) => each.replaceAll('\0', '').toWellFormed())
const cases: Record<BinaryType, fc.Arbitrary<unknown>> = {
  text: fc.oneof(text, fc.constantFrom('NULL', '{}', '"', '\\', ' ', '', 'x'.repeat(10_000))),
  uuid: fc.constant(null).map(() => randomUUID()),
  int: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  bool: fc.boolean(),
  bytea: fc.uint8Array({ maxLength: 3_000 }).map((bytes) => Buffer.from(bytes)),
  timestamptz: fc.date({
    min: new Date('1900-01-01T00:00:00Z'),
    max: new Date('2400-01-01T00:00:00Z'),
    noInvalidDate: true,
  }),
}

test.each(Object.entries(cases) as [BinaryType, fc.Arbitrary<unknown>][])(
  'what PostgreSQL reads of an array of %s is what was written',
  async (type, value) => {
    const values = fc.array(fc.option(value), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(values, async (written) => {
        const { rows } = await client.query<{ value: unknown }>(
          `SELECT value FROM unnest($1::${type}[]) AS given (value)`,
          [binaryArray(type, written)],
        )
        expect(rows.map((row) => row.value)).toEqual(written)
      }),
      { numRuns: 60 },
    )
  },
)

test('an integer that is none is refused here', () => {
  expect(() => binaryArray('int', [2 ** 31])).toThrow(RangeError)
})
