import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseReceiptFile } from '@assent/receipt'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { requestErasure } from '#lib/commands/request-erasure.ts'
import { sequenceEntries } from '#lib/commands/sequence-entries.ts'
import { appContext, closeContext } from '#lib/context.ts'
import { addDuration } from '#lib/domain/consent/instant.ts'
import { loadMemberships } from '#lib/store/accounts.ts'
import { findPersonByEmail } from '#lib/store/people.ts'
import { testDatabase } from '../../test-support/database.ts'
import { runToEnd } from '../../test-support/spawn-program.ts'
import { assent as runCommand } from './command.ts'

const at = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'assent-erasures-'))
const settings = {
  DATABASE_URL: at.url,
  DATABASE_OWNER_URL: at.ownerUrl,
  DATA_DIR: join(folder, 'data'),
  PUBLIC_URL: 'https://portal.example',
}
Object.assign(process.env, settings)

beforeAll(async () => {
  await assent('catalogue', 'publish', 'prisma/catalogue.json')
  for (const slug of ['harbour', 'quarry'])
    await assent('accounts', 'create', slug, '--name', `Account ${slug}`)
  await add('harbour', 'Orla Owner', 'owner')
  await add('harbour', 'Mo Member')
  await add('quarry', 'Mo Member')
})
afterAll(async () => {
  await closeContext()
  rmSync(folder, { recursive: true })
})

test('what it does is shown first; without a word nothing happens, with --yes it does', async () => {
  const id = await idOf('harbour', 'Mo Member')
  const shown = await assent('erase', '--member', id)
  expect(shown.code).toBe(1)
  expect(shown.stdout).toMatch(/^Mo Member <mo\.member@people\.example>, member in Account harbour/)
  for (const part of [
    'Goes at once',
    'Is kept sealed until 20',
    'Why',
    'Stays',
    'Article 17(3)(e)',
  ])
    expect(shown.stdout).toContain(part)
  expect(shown.stderr).toMatch(/^Nothing was erased\. .*--yes\.\n$/)
  expect((await assent('members', 'list', 'harbour')).stdout).toContain('Mo Member')

  const until = `${String(new Date().getUTCFullYear() + 3)}-`
  const erased = await assent('erase', '--member', id, '--yes')
  expect(erased).toMatchObject({ code: 0, stderr: '' })
  expect(erased.stdout).toContain(`Erased. The sealed evidence is kept until ${until}`)
  expect((await assent('members', 'list', 'harbour')).stdout).not.toContain('Mo Member')
  expect((await assent('erasures', 'done')).stdout).toMatch(
    new RegExp(`^${id}\tharbour\t\\d{4}-\\d\\d-\\d\\d\t${until}`),
  )
  const again = await assent('erase', '--member', id, '--yes')
  expect(again).toEqual({
    code: 1,
    stdout: '',
    stderr: 'There is no such member in this account.\n',
  })
})

test('by an address, where it leads to one membership', async () => {
  await add('harbour', 'Bo Both')
  await add('quarry', 'Bo Both')
  const both = await assent('erase', '--email', 'bo.both@people.example')
  expect(both).toMatchObject({ code: 1, stdout: '' })
  expect(both.stderr).toContain('--account with one of harbour, quarry')
  const one = await assent(
    'erase',
    '--email',
    'Bo.Both@people.example',
    '--account',
    'quarry',
    '--yes',
  )
  expect(one.stdout).toContain('The name and address stay')
  const last = await assent('erase', '--email', 'bo.both@people.example', '--yes')
  expect(last.stdout).toContain('The name and the email address, with every session')
  expect((await assent('erase', '--email', 'bo.both@people.example', '--yes')).code).toBe(1)
})

test('the last owner stays, and what is not understood is a usage error', async () => {
  const owner = await assent('erase', '--email', 'orla.owner@people.example', '--yes')
  expect(owner.code).toBe(1)
  expect(owner.stderr).toMatch(/^An account keeps an owner\./)
  for (const args of [['--member', 'mo'], ['--email', 'mo'], ['--everyone']])
    expect((await assent('erase', ...args)).code).toBe(2)
  expect((await assent('erase')).stderr).toMatch(/^Say whom/)
  expect((await assent('members', 'list', 'nowhere')).code).toBe(1)
})

test('who asked stands in a list, with the day by which they are to be answered', async () => {
  await add('harbour', 'Asa Asker')
  const { database, ...context } = await appContext()
  const person = await findPersonByEmail(database, 'asa.asker@people.example')
  const [member] = await loadMemberships(database, person!.id)
  await requestErasure(member!, { database, ...context })
  const { stdout } = await assent('erasures', 'list')
  expect(stdout).toMatch(
    /^[0-9a-f-]{36}\tharbour\tAsa Asker\tasa\.asker@people\.example\t(\S+)\t(\S+)\n$/,
  )
  const erased = await assent('erase', '--email', 'asa.asker@people.example', '--yes')
  expect(erased.stdout).toContain('Asked for it on ')
  expect((await assent('erasures', 'list')).stdout).toBe('')
})

test('the evidence is opened with a reason, on record, and by the owner of the tables alone', async () => {
  await add('harbour', 'Eve Evidence')
  const id = await idOf('harbour', 'Eve Evidence')
  await assent('erase', '--member', id, '--yes')
  await sequenceEntries(await appContext())
  const out = join(folder, 'evidence')
  const reason = 'The regional court asked, file 7 O 12/29.'
  const unsaid = await assent('evidence', 'open', '--member', id, '--out', out)
  expect(unsaid.code).toBe(2)
  const opened = await assent('evidence', 'open', '--member', id, '--reason', reason, '--out', out)
  expect(opened).toMatchObject({ code: 0, stderr: '' })
  const [name] = readdirSync(out)
  const parsed = parseReceiptFile(readFileSync(join(out, name!)))
  if (!parsed.ok) throw new Error('it is no receipt file')
  const { proof, jwt } = parsed.value
  expect(proof).not.toBeNull()
  expect(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()).toContain(id)
  const { database } = await appContext()
  const { reason: kept } = await database.prisma.event.findFirstOrThrow({
    where: { kind: 'evidence_opened' },
    include: { reason: true },
  })
  expect(kept?.text).toBe(reason)
  const nobody = '00000000-0000-4000-8000-000000000000'
  const none = await assent(
    'evidence',
    'open',
    '--member',
    nobody,
    '--reason',
    reason,
    '--out',
    out,
  )
  expect(none).toMatchObject({ code: 1, stdout: '' })
  expect(none.stderr).toMatch(/no sealed evidence/)
  const asked = ['evidence', 'open', '--member', id, '--reason', reason, '--out', out]
  const without = { ...settings, DATABASE_OWNER_URL: '' }
  const refused = await runToEnd(['bin/assent.ts', ...asked], without)
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toMatch(/^This needs DATABASE_OWNER_URL/)
})

test('the period is printed, and set for erasures from then on', async () => {
  expect((await assent('evidence', 'period')).stdout).toBe('P3Y\n')
  for (const wrong of ['3 years', 'P', 'P0D', 'PT1H'])
    expect(await assent('evidence', 'period', wrong)).toMatchObject({ code: 1, stdout: '' })
  expect((await assent('evidence', 'period', 'P18M')).stdout).toBe('P18M\n')
  await add('quarry', 'Pat Period')
  const { stdout } = await assent('erase', '--email', 'pat.period@people.example', '--yes')
  const inEighteenMonths = addDuration(new Date().toISOString(), 'P18M')
  expect(stdout).toContain(`kept until ${inEighteenMonths.slice(0, 7)}`)
})

async function add(account: string, name: string, role = 'member'): Promise<void> {
  const email = `${name.toLowerCase().replace(' ', '.')}@people.example`
  const options = ['--email', email, '--name', name, '--role', role]
  expect((await assent('members', 'add', account, ...options)).code).toBe(0)
}

async function idOf(account: string, name: string): Promise<string> {
  const { stdout } = await assent('members', 'list', account)
  const line = stdout.split('\n').find((each) => each.includes(name))
  return line?.split('\t')[0] ?? ''
}

async function assent(...args: string[]) {
  const said = { stdout: '', stderr: '' }
  const log = vi.spyOn(console, 'log').mockImplementation((line) => (said.stdout += `${line}\n`))
  const error = vi
    .spyOn(console, 'error')
    .mockImplementation((line) => (said.stderr += `${line}\n`))
  try {
    return { code: await runCommand(args), ...said }
  } finally {
    log.mockRestore()
    error.mockRestore()
  }
}
