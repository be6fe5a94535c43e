import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { sequenceEntries } from '#lib/commands/sequence-entries.ts'
import { appContext, closeContext } from '#lib/context.ts'
import { parseReceiptFile } from '@assent/receipt'
import { testDatabase } from '../../test-support/database.ts'
import { sharedPath } from '../../test-support/shared.ts'
import { runToEnd, type Ended } from '../../test-support/spawn-program.ts'
import { assent as runCommand } from './command.ts'

// Each start of a program takes a second, and several where much runs beside it.
vi.setConfig({ testTimeout: 60_000 })

const at = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'assent-cli-'))
const settings = {
  DATABASE_URL: at.url,
  DATA_DIR: join(folder, 'data'),
  PUBLIC_URL: 'https://portal.example',
}
Object.assign(process.env, settings)
const terms = '# Terms\n\n## 1. Scope\n\nThese terms apply.\n\n## 2. Data\n\nWe keep it.\n'

let withoutCatalogue: Ended

beforeAll(async () => {
  writeFileSync(file('terms.md'), terms)
  await importAs('early')
  withoutCatalogue = await assent('terms', 'publish', 'early')
  expect((await assent('catalogue', 'publish', 'prisma/catalogue.json')).code).toBe(0)
})
beforeEach(() => writeFileSync(file('terms.md'), terms))
afterAll(async () => {
  await closeContext()
  rmSync(folder, { recursive: true })
})

test('a document is imported, mapped, published and listed', async () => {
  writeFileSync(file('mapping.json'), mappingOf('1', 'meeting_summary'))
  const imported = await assent(
    ...['terms', 'import', file('terms.md'), '--document', 'house-terms'],
    ...['--effective', '2026-01-31', '--title', 'House terms', '--mapping', file('mapping.json')],
  )
  const digest = createHash('sha256').update(terms).digest('hex')
  expect(imported).toEqual(done(`house-terms version 1: 3 clauses, SHA-256 ${digest}`))
  expect(await assent('terms', 'publish', 'house-terms')).toEqual(
    done('house-terms version 1: published'),
  )
  const { stdout } = await assent('terms', 'list', 'house-terms')
  const [slug, number, effective, state, sha256] = stdout.trim().split('\t')
  expect([slug, number, effective, sha256]).toEqual([
    ...['house-terms', '1', '2026-01-31T00:00:00.000Z', digest],
  ])
  expect(state).toMatch(/^published 2/)
  expect(await rows('SELECT purpose FROM clause_purpose')).toEqual([{ purpose: 'meeting_summary' }])
})

test('before there is a catalogue nothing is published, and it is said what to do', async () => {
  expect(withoutCatalogue).toEqual(refused(/assent catalogue publish FILE/))
  expect((await assent('terms', 'publish', 'early')).code).toBe(0)
})

test('a version is published once, and a document that has none cannot be', async () => {
  await importAs('twice')
  await assent('terms', 'publish', 'twice')
  expect(await assent('terms', 'publish', 'twice')).toEqual(
    refused(/published already|published once/),
  )
  expect(await assent('terms', 'publish', 'twice', '--version', '1')).toEqual(
    refused(/published once/),
  )
  expect(await assent('terms', 'publish', 'twice', '--version', '9')).toEqual(
    refused(/no such version/),
  )
  expect(await assent('terms', 'publish', 'no-such')).toEqual(refused(/no such version/))
})

test('the same text with the same date is one version', async () => {
  await importAs('same')
  expect(await importAs('same')).toEqual(refused(/same text and the same effective date/))
})

test('what is no terms document is refused in a line, and nothing is written', async () => {
  const bad: [string, Uint8Array, RegExp][] = [
    ['latin1.md', Buffer.from([0x43, 0x61, 0x66, 0xe9]), /not valid UTF-8/],
    ['empty.md', Buffer.alloc(0), /no text/],
    ['blank.md', Buffer.from(' \n\n'), /no text/],
    ['nul.md', Buffer.from('# A\0B'), /NUL/],
    ['large.md', Buffer.alloc(2_000_001, 'a'), /larger than 2 MB/],
  ]
  for (const [name, bytes, reason] of bad) {
    writeFileSync(file(name), bytes)
    expect(await importAs('bad', name)).toEqual(refused(reason))
  }
  expect(await importAs('bad', 'absent.md')).toEqual(refused(/absent\.md cannot be read/))
  expect(await importAs('Bad Slug')).toEqual(refused(/short name/))
  expect(await rows(`SELECT slug FROM terms_document WHERE slug = 'bad'`)).toEqual([])
})

test('a mapping that does not fit stops the import before it writes anything', async () => {
  for (const [text, reason] of [
    [mappingOf('99', 'meeting_summary'), /no clause "99"/],
    [mappingOf('1', 'telepathy'), /telepathy/],
    ['{"clauses":', /not JSON/],
    ['{"clauses":[{"clause":"1"}]}', /clauses\.0\.purposes/],
  ] as const) {
    writeFileSync(file('wrong.json'), text)
    expect(await importAs('unmapped', 'terms.md', '--mapping', file('wrong.json'))).toEqual(
      refused(reason),
    )
  }
  expect(await rows(`SELECT slug FROM terms_document WHERE slug = 'unmapped'`)).toEqual([])
})

test('a version that was imported without a mapping can be mapped until it is published', async () => {
  writeFileSync(file('mapping.json'), mappingOf('2', 'chat_compose'))
  await importAs('later')
  expect((await assent('terms', 'map', 'later', file('mapping.json'))).code).toBe(0)
  expect((await assent('terms', 'map', 'later', file('mapping.json'))).code).toBe(0)
  await assent('terms', 'publish', 'later')
  const late = await assent('terms', 'map', 'later', file('mapping.json'), '--version', '1')
  expect(late).toEqual(refused(/never changes/))
})

test('the next version takes over what the one before said of the same clauses', async () => {
  expect(await assent('terms', 'map', 'later', '--carry')).toEqual(refused(/never changes/))
  writeFileSync(file('terms.md'), terms.replace('keep it', 'keep it safe'))
  await importAs('later')
  expect(await assent('terms', 'map', 'later')).toEqual(refused(/--carry/))
  expect(await assent('terms', 'map', 'later', '--carry')).toEqual(done('later version 2: mapped'))
  const [mapped] = await rows(
    `SELECT d.content FROM mapping_draft d JOIN terms_version v ON v.id = d.terms_version_id
       JOIN terms_document t ON t.id = v.document_id WHERE t.slug = 'later' AND v.number = 2`,
  )
  expect(mapped).toMatchObject({
    content: { clauses: [{ purposes: ['chat_compose'] }], ceilings: [] },
  })
  await importAs('first-of-all')
  expect(await assent('terms', 'map', 'first-of-all', '--carry')).toEqual(refused(/no version/))
})

test('real documents are imported whole', async () => {
  const path = sharedPath('terms/zoom-tos/2023-08-11.md')
  const bytes = path === null ? Buffer.from(`${terms}\n`) : readFileSync(path)
  const source = path ?? file('again.md')
  if (path === null) writeFileSync(source, bytes)
  const digest = createHash('sha256').update(bytes).digest('hex')
  const { code, stdout } = await assent(
    ...['terms', 'import', source, '--document', 'meeting-terms', '--effective', '2023-08-11'],
    '--archival',
  )
  expect({ code, digest: stdout.trim().split(' ').at(-1) }).toEqual({ code: 0, digest })
})

test('accounts, members and staff are made, and an account’s slug stands first on its line', async () => {
  expect(await assent('accounts', 'create', 'harbour', '--name', 'Harbour Works')).toEqual(
    done('harbour\tHarbour Works'),
  )
  expect(await assent('accounts', 'create', 'harbour', '--name', 'Again')).toEqual(
    refused(/Another account/),
  )
  expect(await assent('accounts', 'create', 'Not A Slug', '--name', 'X')).toEqual(
    refused(/short name/),
  )
  expect(await assent('accounts', 'list')).toEqual(done('harbour\tHarbour Works'))

  const person = ['--email', 'Mia@People.Example', '--name', 'Mia Member']
  expect(await assent('members', 'add', 'harbour', ...person, '--role', 'owner')).toEqual(
    done('harbour\tmia@people.example\towner'),
  )
  expect(await assent('members', 'add', 'harbour', ...person, '--role', 'admin')).toEqual(
    refused(/already/),
  )
  expect(await assent('members', 'add', 'no-such', ...person, '--role', 'admin')).toEqual(
    refused(/no account/),
  )
  expect((await assent('staff', 'add', ...person)).code).toBe(0)
  expect(await assent('staff', 'add', ...person)).toEqual(refused(/already/))
  expect(await rows('SELECT email FROM person')).toEqual([{ email: 'mia@people.example' }])
})

test('a sign-in link is the whole of what is printed, and there is none for a stranger', async () => {
  await assent('staff', 'add', '--email', 'ola@people.example', '--name', 'Ola Staff')
  const { code, stdout } = await assent('sign-in-link', 'OLA@people.example', '--minutes', '5')
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /^https:\/\/portal\.example\/api\/auth\/callback\/link\?callbackUrl=[^&]+&token=[\w-]{43}&email=ola%40people\.example\n$/,
  )
  const token = new URL(stdout).searchParams.get('token') ?? ''
  const kept = JSON.stringify(await rows('SELECT * FROM sign_in_link'))
  expect(kept).toContain('ola@people.example')
  expect(kept).not.toContain(token)
  expect(await assent('sign-in-link', 'nobody@people.example')).toEqual(
    refused(/Nobody with this address/),
  )
})

test('an API key is printed once, last and alone, and revoked by its id', async () => {
  const made = await assent(...['api-key', 'create', '--name', 'CI', '--scope', 'decide,meetings'])
  expect([made.code, made.stdout.trimEnd().split('\n').length]).toEqual([0, 1])
  expect(made.stdout).toMatch(/^assent_[0-9a-f]{32}_[A-Za-z0-9_-]{43}\n$/)
  const [id = ''] = /[0-9a-f-]{36}/.exec(made.stderr) ?? []
  const listed = await assent('api-key', 'list')
  expect(listed.stdout).toContain(`${id}\tvalid\tdecide,meetings\t(all accounts)\tCI\n`)
  expect(await assent('api-key', 'revoke', id)).toEqual(done(`revoked\t${id}`))
  expect((await assent('api-key', 'list')).stdout).toContain(`${id}\trevoked 2`)
  expect((await assent('api-key', 'revoke', id)).code).toBe(1)
  expect((await assent('api-key', 'create', '--name', 'CI', '--scope', 'rule')).code).toBe(2)
})

test('an account’s receipts are written one file each, and each is a whole receipt', async () => {
  await assent('accounts', 'create', 'quarry', '--name', 'Quarry')
  await assent(
    'members',
    'add',
    'quarry',
    '--email',
    'q@people.example',
    '--name',
    'Q',
    '--role',
    'member',
  )
  const out = join(folder, 'out')
  const early = await assent('receipts', 'export', '--account', 'quarry', '--out', out)
  expect(early.stdout).toContain('await their proof')
  const context = await appContext()
  while ((await sequenceEntries(context)).sequenced > 0);
  const { code, stdout } = await assent('receipts', 'export', '--account', 'quarry', '--out', out)
  expect(code).toBe(0)
  const names = readdirSync(out)
  expect(stdout).toBe(`${names.length} receipts of quarry are in ${out}\n`)
  expect(names.length).toBeGreaterThan(0)
  for (const name of names) {
    expect(name).toMatch(/\.receipt\.json$/)
    expect(() => parseReceiptFile(readFileSync(join(out, name)))).not.toThrow()
  }
  const zips = join(folder, 'zips')
  const asked = ['receipts', 'export', '--account', 'quarry', '--out', zips, '--bundle']
  expect((await assent(...asked)).code).toBe(0)
  const bundles = readdirSync(zips)
  expect(bundles).toEqual(names.map((name) => name.replace(/json$/, 'zip')))
  for (const name of bundles) expect(checkByHand(readFileSync(join(zips, name)))).toBe(0)
  const nowhere = await assent('receipts', 'export', '--account', 'no-such', '--out', out)
  expect(nowhere).toEqual(refused(/no account/))
  const blocked = file('terms.md')
  expect(await assent('receipts', 'export', '--account', 'quarry', '--out', blocked)).toEqual(
    refused(/cannot be written/),
  )
})

test('the ledger is checked, and the first fault is named with exit code 1', async () => {
  const { database, ...context } = await appContext()
  while ((await sequenceEntries({ database, ...context })).sequenced > 0);
  const { code, stdout } = await assent('ledger', 'check')
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /^The ledger adds up: entries \d+, full tiles 0, checkpoints \d+, receipts \d+, erased 0, waiting 0\.\n$/,
  )
  const nowhere = join(folder, 'no-ledger')
  expect(await assent('ledger', 'check', '--folder', nowhere)).toEqual(
    refused(/No ledger is published in /),
  )
  expect((await assent('ledger', 'publish')).stdout).toMatch(
    / has \d+ entries; files written: 3\.\n$/,
  )
  const checked = (await assent('ledger', 'check')).stdout.split('\n')
  expect(checked[1]).toMatch(/^Its folder adds up: entries \d+, files 3\.$/)
  const { ledgerDir } = await appContext()
  cpSync(ledgerDir, nowhere, { recursive: true })
  const [partial = ''] = readdirSync(join(nowhere, 'tile/0/000.p'))
  rmSync(join(nowhere, 'tile/0/000.p', partial))
  expect(await assent('ledger', 'check', '--folder', nowhere)).toEqual(
    refused(/Entry 0 in .*no-ledger: tile\/0\/000\.p\/\d+ is missing\./),
  )
  const owner = new pg.Client(at.ownerUrl)
  await owner.connect()
  await owner.query(`UPDATE receipt r SET jws = jws || 'A' FROM entry n
                      WHERE n.event_id = r.event_id AND n.index = 0`)
  expect(await assent('ledger', 'check')).toEqual(
    refused(/Entry 0: the leaf does not commit to the stored statement under its salt\./),
  )
  await owner.query(`UPDATE receipt r SET jws = left(jws, -1) FROM entry n
                      WHERE n.event_id = r.event_id AND n.index = 0`)
  await owner.end()
})

/** Unpacks a bundle and runs the commands of its VERIFY.txt, in one shell that stops at the first error. */
function checkByHand(zip: Uint8Array): number | null {
  const parts = unzipSync(zip)
  const cwd = mkdtempSync(join(folder, 'bundle-'))
  for (const [path, bytes] of Object.entries(parts)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    writeFileSync(join(cwd, path), bytes)
  }
  const lines = readFileSync(join(cwd, 'VERIFY.txt'), 'utf8').split('\n')
  const commands = lines.filter((line) => line.startsWith('    '))
  expect(commands.length).toBeGreaterThan(10)
  return spawnSync('sh', ['-e', '-c', commands.join('\n')], { cwd }).status
}

test('the ledger’s key is the one that the trust policy names', async () => {
  const { stdout } = await assent('ledger', 'vkey')
  expect(readFileSync(join(settings.DATA_DIR, 'trust.policy'), 'utf8')).toBe(`log ${stdout}`)
})

test('what is not understood is a usage error', async () => {
  for (const args of [
    [],
    ['terms', 'burn'],
    ['terms', 'import', file('terms.md'), '--document', 'x1'],
    ['terms', 'import', file('terms.md'), '--document', 'x1', '--effective', '2026-02-30'],
    ['terms', 'publish', 'x1', '--version', '0'],
    ['accounts', 'create', 'x1', '--name', 'two\nlines'],
    ['members', 'add', 'x1', '--email', 'no-address', '--name', 'N', '--role', 'member'],
    ['members', 'add', 'x1', '--email', 'a@b.example', '--name', 'N', '--role', 'king'],
    ['sign-in-link', 'a@b.example', '--minutes', '0'],
  ]) {
    const { code, stdout, stderr } = await assent(...args)
    expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' })
    expect(stderr).not.toBe('')
  }
  expect((await assent('--help')).code).toBe(0)
})

test('a catalogue that is published already, or is none, is refused', async () => {
  expect(await assent('catalogue', 'publish', 'prisma/catalogue.json')).toEqual(
    refused(/exactly this/),
  )
  writeFileSync(file('catalogue.json'), '{"operator":{}}')
  expect(await assent('catalogue', 'publish', file('catalogue.json'))).toEqual(
    refused(/operator\.id/),
  )
})

test('as a program it prints, and ends with, the same', async () => {
  expect(await run({}, 'accounts', 'create', 'x', '--name', 'X')).toEqual(refused(/short name/))
  expect(await run({}, 'terms', 'list', 'house-terms')).toEqual(
    await assent('terms', 'list', 'house-terms'),
  )
  const { code, stdout } = await run({}, 'terms', 'burn')
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
})

test('without a database, and with a wrong setting, one line says so', async () => {
  const { code, stderr } = await run({ DATABASE_URL: '' }, 'accounts', 'list')
  expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, lines: 1 })
  expect(stderr).toContain('DATABASE_URL')
  expect((await run({ DATABASE_URL: 'mysql://x' }, 'accounts', 'list')).stderr).toMatch(
    /^DATABASE_URL is wrong: .*\n$/,
  )
})

/** In this process, which is the same command line and starts faster. */
async function assent(...args: string[]): Promise<Ended> {
  const printed = { stdout: '', stderr: '' }
  const log = vi.spyOn(console, 'log').mockImplementation((line) => {
    printed.stdout += `${String(line)}\n`
  })
  const error = vi.spyOn(console, 'error').mockImplementation((line) => {
    printed.stderr += `${String(line)}\n`
  })
  const code = await runCommand(args)
  log.mockRestore()
  error.mockRestore()
  return { code, ...printed }
}

/** As a program of its own. */
function run(more: Readonly<Record<string, string>>, ...args: string[]): Promise<Ended> {
  return runToEnd(['bin/assent.ts', ...args], { ...settings, ...more })
}

function importAs(document: string, name = 'terms.md', ...more: string[]): Promise<Ended> {
  return assent(
    ...['terms', 'import', file(name), '--document', document, '--effective', '2026-01-31'],
    ...more,
  )
}

function file(name: string): string {
  return join(folder, name)
}

function done(line: string): Ended {
  return { code: 0, stdout: `${line}\n`, stderr: '' }
}

/** One line on stderr, none on stdout. */
function refused(reason: RegExp): Ended {
  const oneLine = new RegExp(`^(?=.*(?:${reason.source}))[^\\n]+\\n$`)
  return { code: 1, stdout: '', stderr: expect.stringMatching(oneLine) as string }
}

function mappingOf(clause: string, purpose: string): string {
  return JSON.stringify({ clauses: [{ clause, purposes: [purpose] }] })
}

async function rows(sql: string): Promise<unknown[]> {
  const { database } = await appContext()
  return (await database.pool.query<Record<string, unknown>>(sql)).rows
}
