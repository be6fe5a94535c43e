import { parseTrustPolicy, verifyReceipt } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { answerTerms } from '#lib/commands/answer-terms.ts'
import { openRecord } from '#lib/commands/open-record.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { testDatabase } from '../../../../../../test-support/database.ts'
import { keepKeys } from '../../../../../../test-support/keep-keys.ts'
import { getAs, problemOf } from '../../../../../../test-support/route-world.ts'
import { must, openWorld, type World } from '../../../../../../test-support/world.ts'
import { GET } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let owner: MemberPrincipal, member: MemberPrincipal, colleague: MemberPrincipal
let outsider: MemberPrincipal
vi.mock('#lib/context.ts', () => ({
  appContext: () => Promise.resolve({ ...world.context, keys: world.keys }),
}))

beforeAll(async () => {
  world = await openWorld(database)
  await keepKeys(world)
  await world.account('quarry')
  await world.account('harbour', 'Harbour <& Sons>')
  outsider = await world.member('quarry', 'Olu Outside', 'owner')
  owner = await world.member('harbour', 'Ora Owner', 'owner')
  const auditor = await world.member('harbour', 'Aud Auditor', 'auditor')
  member = await world.member('harbour', 'Mo Member')
  colleague = await world.member('harbour', 'Cy Colleague')
  await world.permitAndAsk(owner, 'meeting_summary')
  await world.permit(owner, 'product_improvement/chat')
  await world.include(member, 'meeting_summary')
  await world.leaveOut(member, 'product_improvement/chat')
  await world.include(colleague, 'meeting_summary')
  const reason = 'A complaint of <b>March</b>.'
  must(await openRecord(auditor, { subjectId: member.subjectId, reason }, world.context))
  const [terms] = (await loadPlatform(database)).terms
  const { documentSlug, number, digest } = terms!
  const signed = { answer: 'accept' as const, name: 'Ora Owner', authority: 'Director' }
  must(await answerTerms(owner, { documentSlug, number, digest, ...signed }, world.context))
  await world.sequence()
})

afterAll(() => closeDatabase(database))

test('one zip holds all that is the member’s, and nothing that is another’s', async () => {
  const response = await get(member)
  expect(response.headers.get('content-type')).toBe('application/zip')
  expect(response.headers.get('content-disposition')).toBe(
    'attachment; filename="harbour-yours-2026-03-02.zip"',
  )
  expect(response.headers.get('cache-control')).toContain('no-store')
  const files = await filesIn(response)
  expect(Object.keys(files).filter((path) => !path.includes('/'))).toEqual([
    ...['README.txt', 'record.html', 'record.json', 'where-things-stand.json', 'about-you.json'],
    ...['trust.policy', 'record.csv', 'record.ndjson'],
  ])
  expect(JSON.parse(files['about-you.json']!)).toEqual({
    name: 'Mo Member',
    email: 'mo.member@people.example',
    account: 'Harbour <& Sons>',
    role: 'member',
    id: member.subjectId,
    remindedOfAnswers: true,
  })
  for (const [path, content] of Object.entries(files))
    for (const other of [colleague.subjectId, 'Cy Colleague', 'cy.colleague'])
      expect(content, path).not.toContain(other)
})

test('every receipt in it verifies with the policy that lies beside it', async () => {
  const files = await filesIn(await get(member))
  const receipts = Object.entries(files).filter(([path]) => path.startsWith('receipts/'))
  expect(
    receipts.map(([path]) => path.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, 'ID')),
  ).toEqual([
    'receipts/2026-03-02-membership-ID.receipt.json',
    'receipts/2026-03-02-consent-ID.receipt.json',
    'receipts/2026-03-02-consent-ID.receipt.json',
    'receipts/2026-03-02-inspection-ID.receipt.json',
  ])
  const policy = parseTrustPolicy(files['trust.policy']!, nodeCrypto)
  for (const [path, content] of receipts)
    expect(verifyReceipt(Buffer.from(content), policy, nodeCrypto).ok, path).toBe(true)
  const texts = Object.keys(files).filter((path) => path.startsWith('texts/'))
  expect(texts.filter((path) => path.startsWith('texts/terms/'))).toEqual([
    'texts/terms/terms-of-service-1.md',
  ])
  expect(texts.filter((path) => path.startsWith('texts/notices/'))).toHaveLength(2)
})

test('the record in it can be read by people, as a table and by programs', async () => {
  const files = await filesIn(await get(member))
  const html = files['record.html']!
  expect(html).toContain('<h1>The record of Mo Member, Harbour &#60;&#38; Sons&#62;</h1>')
  expect(html).toContain('You answered about AI features.')
  expect(html).toContain('Aud Auditor opened your record.')
  expect(html).toContain('A complaint of &#60;b&#62;March&#60;/b&#62;.')
  expect(html).not.toMatch(/<script|src=|href=/)
  const [head, ...rows] = files['record.csv']!.trim().split('\n')
  expect(head).toMatch(/^index,at,act,/)
  const said = rows.filter((row) => row.includes(',choices_made,'))
  expect(said.map((row) => /"(yes|no)"/.exec(row)?.[1])).toEqual(['yes', 'no'])
  const lines = files['record.ndjson']!.trim().split('\n')
  expect(lines.filter((line) => line.includes('"kind":"choices_made"'))).toHaveLength(2)
  expect(JSON.parse(files['where-things-stand.json']!)).toMatchObject({ role: 'member' })
})

test('what somebody did in the account’s name is theirs too', async () => {
  const files = await filesIn(await get(owner))
  const kinds = Object.keys(files)
    .filter((path) => path.startsWith('receipts/'))
    .map((path) => /\d-([a-z]+)-/.exec(path)?.[1])
  expect(kinds).toEqual(['membership', 'permission', 'permission', 'acceptance'])
  expect(
    Object.keys(await filesIn(await get(outsider, 'quarry'))).some((path) =>
      path.startsWith('receipts/'),
    ),
  ).toBe(true)
})

test('a stranger and another account get nothing', async () => {
  expect(await problemOf(await get(null))).toBe('401 not_signed_in')
  expect(await problemOf(await get(outsider))).toBe('404 not_found')
})

function get(caller: MemberPrincipal | null, account = 'harbour'): Promise<Response> {
  return getAs(world, caller, GET, { account })
}

async function filesIn(response: Response): Promise<Record<string, string>> {
  const zip = unzipSync(new Uint8Array(await response.arrayBuffer()))
  return Object.fromEntries(Object.entries(zip).map(([path, bytes]) => [path, strFromU8(bytes)]))
}
