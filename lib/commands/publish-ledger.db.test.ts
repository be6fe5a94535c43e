import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { formatVerifierKey } from '@assent/receipt'
import pg from 'pg'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { folderFiles, type FolderFiles } from '#lib/ledger/ledger-folder.ts'
import { closeDatabase, openDatabase, type Database } from '#lib/store/database.ts'
import { appendBareActs } from '../../test-support/bare-acts.ts'
import { breakAt, breakOff, broken, type Broken } from '../../test-support/break-at.ts'
import { checkLedger } from '../../test-support/check-ledger.ts'
import { testDatabase } from '../../test-support/database.ts'
import { memoryContext } from '../../test-support/memory-context.ts'
import { readWholeLog } from '../../test-support/read-whole-log.ts'
import { publishLedger } from './publish-ledger.ts'
import { sequenceEntries } from './sequence-entries.ts'

const at = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'assent-publish-'))
const { keys } = memoryContext({} as Database, new Date('2026-03-02T09:00:00Z'))
const vkey = formatVerifierKey(keys.verifierKey)
let database: Database
let ledgerDir: string

let runs = 0
beforeEach(async () => {
  if (runs > 0) await closeDatabase(database)
  await at.reset()
  database = openDatabase(at.url)
  ledgerDir = join(scratch, String(++runs), 'ledger')
})
afterAll(async () => {
  await closeDatabase(database)
  rmSync(scratch, { recursive: true })
})

describe('a folder that any web server could serve', () => {
  test('before the first entry there is nothing, not even the folder', async () => {
    expect(await publish()).toEqual({ size: 0, files: 0 })
    expect(existsSync(ledgerDir)).toBe(false)
  })

  test('at every size that was published, a reader that shares no code with us finds the whole log', async () => {
    for (const count of [1, 1, 253, 1, 1, 300, 512, 44]) {
      await grow(count)
      const size = await sizeSigned()
      expect(await publish()).toMatchObject({ size })
      expect(await publish(), 'a second time there is nothing to write').toEqual({ size, files: 0 })
      await verifyWhole(size)
    }
  })

  test('a tree of three levels is published whole, and what grows is all that is written', async () => {
    await grow(65_536 + 300)
    expect(await publish()).toEqual({ size: 65_836, files: 2 * 257 + 1 + 2 + 1 + 1 + 1 })
    await grow(1)
    expect((await publish())?.files).toBe(2 + 1 + 1 + 1)
    await verifyWhole(65_837)
  })

  test('partial tiles go once a later checkpoint needs them no more, and not one checkpoint earlier', async () => {
    await grow(200)
    await publish()
    await grow(100)
    await publish()
    expect(await widths('tile/0/000.p')).toEqual(['200'])
    expect(await widths('tile/entries/000.p')).toEqual(['200'])
    await grow(1)
    await publish()
    expect(await widths('tile/0/000.p')).toEqual([])
    expect(await widths('tile/entries/000.p')).toEqual([])
    expect(await widths('tile/0/001.p')).toEqual(['44', '45'])
    await verifyWhole(301)
  })

  test('a full tile is never written again, and reads the same in the database', async () => {
    await grow(300)
    await publish()
    const paths: string[] = []
    await grow(600)
    await publish({
      ...folderFiles,
      rename: (from, to) => {
        paths.push(relative(ledgerDir, to))
        return folderFiles.rename(from, to)
      },
    })
    expect(paths).not.toContain('tile/0/000')
    expect(paths).toContain('tile/0/002')
    expect(paths.at(-1)).toBe('checkpoint')
  })

  test('a checkpoint that is cosigned later is published again, and nothing else', async () => {
    await grow(5)
    await publish()
    const line = '— witness.test AAAAAAAA\n'
    await database.pool.query(
      `INSERT INTO cosignature (size, witness, line, at) VALUES (5, 'witness.test', $1, now())`,
      [line],
    )
    expect(await publish()).toEqual({ size: 5, files: 1 })
    expect(readFileSync(join(ledgerDir, 'checkpoint'), 'utf8').endsWith(line)).toBe(true)
  })
})

describe('several publishers at once', () => {
  test('one publishes at a time, and the others leave it to that one', async () => {
    await grow(300)
    const other = new pg.Client(at.url)
    await other.connect()
    await other.query('BEGIN; SELECT pg_advisory_xact_lock(6963)')
    expect(await publish()).toBeNull()
    expect(existsSync(ledgerDir)).toBe(false)
    await other.end()
    await expect.poll(() => publish()).toMatchObject({ size: 300 })
    await verifyWhole(300)
  })

  test('while entries are sequenced, racing publishers never show a log that is not whole', async () => {
    await grow(1)
    await publish()
    const done = new AbortController()
    const until = async (work: () => Promise<unknown>) => {
      while (!done.signal.aborted) await work()
    }
    const racing = Array.from({ length: 3 }, () => until(() => publish()))
    // A reader takes what its checkpoint rests on while newer ones come: two of them at least are kept.
    const sizes: number[] = []
    for (let i = 0; i < 25; i++) {
      await grow(1 + ((i * 37) % 90))
      sizes.push(sizeIn(await readFile(join(ledgerDir, 'checkpoint'), 'utf8')))
    }
    done.abort()
    await Promise.all(racing)
    expect(sizes, 'no checkpoint is taken back').toEqual(sizes.toSorted((a, b) => a - b))
    await publish()
    await verifyWhole(await sizeSigned())
  })

  test('a publisher that loses its turn does not take back what another published', async () => {
    await grow(300)
    await publish()
    await grow(10)
    const late = publishLedger({ database: cutBefore('has turn'), ledgerDir })
    // As what it notices first has it: that it was cut off, or that it cannot go on.
    await expect(late).rejects.toThrow(/terminat|connection error/)
    expect(sizeIn(readFileSync(join(ledgerDir, 'checkpoint'), 'utf8'))).toBe(300)
    await verifyWhole(300)
    await publish()
    await verifyWhole(310)
  })
})

describe('faults', () => {
  const acts = ['write', 'rename', 'syncFolder', 'makeFolder', 'remove'] as const
  const table = acts.flatMap((act) => broken.map((fault) => ({ act, fault })))

  test.each(table)(
    'each $act $fault: readers see a whole log, and the next turn is right',
    async (f) => {
      await grow(200)
      await publish()
      await grow(320)
      await publish()
      await grow(300)
      const whole = await countActs(f.act)
      expect(whole).toBeGreaterThan(0)
      for (let nth = 0; nth < whole; nth++) {
        const sizes = [
          sizeIn(readFileSync(join(ledgerDir, 'checkpoint'), 'utf8')),
          await sizeSigned(),
        ]
        for (const round of [1, 2]) {
          const files = breakNth(f.act, nth, f.fault)
          await expect(publish(files), `${f.act} ${nth}, round ${round}`).rejects.toThrow()
          expect(sizes).toContain(await verifyWhole())
          if (sizeIn(readFileSync(join(ledgerDir, 'checkpoint'), 'utf8')) === sizes[1]) break
        }
        await publish()
        expect(await verifyWhole()).toBe(sizes[1])
        await grow(300)
      }
    },
  )

  const statements = [
    'BEGIN',
    'publisher turn',
    'served head',
    'checkpoint of',
    'entries',
    'full tile',
  ]
  const reads = [...statements, 'leaf hashes', 'tile roots', 'has turn', 'COMMIT']

  test.each(reads.flatMap((statement) => broken.map((fault) => ({ statement, fault }))))(
    'the database gone at $statement, $fault',
    async ({ statement, fault }) => {
      await grow(300)
      await publish()
      await grow(700)
      const over = breakAt(database, statement, fault)
      await expect(publishLedger({ database: over, ledgerDir })).rejects.toThrow('is gone')
      expect(await verifyWhole()).toBe(statement === 'COMMIT' ? 1_000 : 300)
      await publish()
      await verifyWhole(1_000)
    },
  )

  test('after a power cut at any moment, what was durable is a whole log', async () => {
    const disk = recordingDisk(ledgerDir, join(scratch, String(runs), 'durable'))
    let moments = 0
    disk.onAct(async () => {
      moments += 1
      await disk.verifyDurable()
    })
    for (const count of [1, 255, 300, 1, 700]) {
      await grow(count)
      await publish(disk.files)
    }
    expect(moments).toBeGreaterThan(100)
  })
})

describe('what is not written over', () => {
  test('a folder with more than the database has: it was set back', async () => {
    await grow(300)
    await publish()
    await closeDatabase(database)
    await at.reset()
    database = openDatabase(at.url)
    await expect(publish()).rejects.toThrow(
      /has a checkpoint of 300 entries, and the database of 0/,
    )
    await grow(10)
    await expect(publish()).rejects.toThrow('the database of 10: it was set back')
    await grow(500)
    await expect(publish()).rejects.toThrow('300 entries that this database never signed')
    expect((await readWholeLog(ledgerDir, vkey)).length).toBe(300)
  })

  test('a checkpoint that is none', async () => {
    await grow(3)
    mkdirSync(ledgerDir, { recursive: true })
    writeFileSync(join(ledgerDir, 'checkpoint'), 'not a note')
    await expect(publish()).rejects.toThrow(/checkpoint in the ledger's folder is malformed/)
  })

  test('a folder whose checkpoint was removed is made again', async () => {
    await grow(700)
    await publish()
    rmSync(join(ledgerDir, 'checkpoint'))
    writeFileSync(join(ledgerDir, 'tile/0/000'), 'damaged')
    await publish()
    await verifyWhole(700)
  })
})

function publish(files?: FolderFiles) {
  return publishLedger({ database, ledgerDir }, files)
}

async function grow(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 10_000)
    await appendBareActs(database, Math.min(left, 10_000))
  while ((await sequenceEntries({ database, now: () => new Date(), keys })).sequenced > 0);
}

/** The database's ledger and the folder's, by other people's reading; answers the size of the latter. */
async function verifyWhole(size?: number): Promise<number> {
  const events = await checkLedger(at.ownerUrl, keys.verifierKey)
  const entries = await readWholeLog(ledgerDir, vkey)
  const { rows } = await database.pool.query<{ leaf: Buffer }>(
    'SELECT leaf FROM entry ORDER BY index LIMIT $1',
    [entries.length],
  )
  expect(entries.map(String)).toEqual(rows.map(({ leaf }) => String(leaf)))
  expect(events.length).toBeGreaterThanOrEqual(entries.length)
  if (size !== undefined) expect(entries.length).toBe(size)
  return entries.length
}

async function sizeSigned(): Promise<number> {
  const { rows } = await database.pool.query<{ size: number }>(
    'SELECT max(size)::int AS size FROM checkpoint',
  )
  return rows[0]?.size ?? 0
}

function sizeIn(note: string): number {
  return Number(note.split('\n')[1])
}

async function widths(path: string): Promise<string[]> {
  return (await readdir(join(ledgerDir, path)).catch(() => [])).toSorted()
}

/** How many acts of a kind the next publication is made of, counted in a copy of the folder. */
async function countActs(act: keyof FolderFiles): Promise<number> {
  const copy = `${ledgerDir}-copy`
  cpSync(ledgerDir, copy, { recursive: true })
  let count = 0
  const own = folderFiles[act] as (...given: unknown[]) => Promise<void>
  const counting = (...given: unknown[]) => {
    count += 1
    return own(...given)
  }
  await publishLedger({ database, ledgerDir: copy }, { ...folderFiles, [act]: counting })
  rmSync(copy, { recursive: true })
  return count
}

function breakNth(act: keyof FolderFiles, nth: number, fault: Broken): FolderFiles {
  let count = -1
  const own = folderFiles[act] as (...given: unknown[]) => Promise<void>
  const breaking = (...given: unknown[]) =>
    ++count === nth ? breakOff(fault, () => own(...given)) : own(...given)
  return { ...folderFiles, [act]: breaking }
}

/** A connection that is cut off by the server at a statement: its locks are gone at once. */
function cutBefore(statement: string): Database {
  const connect = async () => {
    const client = await database.pool.connect()
    client.on('error', () => undefined)
    const query = async (given: string | pg.QueryConfig) => {
      if (typeof given !== 'string' && given.name === statement) {
        const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
        await database.pool.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid])
      }
      return client.query(given)
    }
    return { query, release: (error?: Error) => client.release(error) }
  }
  return { ...database, pool: { connect } as unknown as pg.Pool }
}

/**
 * The real folder, and beside it what would be left of it after a power cut: a name is there only once
 * its folder was synced, and one folder is there only once the one above it was.
 */
function recordingDisk(folder: string, durable: string) {
  let told: () => Promise<void> = () => Promise.resolve()
  const written = new Map<string, Uint8Array | string>()
  const named = new Map<string, Uint8Array | string | null>()
  const after = async (work: Promise<void>) => {
    await work
    await told()
  }
  const inDurable = (path: string) => join(durable, relative(dirname(folder), path))
  const files: FolderFiles = {
    write: (path, bytes) => {
      written.set(path, bytes)
      return after(folderFiles.write(path, bytes))
    },
    rename: (from, to) => {
      named.set(to, written.get(from)!)
      return after(folderFiles.rename(from, to))
    },
    makeFolder: (path) => after(folderFiles.makeFolder(path)),
    remove: (path) => {
      // At once, which is the worst: what is gone before anything says so.
      rmSync(inDurable(path), { recursive: true, force: true })
      return after(folderFiles.remove(path))
    },
    syncFolder: async (path) => {
      await folderFiles.syncFolder(path)
      for (const [to, bytes] of named) {
        if (dirname(to) !== path || bytes === null) continue
        mkdirSync(dirname(inDurable(to)), { recursive: true })
        writeFileSync(inDurable(to), bytes)
        named.delete(to)
      }
      await told()
    },
  }
  return {
    files,
    onAct(work: () => Promise<void>) {
      told = work
    },
    async verifyDurable() {
      const found = inDurable(folder)
      if (!existsSync(join(found, 'checkpoint'))) return
      await readWholeLog(found, vkey)
    },
  }
}
