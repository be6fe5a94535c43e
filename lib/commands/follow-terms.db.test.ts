import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { governingTerms } from '#lib/domain/platform/platform.ts'
import { listDocuments } from '#lib/queries/terms.ts'
import { closeDatabase, openDatabase, type Database } from '#lib/store/database.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { loadBytes, loadVersions } from '#lib/store/terms.ts'
import { beforeAppend } from '../../test-support/before-append.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { termsHistory } from '../../test-support/terms-history.ts'
import { must, openWorld, type World } from '../../test-support/world.ts'
import { followTerms, type ArchiveRecord } from './follow-terms.ts'
import { importTerms } from './import-terms.ts'
import { publishTerms } from './publish-terms.ts'
import { saveMapping } from './save-mapping.ts'

const at = await testDatabase()
let database: Database
let world: World

beforeEach(async () => {
  await at.reset()
  database = openDatabase(at.url)
  world = await openWorld(database)
})

afterEach(async () => {
  await checkActs(world)
  await closeDatabase(database)
})

const slug = 'followed'
const text = (clause: string, token = 'x') =>
  `# Terms\n\n## 1. Scope\n\n${clause} See [us](https://x.example/?t=${token}).\n`

describe('a history', () => {
  test('keeps what differs, folds noise, and is published with an entry for each version', async () => {
    const records = [
      record('2023-01-01', text('We keep chat.', 'a')),
      record('2023-01-02', text('We keep chat.', 'b')),
      record('2023-02-01', text('We keep chat and video.', 'b')),
      record('2023-02-02', text('**We** keep chat and video.', 'c')),
      record('2023-03-01', text('We keep chat.', 'd')),
    ]
    const acts = await checkActs(world)
    expect(await outcomes(records)).toEqual([
      ...['imported', 'folded', 'imported', 'folded', 'imported'],
    ])
    const versions = await loadVersions(database, slug)
    expect(versions.map(({ number, effectiveAt }) => [number, day(effectiveAt)])).toEqual([
      [1, '2023-01-01'],
      [2, '2023-02-01'],
      [3, '2023-03-01'],
    ])
    expect(versions.every((each) => each.archival && each.publishedAt !== null)).toBe(true)
    expect(Buffer.from(await loadBytes(database, versions[1]!.id))).toEqual(
      Buffer.from(records[2]!.bytes),
    )
    expect((await checkActs(world))['terms_published']).toBe(acts['terms_published']! + 3)
  })

  test('governs nothing, and stands in the public archive', async () => {
    const before = governingTerms(await loadPlatform(database), world.context.now())
    await outcomes([record('2023-01-01', text('Everything is ours.'))])
    expect(governingTerms(await loadPlatform(database), world.context.now())).toEqual(before)
    const followed = (await listDocuments(world.context)).find((each) => each.slug === slug)
    expect(followed).toMatchObject({ title: 'Followed', inForce: null })
    expect(followed?.versions).toMatchObject([{ number: 1, state: 'archival' }])
  })

  test('again, whole or in slices of any length, changes nothing', async () => {
    const records = historyOf(24, 7)
    const first = await outcomes(records)
    expect(first.filter((each) => each === 'imported')).toHaveLength(7)
    const kept = await stored()
    const again = first.map((each) => (each === 'imported' ? 'known' : each))
    for (const length of [24, 5, 1]) {
      expect(await inSlices(records, length)).toEqual(again)
      expect(await stored()).toEqual(kept)
    }
  })

  test('in slices is what it is whole', async () => {
    const records = historyOf(24, 7)
    const sliced = await inSlices(records, 5)
    const kept = await stored()
    await closeDatabase(database)
    await at.reset()
    database = openDatabase(at.url)
    world = await openWorld(database)
    expect(await outcomes(records)).toEqual(sliced)
    expect(await stored()).toEqual(kept)
  })

  test('goes on with records that are new, without those that were followed before', async () => {
    const records = historyOf(24, 7)
    const whole = [
      ...(await outcomes(records.slice(0, 15))),
      ...(await outcomes(records.slice(15))),
    ]
    expect(whole.filter((each) => each === 'imported')).toHaveLength(7)
    expect(await outcomes(records)).toEqual(
      whole.map((each) => (each === 'imported' ? 'known' : each)),
    )
  })

  test('with several texts on a day keeps the order it was given in', async () => {
    const records = [
      record('2023-01-01', text('First.')),
      record('2023-01-02', text('First.', 'again')),
      record('2023-01-02', text('Second.')),
      record('2023-01-02', text('Third.')),
    ]
    const followed = ['imported', 'folded', 'imported', 'imported']
    expect(await outcomes(records)).toEqual(followed)
    expect(await outcomes(records)).toEqual(['known', 'folded', 'known', 'known'])
    expect(await outcomes([record('2023-01-03', text('Third.', 'later'))])).toEqual(['folded'])
  })

  test('that grows backwards is compared with what stood before, and not after', async () => {
    await outcomes([record('2023-03-01', text('Third.'))])
    expect(await outcomes([record('2023-01-01', text('First.'))])).toEqual(['imported'])
    expect(await outcomes([record('2023-02-01', text('First.', 'b'))])).toEqual(['folded'])
    expect(await outcomes([record('2023-04-01', text('Third.', 'b'))])).toEqual(['folded'])
  })
})

describe('what cannot be kept', () => {
  test('is refused by itself, and the rest is followed', async () => {
    const followed = await followTerms(
      world.commandLine,
      {
        documentSlug: slug,
        title: 'The Terms',
        records: [
          record('2023-01-01', text('First.')),
          { bytes: Uint8Array.of(0x43, 0xe9), recordedAt: new Date('2023-01-02') },
          record('2023-01-03', ' \n'),
          { bytes: new Uint8Array(2_000_001).fill(97), recordedAt: new Date('2023-01-04') },
          record('2023-01-05', text('First.', 'b')),
          record('2023-01-06', text('Second.')),
        ],
      },
      world.context,
    )
    expect(must(followed)).toEqual([
      { outcome: 'imported' },
      { outcome: 'refused', code: 'terms_not_utf8' },
      { outcome: 'refused', code: 'terms_empty' },
      { outcome: 'refused', code: 'terms_too_large' },
      { outcome: 'folded' },
      { outcome: 'imported' },
    ])
    const versions = await loadVersions(database, slug)
    expect(versions.map(({ documentTitle }) => documentTitle)).toEqual(['The Terms', 'The Terms'])
  })

  test('by a name that is none, or by somebody who may not, writes nothing', async () => {
    const { owner } = await world.team()
    const input = { documentSlug: slug, title: null, records: historyOf(2, 2) }
    expect(await followTerms(owner, input, world.context)).toMatchObject({ code: 'forbidden' })
    const unnamed = { ...input, documentSlug: 'No slug' }
    expect(await followTerms(world.commandLine, unnamed, world.context)).toMatchObject({
      code: 'slug_invalid',
    })
    expect(await database.prisma.termsVersion.count({ where: { archival: true } })).toBe(0)
  })
})

describe('broken off', () => {
  test('before anything is published: the next run publishes it, once', async () => {
    const records = historyOf(6, 3)
    const broken = beforeAppend(database, () => Promise.reject(new Error('the connection broke')))
    const own = { ...world.context, database: broken }
    const input = { documentSlug: slug, title: null, records }
    await expect(followTerms(world.commandLine, input, own)).rejects.toThrow('connection broke')
    expect(await stored()).toMatchObject([1, 2, 3].map((number) => ({ number, published: false })))
    expect(await outcomes(records)).not.toContain('imported')
    const kept = await stored()
    expect(kept).toMatchObject([1, 2, 3].map((number) => ({ number, published: true })))
    expect(await outcomes(records)).not.toContain('imported')
    expect(await stored()).toEqual(kept)
  })

  test('because another run publishes at the same moment: both end, each version is published once', async () => {
    const records = historyOf(6, 3)
    const own = { ...world.context, database: beforeAppend(database, () => outcomes(records)) }
    const input = { documentSlug: slug, title: null, records }
    must(await followTerms(world.commandLine, input, own))
    expect(await stored()).toMatchObject([1, 2, 3].map((number) => ({ number, published: true })))
  })

  test('two runs at once keep each version once', async () => {
    const records = historyOf(12, 4)
    await Promise.all([outcomes(records), outcomes(records)])
    expect(await stored()).toMatchObject(
      [1, 2, 3, 4].map((number) => ({ number, published: true })),
    )
  })
})

describe('what the operator has in hand', () => {
  const first = record('2023-01-01', text('First.'))

  test('an archival version imported before is published; a mapped one is theirs to publish', async () => {
    const second = record('2023-02-01', text('Second.'))
    for (const { bytes, recordedAt } of [first, second]) await bring(bytes, recordedAt, true)
    const mapping = { clauses: [], ceilings: [] }
    const draft = { documentSlug: slug, number: 2, mapping, expected: 0 }
    must(await saveMapping(world.commandLine, draft, world.context))
    expect(await outcomes([first, second])).toEqual(['known', 'known'])
    expect(await stored()).toMatchObject([{ published: true }, { published: false }])
    const mapped = { documentSlug: slug, number: 2, expected: null }
    must(await publishTerms(world.commandLine, mapped, world.context))
  })

  test('a version that is to govern is left as it is', async () => {
    await bring(first.bytes, first.recordedAt, false)
    expect(await outcomes([first])).toEqual(['known'])
    expect(await stored()).toMatchObject([{ number: 1, archival: false, published: false }])
  })

  async function bring(bytes: Uint8Array, effectiveAt: Date, archival: boolean): Promise<void> {
    const version = { documentSlug: slug, title: null, bytes, effectiveAt, archival }
    must(await importTerms(world.commandLine, version, world.context))
  }
})

function record(date: string, markdown: string): ArchiveRecord {
  return { bytes: new TextEncoder().encode(markdown), recordedAt: new Date(date) }
}

function historyOf(records: number, versions: number): ArchiveRecord[] {
  return [...termsHistory({ records, versions, bytes: 4_000 })].map(({ text }, day) =>
    record(new Date(Date.UTC(2024, 0, 1 + day)).toISOString(), text),
  )
}

async function outcomes(records: readonly ArchiveRecord[]): Promise<string[]> {
  const input = { documentSlug: slug, title: null, records }
  const followed = must(await followTerms(world.commandLine, input, world.context))
  return followed.map(({ outcome }) => outcome)
}

async function inSlices(records: readonly ArchiveRecord[], length: number): Promise<string[]> {
  const followed: string[] = []
  for (let from = 0; from < records.length; from += length)
    followed.push(...(await outcomes(records.slice(from, from + length))))
  return followed
}

async function stored() {
  return (await loadVersions(database, slug)).map(
    ({ number, digest, effectiveAt, archival, publishedAt }) => {
      return { number, digest, day: day(effectiveAt), archival, published: publishedAt !== null }
    },
  )
}

function day(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}
