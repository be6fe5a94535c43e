import { hash } from 'node:crypto'
import {
  inclusionProof,
  leafHash,
  nodeHash,
  rootHash,
  verifyInclusion,
  type HashAt,
} from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sequenceEntries } from '#lib/commands/sequence-entries.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { openWorld } from '../../test-support/world.ts'
import { proveInclusion } from './prove-inclusion.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const entries = 1_500
let leaves: Uint8Array[] = []

beforeAll(async () => {
  const { keys, context } = await openWorld(database)
  await appendLeaves(entries)
  await sequenceEntries({ ...context, keys }, entries + 100)
  const { rows } = await database.pool.query<{ leaf: Uint8Array }>(
    'SELECT leaf FROM entry ORDER BY index',
  )
  expect(rows.length).toBeGreaterThan(entries)
  leaves = rows.map(({ leaf }) => leafHash(leaf, nodeCrypto))
})

afterAll(() => closeDatabase(database))

test('every proof, for every size that the tree ever had, is that of RFC 6962', async () => {
  const sizes = fc.integer({ min: 1, max: entries })
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), async (size, any) => {
      const index = any % size
      const proof = await proveInclusion(database, index, size)
      expect(proof.map(hex)).toEqual(inclusionProof(index, size, hashAt, nodeCrypto).map(hex))
      const root = rootHash(size, hashAt, nodeCrypto)
      const claim = { leafHash: leaves[index]!, index, size, proof, root }
      expect(verifyInclusion(claim, nodeCrypto)).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('the second proof of an entry asks the database nothing', async () => {
  const first = await proveInclusion(database, 300, 1_400)
  const asked = vi.spyOn(database.pool, 'query')
  expect(await proveInclusion(database, 300, 1_400)).toEqual(first)
  expect(asked).not.toHaveBeenCalled()
})

test('an entry that is not in the tree has no proof', async () => {
  await expect(proveInclusion(database, 10, 10)).rejects.toThrow(RangeError)
})

/** From the leaves alone, with no tile. */
const hashAt: HashAt = (level, index) =>
  level === 0
    ? leaves[index]!
    : nodeHash(hashAt(level - 1, 2 * index), hashAt(level - 1, 2 * index + 1), nodeCrypto)

function hex(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex')
}

/** Events and leaves with nothing else, by the owner: proofs are all this is about. */
async function appendLeaves(count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, i) =>
    hash('sha256', String(i)).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
  )
  const owner = new pg.Client(at.ownerUrl)
  await owner.connect()
  await owner.query(
    `WITH made AS (INSERT INTO event (id, kind, at)
       SELECT id, 'choices_made', '2026-03-02T09:00:00Z' FROM unnest($1::uuid[]) id)
     INSERT INTO ledger_pending (event_id, leaf, ordinal)
       SELECT id, convert_to(id::text, 'UTF8'), n FROM unnest($1::uuid[]) WITH ORDINALITY u(id, n)`,
    [ids],
  )
  await owner.end()
}
