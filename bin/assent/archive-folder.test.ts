import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dateIn, documentsInFolder } from './archive-folder.ts'

let archive: string

beforeEach(() => {
  archive = join(mkdtempSync(join(tmpdir(), 'assent-archive-')), 'acme-terms')
  mkdirSync(archive)
})
afterEach(() => rmSync(dirname(archive), { recursive: true }))

describe('the date in a name', () => {
  test.each([
    ['2023-08-11.md', '2023-08-11T00:00:00.000Z'],
    ['2024-11-09a.md', '2024-11-09T00:00:00.000Z'],
    ['2024-11-09b.MD', '2024-11-09T00:00:00.000Z'],
    ['2023-08-11T10-22-33Z.md', '2023-08-11T10:22:33.000Z'],
    ['2023-08-11T10:22:33Z.md', '2023-08-11T10:22:33.000Z'],
    ['2024-02-29.md', '2024-02-29T00:00:00.000Z'],
  ])('%s', (name, instant) => {
    expect(dateIn(name)?.toISOString()).toBe(instant)
  })

  test.each([
    ...['2023-02-29.md', '2023-13-01.md', '2023-08-11T25-00-00Z.md', '2023-08-11T10-22-33.md'],
    ...['2023-08-11ab.md', '2023-08.md', 'terms.md', '2023-08-11.txt', '11-08-2023.md', '.md'],
  ])('%s has none', (name) => {
    expect(dateIn(name)).toBeNull()
  })
})

describe('a folder', () => {
  test('with dated files is one document, in the order of their dates', () => {
    put('2024-11-09b.md', '2023-08-11.md', '2024-11-09a.md', '2023-08-11T10-22-33Z.md')
    expect(documentsInFolder(archive)).toMatchObject([
      { place: 'acme-terms', slug: 'acme-terms', title: null },
    ])
    expect(namesIn()).toEqual([
      ['2023-08-11.md', '2023-08-11T10-22-33Z.md', '2024-11-09a.md', '2024-11-09b.md'],
    ])
  })

  test('of a service and its terms is named by both, as the archive names them', () => {
    put('README.md', 'LICENSE', 'Acmé/Terms of Service/2021-08-01T01-03-12Z.md')
    put('Acmé/Privacy Policy/2021-08-01T01-03-12Z.md', 'beta/tos/2021-08-01.md')
    const named = documentsInFolder(archive).map(({ place, slug, title }) => [place, slug, title])
    expect(named).toEqual([
      ['Acmé/Privacy Policy', 'acme-privacy-policy', 'Acmé Privacy Policy'],
      ['Acmé/Terms of Service', 'acme-terms-of-service', 'Acmé Terms of Service'],
      ['beta/tos', 'beta-tos', null],
    ])
  })

  test('can hold documents and be one', () => {
    put('2021-08-01.md', 'annex/2021-08-01.md')
    expect(documentsInFolder(archive).map(({ slug }) => slug)).toEqual(['acme-terms', 'annex'])
  })

  test('shows a Markdown file whose name is no date beside those that are, last', () => {
    put('2021-08-01.md', '2021-13-01.md', 'draft.md', 'README.md', 'notes.txt')
    const [document] = documentsInFolder(archive)
    expect(document?.files.map(({ name, recordedAt }) => [name, recordedAt === null])).toEqual([
      ['2021-08-01.md', false],
      ['2021-13-01.md', true],
      ['draft.md', true],
    ])
  })

  test('that is hidden, linked to or without dates is none', () => {
    put('.git/2021-08-01.md', 'docs/guide.md', 'empty/LICENSE')
    symlinkSync(dirname(archive), join(archive, 'loop'))
    expect(documentsInFolder(archive)).toEqual([])
  })

  test('hands on exact bytes, and of a file that is too large only so many as show it', async () => {
    put('2021-08-01.md')
    writeFileSync(join(archive, '2021-08-02.md'), Buffer.alloc(3_000_000, 'a'))
    const files = documentsInFolder(archive)[0]?.files ?? []
    const read = await Promise.all(files.map((file) => file.read()))
    expect(Buffer.from(read[0]!).toString()).toBe('2021-08-01.md')
    expect(read[1]).toHaveLength(2_000_001)
  })

  test('that is not there is an error', () => {
    expect(() => documentsInFolder(join(archive, 'absent'))).toThrow(/ENOENT/)
  })
})

function put(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(archive, path)), { recursive: true })
    writeFileSync(join(archive, path), path)
  }
}

function namesIn(): string[][] {
  return documentsInFolder(archive).map(({ files }) => files.map(({ name }) => name))
}
