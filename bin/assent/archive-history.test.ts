import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gitArchive, runGit } from '../../test-support/git-archive.ts'
import { documentsInHistory } from './archive-history.ts'

const home = mkdtempSync(join(tmpdir(), 'assent-history-'))
const archive = join(home, 'versions')
const terms = 'Acmé/Terms of Service.md'

beforeAll(() => {
  const commit = gitArchive(archive)
  commit('2023-01-01T10:00:00Z', { [terms]: 'one', 'README.md': 'about' })
  commit('2023-03-01T10:00:00+02:00', { [terms]: 'three', 'Acmé/Privacy Policy.md': 'p' })
  commit('2023-02-01T10:00:00Z', { [terms]: 'two' })
  commit('2023-04-01T10:00:00Z', { [terms]: 'x'.repeat(3_000_000), 'notes.txt': 'n' })
  rmSync(join(archive, 'Acmé/Privacy Policy.md'))
  commit('2023-05-01T10:00:00Z', {})
})
afterAll(() => rmSync(home, { recursive: true }))

test('each Markdown file in a folder is a document, each commit that wrote it a record by its author’s date', async () => {
  const documents = (await documentsInHistory(archive))!
  expect(documents.map(({ place, slug, title }) => [place, slug, title])).toEqual([
    ['Acmé/Terms of Service', 'acme-terms-of-service', 'Acmé Terms of Service'],
    ['Acmé/Privacy Policy', 'acme-privacy-policy', 'Acmé Privacy Policy'],
  ])
  expect(await recordsOf(documents[0]!)).toEqual([
    ['2023-01-01T10:00:00.000Z', 'one'],
    ['2023-02-01T10:00:00.000Z', 'two'],
    ['2023-03-01T08:00:00.000Z', 'three'],
    ['2023-04-01T10:00:00.000Z', '2000001 bytes'],
  ])
  expect(documents[0]!.files[0]!.name).toBe(`${terms} of 2023-01-01T10:00:00Z`)
})

test('below a folder of it, its documents are named from there', async () => {
  const documents = (await documentsInHistory(join(archive, 'Acmé')))!
  expect(documents.map(({ slug }) => slug)).toEqual(['terms-of-service', 'privacy-policy'])
  expect(await recordsOf(documents[1]!)).toEqual([['2023-03-01T08:00:00.000Z', 'p']])
})

test('a bare repository has the same history', async () => {
  const bare = join(home, 'bare.git')
  runGit(home, 'clone', '--quiet', '--bare', archive, bare)
  const [one, other] = await Promise.all([archive, bare].map(documentsInHistory))
  expect(other).toHaveLength(2)
  expect(await Promise.all(other!.map(recordsOf))).toEqual(await Promise.all(one!.map(recordsOf)))
})

test('outside a repository there is none', async () => {
  expect(await documentsInHistory(home)).toBeNull()
})

type Documents = NonNullable<Awaited<ReturnType<typeof documentsInHistory>>>

function recordsOf({ files }: Documents[number]): Promise<(string | undefined)[][]> {
  return Promise.all(
    files.map(async ({ recordedAt, read }) => {
      const bytes = await read()
      const text = Buffer.from(bytes).toString()
      return [recordedAt?.toISOString(), bytes.length > 9 ? `${bytes.length} bytes` : text]
    }),
  )
}
