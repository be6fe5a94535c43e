import { createHash } from 'node:crypto'
import { leafBytes, leafHash, openNote, parseStatement, verifierKey } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { answerTerms } from '#lib/commands/answer-terms.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { listRecord } from '#lib/queries/record.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { testDatabase } from '../../../../../../test-support/database.ts'
import { keepKeys } from '../../../../../../test-support/keep-keys.ts'
import { getAs, postAs, problemOf } from '../../../../../../test-support/route-world.ts'
import { must, openWorld, type World } from '../../../../../../test-support/world.ts'
import { POST as postDisclosure } from '../disclosures/route.ts'
import { GET as getFile } from './file/route.ts'
import { GET as getManifest } from './manifest/route.ts'
import { GET as getPlan } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let owner: MemberPrincipal, admin: MemberPrincipal, auditor: MemberPrincipal
let second: MemberPrincipal, member: MemberPrincipal, outsider: MemberPrincipal
vi.mock('#lib/context.ts', () => ({
  appContext: () => Promise.resolve({ ...world.context, keys: world.keys }),
}))

const period = 'from=2026-03-01&to=2026-03-31'
const formula = '=HYPERLINK("https://evil.example","x")'

type Line = { index: number; id: string; kind: string; at: string; salt: string; statement: string }

beforeAll(async () => {
  world = await openWorld(database)
  await keepKeys(world)
  await world.account('quarry')
  await world.account('harbour')
  outsider = await world.member('quarry', 'Olu Outside', 'auditor')
  owner = await world.member('harbour', 'Ora Owner', 'owner')
  admin = await world.member('harbour', 'Ada Admin', 'admin')
  auditor = await world.member('harbour', 'Aud Auditor', 'auditor')
  second = await world.member('harbour', 'Sec Auditor', 'auditor')
  member = await world.member('harbour', 'Mo Member')
  await world.permit(await world.member('quarry', 'Qi Admin', 'admin'), 'meeting_summary')
  await world.permitOnGround(admin, '@works-council "2026"', 'chat_compose')
  await world.permitAndAsk(admin, 'meeting_summary')
  await world.permit(admin, 'product_improvement/chat', 'product_improvement/audio')
  await world.include(member, 'meeting_summary')
  await world.leaveOut(member, 'product_improvement/chat')
  const [terms] = (await loadPlatform(database)).terms
  const { documentSlug, number, digest } = terms!
  const answered = { answer: 'accept' as const, name: formula, authority: ' +Director\n-1' }
  must(await answerTerms(owner, { documentSlug, number, digest, ...answered }, world.context))
  await world.sequence()
})

afterAll(() => closeDatabase(database))

describe('the account’s own acts', () => {
  test.each([
    ['an owner', () => owner],
    ['an admin', () => admin],
    ['an auditor', () => auditor],
  ])('are for %s, each signed, each in the ledger where it says', async (_who, who) => {
    const lines = linesOf(await (await get(who(), getFile)).text())
    const kinds = Object.groupBy(lines, ({ kind }) => kind)
    expect(Object.keys(kinds).toSorted()).toEqual([
      ...['account_created', 'catalogue_published', 'permissions_set', 'terms_answered'],
      ...['terms_published'],
    ])
    expect(kinds['permissions_set']).toHaveLength(3)
    expect(lines.map(({ index }) => index)).toEqual(
      lines.map(({ index }) => index).toSorted((a, b) => a - b),
    )
    await expectEntries(lines)
  })

  test('no member’s act is in them, and not whom the account asked', async () => {
    for (const format of ['ndjson', 'csv']) {
      const text = await (await get(admin, getFile, `?format=${format}`)).text()
      for (const word of ['choices_made', 'members_asked', 'member_added', member.subjectId])
        expect(text).not.toContain(word)
      for (const { statement } of format === 'csv' ? [] : linesOf(text))
        expect(JSON.stringify(parseStatement(statement).credential)).not.toContain(member.subjectId)
    }
  })

  test('a member takes none of them, and an admin nobody’s answers', async () => {
    for (const handler of [getPlan, getFile, getManifest]) {
      expect(await problemOf(await get(member, handler))).toBe('403 forbidden')
      expect(await problemOf(await get(admin, handler, '?scope=everyone'))).toBe('403 forbidden')
      expect(await problemOf(await get(owner, handler, '?scope=everyone'))).toBe('403 forbidden')
    }
  })

  test('a stranger and another account get nothing', async () => {
    for (const handler of [getPlan, getFile, getManifest]) {
      expect(await problemOf(await get(null, handler))).toBe('401 not_signed_in')
      expect(await problemOf(await get(outsider, handler))).toBe('404 not_found')
    }
  })
})

describe('what members answered', () => {
  test('is for an auditor who said why, for the days that were said, and for an hour', async () => {
    const everyone = `?scope=everyone&${period}`
    expect(await problemOf(await get(auditor, getFile, everyone))).toBe('403 disclosure_missing')
    const body = { from: '2026-03-01', to: '2026-03-31', reason: 'The yearly audit of 2026.' }
    for (const other of [owner, admin, member])
      expect(await problemOf(await disclose(other, body))).toBe('403 forbidden')
    expect(await problemOf(await disclose(null, body))).toBe('401 not_signed_in')
    expect(await problemOf(await disclose(outsider, body))).toBe('404 not_found')
    expect((await disclose(auditor, body)).status).toBe(201)
    await world.sequence()

    const { entries } = await listRecord(member, { kinds: null, before: null }, world.context)
    expect(entries[0]).toMatchObject({
      sentence: 'Aud Auditor took away everyone’s record, 1 March 2026 to 31 March 2026.',
      details: ['Reason: The yearly audit of 2026.'],
    })
    const lines = linesOf(await (await get(auditor, getFile, everyone)).text())
    const own = lines.filter(({ kind }) => kind === 'choices_made')
    expect(own).toHaveLength(2)
    expect(JSON.stringify(parseStatement(own[0]!.statement))).toContain(member.subjectId)
    await expectEntries(lines)
    expect(await problemOf(await get(second, getFile, everyone))).toBe('403 disclosure_missing')
    const longer = '?scope=everyone&from=2026-02-28&to=2026-03-31'
    expect(await problemOf(await get(auditor, getFile, longer))).toBe('403 disclosure_missing')
    world.clock.advance(61 * 60_000)
    expect(await problemOf(await get(auditor, getFile, everyone))).toBe('403 disclosure_missing')
  })

  test('a reason is in words, and the days are in order', async () => {
    const body = { from: '2026-03-01', to: '2026-03-31', reason: 'Why not' }
    expect(await problemOf(await disclose(auditor, body))).toBe('422 input_invalid')
    const reversed = { from: '2026-03-31', to: '2026-03-01', reason: 'The yearly audit.' }
    expect(await problemOf(await disclose(auditor, reversed))).toBe('422 input_invalid')
  })
})

describe('the file', () => {
  test('of a period is of its days alone', async () => {
    const none = await get(admin, getFile, '?from=2026-01-01&to=2026-01-31')
    expect(await none.text()).toBe('')
    expect(none.headers.get('content-length')).toBe('0')
    const some = await get(admin, getFile, '?from=2026-03-02&to=2026-03-02&format=csv')
    expect((await some.text()).split('\n').length).toBeGreaterThan(5)
  })

  test('of one size stays the same bytes whatever happens after, and goes on where it was cut', async () => {
    const { file, size, bytes } = (await (await get(admin, getPlan)).json()) as {
      file: string
      size: number
      bytes: number
    }
    const query = file.slice(file.indexOf('?'))
    expect(query).toContain(`size=${String(size)}`)
    const first = await get(admin, getFile, query)
    const etag = first.headers.get('etag')!
    const whole = Buffer.from(await first.arrayBuffer())
    expect(whole.length).toBe(bytes)
    await world.forbid(admin, 'meeting_summary')
    await world.sequence()
    expect(Buffer.from(await (await get(admin, getFile, query)).arrayBuffer())).toEqual(whole)
    const cuts = [0, 1, 500, 9_000, bytes - 1]
    for (const cut of cuts) {
      const headers = { range: `bytes=${String(cut)}-`, 'if-range': etag }
      const rest = await get(admin, getFile, query, headers)
      expect(rest.status).toBe(206)
      expect(rest.headers.get('content-range')).toBe(
        `bytes ${String(cut)}-${String(bytes - 1)}/${String(bytes)}`,
      )
      expect(Buffer.from(await rest.arrayBuffer())).toEqual(whole.subarray(cut))
    }
    const middle = await get(admin, getFile, query, { range: 'bytes=100-199' })
    expect(Buffer.from(await middle.arrayBuffer())).toEqual(whole.subarray(100, 200))
    const last = await get(admin, getFile, query, { range: 'bytes=-7' })
    expect(Buffer.from(await last.arrayBuffer())).toEqual(whole.subarray(-7))
    const other = await get(admin, getFile, query, { range: 'bytes=5-', 'if-range': '"another"' })
    expect(other.status).toBe(200)
  })

  test('what nobody can mean is said to be so', async () => {
    const bad: [query: string, headers: Record<string, string>, problem: string][] = [
      ['?from=2026-04-01&to=2026-03-01', {}, '422 input_invalid'],
      ['?from=2026-02-30', {}, '422 input_invalid'],
      ['?format=xml', {}, '422 input_invalid'],
      ['?format=csv&format=csv', {}, '422 input_invalid'],
      ['?scope=all', {}, '422 input_invalid'],
      ['?size=-1', {}, '422 input_invalid'],
      ['?size=x', {}, '422 input_invalid'],
      ['?size=999999', {}, '422 checkpoint_unknown'],
      ['?cursor=1', {}, '422 input_invalid'],
      ['', { range: 'bytes=99999999-' }, '416 range_unsatisfiable'],
      ['', { range: 'bytes=-0' }, '416 range_unsatisfiable'],
      ['', { range: 'bytes=9-3' }, '400 range_malformed'],
      ['', { range: 'bytes=0-1,4-5' }, '400 range_malformed'],
      ['', { range: 'lines=1-' }, '400 range_malformed'],
    ]
    for (const [query, headers, problem] of bad)
      expect(await problemOf(await get(admin, getFile, query, headers)), query).toBe(problem)
  })

  test('as CSV has a row a choice, and no cell that a spreadsheet would reckon', async () => {
    const body = { from: '2026-03-01', to: '2026-03-31', reason: '-2+3 is the reason, they say' }
    must({ ok: (await disclose(auditor, body)).status === 201, value: null, code: '' })
    await world.sequence()
    const response = await get(auditor, getFile, `?format=csv&scope=everyone&${period}`)
    expect(response.headers.get('content-type')).toContain('text/csv')
    const [head, ...rows] = parseCsv(await response.text())
    expect(head).toEqual([
      ...['index', 'at', 'act', 'by', 'about', 'purpose', 'category', 'answer', 'terms', 'note'],
      ...['receipt', 'entry'],
    ])
    for (const cells of rows) {
      expect(cells).toHaveLength(12)
      for (const cell of cells) expect(cell).not.toMatch(/^\s*[-=+@\t\r]/)
    }
    const chosen = rows.filter(([, , act]) => act === 'choices_made')
    expect(
      chosen.map(([, , , by, , purpose, category, answer, terms]) => [
        ...[by, purpose, category, answer, terms],
      ]),
    ).toEqual([
      [member.subjectId, 'meeting_summary', '', 'yes', 'terms-of-service 1'],
      [member.subjectId, 'product_improvement', 'chat', 'no', 'terms-of-service 1'],
    ])
    const notes = rows.map((cells) => cells[9]!)
    expect(notes).toContain(`'${formula},  +Director -1`)
    expect(notes).toContain(`'@works-council "2026"`)
    expect(notes).toContain(`'-2+3 is the reason, they say`)
    const asked = rows.filter(([, , act]) => act === 'members_asked')
    expect(asked.map(([, , , , about]) => about)).toContain(member.subjectId)
  })

  test('comes with a manifest, signed by the key that the ledger vouches for', async () => {
    const { file } = (await (await get(admin, getPlan, `?${period}`)).json()) as { file: string }
    const query = file.slice(file.indexOf('?'))
    const bytes = Buffer.from(await (await get(admin, getFile, query)).arrayBuffer())
    const manifest = await (await get(admin, getManifest, query)).text()
    const { origin, receipt, certificate } = world.keys
    const key = verifierKey(origin, receipt.publicKey, 'ed25519', nodeCrypto)
    const opened = openNote(manifest, [key], nodeCrypto)
    if (!opened.ok) throw new Error(opened.code)
    const [header, sum, json] = opened.text.split('\n')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(header).toBe('assent-export/v1')
    const name = 'harbour-account-2026-03-01-2026-03-31.ndjson'
    expect(sum).toBe(`${sha256}  ${name}`)
    expect(JSON.parse(json!)).toMatchObject({
      ...{ file: name, bytes: bytes.length, sha256, certificate, scope: 'account' },
      lines: bytes.toString().trim().split('\n').length,
      since: '2026-03-01T00:00:00.000Z',
      until: '2026-04-01T00:00:00.000Z',
      checkpoint: expect.stringContaining(`${origin}\n`) as string,
    })
  })
})

function get(
  caller: MemberPrincipal | null,
  handler: typeof getFile,
  query = '',
  headers: Record<string, string> = {},
): Promise<Response> {
  return getAs(world, caller, handler, { account: 'harbour' }, { query, ...headers })
}

function disclose(caller: MemberPrincipal | null, body: unknown): Promise<Response> {
  return postAs(world, caller, postDisclosure, { account: 'harbour', body })
}

function linesOf(text: string): Line[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
}

/** Statement and salt make the leaf of exactly that entry. */
async function expectEntries(lines: readonly Line[]): Promise<void> {
  const { rows } = await database.pool.query<{ index: number; hash: Buffer }>(
    'SELECT index::int, leaf_hash AS hash FROM entry',
  )
  const hashes = new Map(rows.map(({ index, hash }) => [index, hash]))
  for (const { index, id, statement, salt } of lines) {
    const leaf = leafBytes(statement, Buffer.from(salt, 'hex'), nodeCrypto)
    expect(Buffer.from(leafHash(leaf, nodeCrypto))).toEqual(hashes.get(index))
    expect(parseStatement(statement).credential.id).toBe(`urn:uuid:${id}`)
  }
}

/** RFC 4180, as far as it is written here: no line ends within a cell. */
function parseCsv(text: string): string[][] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
        ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
      ),
    )
}
