import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../../test-support/database.ts'
import { gitArchive } from '../../test-support/git-archive.ts'
import { sharedPath } from '../../test-support/shared.ts'
import { runToEnd, spawnProgram, type Ended } from '../../test-support/spawn-program.ts'
import { termsHistory } from '../../test-support/terms-history.ts'

// Each start of a program takes a second, and several where much runs beside it.
vi.setConfig({ testTimeout: 120_000 })

const at = await testDatabase()
const home = mkdtempSync(join(tmpdir(), 'assent-follow-'))
const settings = {
  DATABASE_URL: at.url,
  DATA_DIR: join(home, 'data'),
  PUBLIC_URL: 'https://portal.example',
}

afterAll(() => rmSync(home, { recursive: true }))

test('a history is followed once, and is then in the public archive', async () => {
  const folder = sharedPath('terms/zoom-tos') ?? write('meeting-tos', 8, 5)
  const kept =
    sharedPath('terms/zoom-tos') === null
      ? ['2024-11-09', '2024-11-10', '2024-11-11', '2024-11-12', '2024-11-12']
      : ['2023-02-01', '2023-04-01', '2023-07-28', '2023-08-07', '2023-08-11']
  expect(await follow(folder, '--document', 'meeting-tos')).toEqual({
    code: 0,
    stdout: 'meeting-tos: 8 files: 5 versions imported, 3 folded as noise\n',
    stderr: '',
  })
  const listed = (await assent('terms', 'list', 'meeting-tos')).stdout.trim().split('\n')
  const versions = listed.map((line) => line.split('\t'))
  expect(versions.map(([, , effective]) => effective?.slice(0, 10))).toEqual(kept)
  for (const [, , , state] of versions) expect(state).toMatch(/^published .*, archival$/)
  expect(await follow(folder, '--document', 'meeting-tos')).toMatchObject({
    code: 0,
    stdout: 'meeting-tos: 8 files: 0 versions imported, 3 folded as noise, 5 there already\n',
  })
  expect((await assent('terms', 'list', 'meeting-tos')).stdout.trim().split('\n')).toEqual(listed)
})

test('a file that is wrong is named with the reason, does not stop the rest, and the end says so', async () => {
  const folder = write('Wrong Files/Some Terms', 4, 2)
  const wrong: [string, string | Uint8Array, RegExp][] = [
    ['2024-11-09T06-00-00Z.md', Uint8Array.of(0x43, 0xe9), /not valid UTF-8/],
    ['2024-11-09T07-00-00Z.md', ' \n', /holds no text/],
    ['2024-11-09T08-00-00Z.md', 'a'.repeat(2_000_001), /larger than 2 MB/],
    ['undated.md', '# Terms\n', /its name is no date/],
    ['2024-02-30.md', '# Terms\n', /its name is no date/],
  ]
  for (const [name, content] of wrong) writeFileSync(join(folder, name), content)
  const { code, stdout, stderr } = await follow(join(home, 'Wrong Files'))
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: 'some-terms: 9 files: 2 versions imported, 2 folded as noise, 5 failed\n',
  })
  for (const [name, , reason] of wrong) {
    const lines = stderr.split('\n').filter((line) => line.startsWith(`Some Terms/${name}: `))
    expect(lines).toEqual([expect.stringMatching(reason)])
  }
  expect(stderr).toMatch(/^5 files could not be kept; everything else is followed\.$/m)
  expect(stderr.trim().split('\n')).toHaveLength(6)
})

test('killed in the middle it goes on where it was, and ends as if it had not been', async () => {
  const folder = write('killed', 160, 20)
  expect((await follow(folder, '--document', 'whole')).stdout).toContain('20 versions imported')
  const running = spawnProgram(['bin/assent.ts', 'terms', 'follow', folder], settings)
  await vi.waitFor(() => expect(running.output.stderr).toContain('killed: 64 of 160 files'), {
    timeout: 60_000,
    interval: 5,
  })
  running.child.kill('SIGKILL')
  await running.ended
  const before = (await versionsOf('killed')).length
  expect(before).toBeGreaterThanOrEqual(8)
  expect(before).toBeLessThan(20)
  const { code, stdout } = await follow(folder)
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `killed: 160 files: ${20 - before} versions imported, 140 folded as noise, ${before} there already\n`,
  })
  expect(await versionsOf('killed')).toEqual(await versionsOf('whole'))
})

test('each folder of an archive is a document of its own', async () => {
  write('archive/Acme/Terms of Service', 4, 2)
  write('archive/Acme/Privacy Policy', 4, 1)
  writeFileSync(join(home, 'archive/README.md'), '# About\n')
  expect(await follow(join(home, 'archive'))).toEqual({
    code: 0,
    stdout:
      'acme-privacy-policy: 4 files: 1 version imported, 3 folded as noise\n' +
      'acme-terms-of-service: 4 files: 2 versions imported, 2 folded as noise\n',
    stderr: '',
  })
  const { rows } = await query(
    `SELECT title FROM terms_document WHERE slug LIKE 'acme-%' ORDER BY 1`,
  )
  expect(rows).toEqual([{ title: 'Acme Privacy Policy' }, { title: 'Acme Terms of Service' }])
})

test('a git repository without dated files is followed commit by commit', async () => {
  const repository = join(home, 'versions')
  const commit = gitArchive(repository)
  const [first, noise, second] = [...termsHistory({ records: 4, versions: 2, bytes: 4_000 })]
  commit('2023-01-01T10:00:00Z', {
    'Acme/Sharing Policy.md': first!.text,
    'README.md': '# About\n',
  })
  commit('2023-01-02T10:00:00Z', { 'Acme/Sharing Policy.md': noise!.text })
  commit('2023-01-03T12:00:00+02:00', { 'Acme/Sharing Policy.md': second!.text })
  const followed = 'acme-sharing-policy: 3 files: 2 versions imported, 1 folded as noise\n'
  expect(await follow(repository)).toEqual({ code: 0, stdout: followed, stderr: '' })
  expect(await versionsOf('acme-sharing-policy')).toMatchObject([
    { effective_at: new Date('2023-01-01T10:00:00Z'), publications: 1 },
    { effective_at: new Date('2023-01-03T10:00:00Z'), publications: 1 },
  ])
})

test('what cannot be followed at all is refused in a line, and nothing is written', async () => {
  const before = await query('SELECT count(*) FROM terms_version')
  write('twins/Some Terms', 2, 1)
  write('twins/some-terms', 2, 1)
  write('条款', 1, 1)
  mkdirSync(join(home, 'nothing'))
  for (const [args, reason] of [
    [[join(home, 'twins')], /"Some Terms" and "some-terms" would both be called some-terms/],
    [[join(home, 'twins'), '--document', 'one'], /holds 2 documents/],
    [[join(home, 'twins/Some Terms'), '--document', 'No Slug'], /short name/],
    [[join(home, '条款')], /"条款" gives no short name: say one with --document/],
    [[join(home, 'nothing')], /no Markdown files named by date/],
    [[join(home, 'absent')], /absent cannot be read: there is no such file or folder/],
  ] as const) {
    const { code, stdout, stderr } = await follow(...args)
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      ...{ code: 1, stdout: '', lines: 1 },
    })
    expect(stderr).toMatch(reason)
  }
  expect((await query('SELECT count(*) FROM terms_version')).rows).toEqual(before.rows)
})

/** A history in a folder of its own. Answers where. */
function write(name: string, records: number, versions: number): string {
  const folder = join(home, name)
  mkdirSync(folder, { recursive: true })
  for (const record of termsHistory({ records, versions, bytes: 20_000 }))
    writeFileSync(join(folder, record.name), record.text)
  return folder
}

function follow(...args: readonly string[]): Promise<Ended> {
  return assent('terms', 'follow', ...args)
}

function assent(...args: readonly string[]): Promise<Ended> {
  return runToEnd(['bin/assent.ts', ...args], settings)
}

/** What was kept of a document, without what differs between two of the same content. */
async function versionsOf(slug: string): Promise<unknown[]> {
  const { rows } = await query(
    `SELECT v.number, v.digest, v.effective_at, v.archival,
            (SELECT count(*)::int FROM publication p WHERE p.terms_version_id = v.id) AS publications,
            (SELECT count(*)::int FROM clause c WHERE c.terms_version_id = v.id) AS clauses
       FROM terms_version v JOIN terms_document d ON d.id = v.document_id
      WHERE d.slug = '${slug}' ORDER BY v.number`,
  )
  return rows
}

async function query(sql: string): Promise<{ rows: unknown[] }> {
  const client = new pg.Client({ connectionString: at.ownerUrl })
  await client.connect()
  try {
    return await client.query<Record<string, unknown>>(sql)
  } finally {
    await client.end()
  }
}
