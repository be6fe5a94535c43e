import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { publishLedger } from '#lib/commands/publish-ledger.ts'
import { sequenceEntries } from '#lib/commands/sequence-entries.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { appendBareActs } from '../../test-support/bare-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { memoryContext } from '../../test-support/memory-context.ts'
import { checkLedgerFolder } from './check-ledger-folder.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const scratch = mkdtempSync(join(tmpdir(), 'assent-folder-'))
const [whole, ledgerDir] = [join(scratch, 'whole'), join(scratch, 'ledger')]
const { keys } = memoryContext(database, new Date('2026-03-02T09:00:00Z'))

beforeAll(async () => {
  await appendBareActs(database, 700)
  await sequenceEntries({ database, now: () => new Date(), keys })
  await publishLedger({ database, ledgerDir: whole })
})
beforeEach(() => {
  rmSync(ledgerDir, { recursive: true, force: true })
  cpSync(whole, ledgerDir, { recursive: true })
})
afterAll(async () => {
  await closeDatabase(database)
  rmSync(scratch, { recursive: true })
})

const check = () => checkLedgerFolder({ database }, ledgerDir)

test('a folder as it was published adds up, and one where nothing is says so', async () => {
  expect(await check()).toEqual({ ok: true, size: 700, files: 8 })
  const nothing = await checkLedgerFolder({ database }, join(scratch, 'nowhere'))
  expect(nothing).toEqual({ ok: true, size: 0, files: 0 })
})

test.each([
  ['tile/0/001', 32 * 7 + 3, 256 + 7],
  ['tile/0/001', 8191, 511],
  ['tile/0/002.p/188', 0, 512],
  ['tile/1/000.p/2', 40, 256],
  ['tile/entries/000', 0, 0],
  ['tile/entries/000', 700, 12],
  ['tile/entries/002.p/188', 2, 512],
])(
  '%s, byte %i changed: the first entry that it speaks of, %i, is named',
  async (path, byte, index) => {
    const bytes = readFileSync(join(ledgerDir, path))
    bytes[byte]! ^= 0xff
    writeFileSync(join(ledgerDir, path), bytes)
    expect(await check()).toEqual({
      ok: false,
      index,
      fault: `${path} is not what the database holds`,
    })
  },
)

test.each([
  ['tile/entries/001', 256],
  ['tile/0/002.p/188', 512],
  ['tile/1/000.p/2', 0],
])('%s gone is missed', async (path, index) => {
  rmSync(join(ledgerDir, path))
  expect(await check()).toEqual({ ok: false, index, fault: `${path} is missing` })
})

test('a file cut short or with more in it is different', async () => {
  writeFileSync(
    join(ledgerDir, 'tile/0/001'),
    readFileSync(join(whole, 'tile/0/001')).subarray(0, 640),
  )
  expect(await check()).toMatchObject({ ok: false, index: 256 + 20 })
  const more = Buffer.concat([readFileSync(join(whole, 'tile/0/001')), Buffer.of(0)])
  writeFileSync(join(ledgerDir, 'tile/0/001'), more)
  expect(await check()).toMatchObject({
    ok: false,
    fault: 'tile/0/001 is not what the database holds',
  })
})

test.each([
  ['another root', (note: string) => note.replace(/\n.{43}=\n/, `\n${'A'.repeat(43)}=\n`)],
  ['another size', (note: string) => note.replace('\n700\n', '\n699\n')],
  ['another signature', (note: string) => note.replace(/.{8}\n$/, 'AAAAAA==\n')],
])('a checkpoint with %s is none of this database', async (_, change) => {
  const path = join(ledgerDir, 'checkpoint')
  writeFileSync(path, change(readFileSync(path, 'utf8')))
  const found = await check()
  expect(found).toMatchObject({ ok: false, index: null })
  expect(found.ok ? '' : found.fault).toMatch(/is none that this database signed$/)
})

test('a checkpoint that is no note', async () => {
  writeFileSync(join(ledgerDir, 'checkpoint'), 'hello')
  const found = await check()
  expect(found.ok ? '' : found.fault).toMatch(/malformed/)
})

test('partial tiles that a later publication took away meanwhile are not missed', async () => {
  const old = readFileSync(join(ledgerDir, 'checkpoint'), 'utf8')
  expect(old).toContain('\n700\n')
  for (const count of [100, 1]) {
    await appendBareActs(database, count)
    await sequenceEntries({ database, now: () => new Date(), keys })
    await publishLedger({ database, ledgerDir })
  }
  expect(await check()).toMatchObject({ ok: true, size: 801 })
})
