import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { listAccountTerms } from '#lib/queries/account-terms.ts'
import { findReceipt } from '#lib/queries/receipts.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../../../../../test-support/database.ts'
import {
  countActs,
  expectJsonOnly,
  expectMembersOnly,
  postAs,
  problemOf,
} from '../../../../../../test-support/route-world.ts'
import { smallTerms } from '../../../../../../test-support/small-catalogue.ts'
import { openWorld, type World } from '../../../../../../test-support/world.ts'
import { POST } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let outsider: MemberPrincipal
let owner: MemberPrincipal
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  await world.account('quarry')
  outsider = await world.member('quarry', 'Olu Outside', 'owner')
})

let accounts = 0
beforeEach(async () => {
  accounts += 1
  const account = await world.account(`harbour-${String(accounts)}`)
  owner = await world.member(account, `Owner ${String(accounts)}`, 'owner')
})
afterAll(() => closeDatabase(database))

test('accepting the text that was read is one act, a document and no consent', async () => {
  const terms = await inForce()
  const before = await countActs(world)
  const choices = await countRows('choice')
  const body = bodyOf(terms, 'accept')
  const response = await postAs(world, owner, POST, { body, ifMatch: terms.digest })
  expect(response.status).toBe(201)
  const { receiptId } = (await response.json()) as { receiptId: string }
  expect(response.headers.get('location')).toBe(
    `/accounts/${owner.accountSlug}/receipts/${receiptId}`,
  )
  expect(await countActs(world)).toBe(before + 1)
  expect(await countRows('choice')).toBe(choices)
  expect((await inForce()).answer).toMatchObject({
    answer: 'accept',
    name: 'Ada Signer',
    receiptId,
  })
  expect(await findReceipt(owner, receiptId, world.context)).toMatchObject({
    kind: 'acceptance',
    answer: 'accept',
    signedBy: 'Ada Signer',
    authority: 'Managing director',
  })
})

test.each(['decline', 'later'] as const)('to %s needs no page, and is recorded', async (answer) => {
  const body = bodyOf({ ...(await inForce()), digest: '0'.repeat(64) }, answer)
  const response = await postAs(world, owner, POST, { body })
  expect(response.status).toBe(201)
  expect((await inForce()).answer).toMatchObject({ answer })
})

test('deciding later takes a day to come, and says so at that field where it is none', async () => {
  const later = bodyOf(await inForce(), 'later')
  const before = await countActs(world)
  const refused = async (until: unknown) => {
    const response = await postAs(world, owner, POST, { body: { ...later, until } })
    const { code, errors } = (await response.json()) as Problem
    return [response.status, code, errors.map(({ field }) => field)]
  }
  for (const day of ['2026-03-01', '2099-01-01'])
    expect(await refused(day)).toEqual([422, 'until_out_of_range', ['until']])
  for (const nonsense of ['soon', '2026-02-30', '', 20_261_208, null])
    expect(await refused(nonsense)).toEqual([422, 'input_invalid', ['until']])
  expect(await countActs(world)).toBe(before)
  const until = world.context.now().toISOString().slice(0, 10).replace('2026', '2027')
  const taken = await postAs(world, owner, POST, { body: { ...later, until } })
  expect(taken.status).toBe(201)
  const { answer, awaitsAnswer } = await inForce()
  expect([answer?.until?.toISOString(), awaitsAnswer]).toEqual([`${until}T00:00:00.000Z`, false])
})

test('a day goes with deciding later alone, and nothing is signed with it', async () => {
  const terms = await inForce()
  for (const body of [
    { ...bodyOf(terms, 'decline'), until: '2026-12-08' },
    { ...bodyOf(terms, 'later'), name: 'Ada Signer' },
  ])
    expect(await problemOf(await postAs(world, owner, POST, { body }))).toBe('422 input_invalid')
})

test('accepting without saying which text was read is asked for it', async () => {
  const before = await countActs(world)
  const response = await postAs(world, owner, POST, { body: bodyOf(await inForce(), 'accept') })
  expect(await problemOf(response)).toBe('428 if_match_required')
  expect(await countActs(world)).toBe(before)
})

test('accepting a text that was replaced meanwhile is refused, declining it is not', async () => {
  const old = await inForce()
  world.clock.advance(60_000)
  await world.publishTerms(`${smallTerms}\nOne more sentence, ${String(accounts)}.\n`)
  const before = await countActs(world)
  const accepted = { body: bodyOf(old, 'accept'), ifMatch: old.digest }
  expect(await problemOf(await postAs(world, owner, POST, accepted))).toBe('412 stale_page')
  expect(await countActs(world)).toBe(before)
  const declined = await postAs(world, owner, POST, { body: bodyOf(old, 'decline') })
  expect(declined.status).toBe(201)
})

test('accepting with the digest of one text and the page of another accepts neither', async () => {
  const terms = await inForce()
  const before = await countActs(world)
  const other = 'a'.repeat(64)
  for (const request of [
    { body: bodyOf(terms, 'accept'), ifMatch: other },
    { body: bodyOf({ ...terms, digest: other }, 'accept'), ifMatch: terms.digest },
  ])
    expect(await problemOf(await postAs(world, owner, POST, request))).toBe('412 stale_page')
  expect(await countActs(world)).toBe(before)
})

test.each(['member', 'auditor'] as const)(
  'the account’s %s may not answer for it',
  async (role) => {
    const terms = await inForce()
    const caller = await world.member(owner.accountSlug, `Nobody ${String(accounts)}`, role)
    const before = await countActs(world)
    const request = { body: bodyOf(terms, 'accept'), ifMatch: terms.digest }
    expect(await problemOf(await postAs(world, caller, POST, request))).toBe('403 forbidden')
    expect(await countActs(world)).toBe(before)
  },
)

test('terms that nobody published, or that govern nothing, are not answered', async () => {
  const terms = await inForce()
  const before = await countActs(world)
  const answer = { body: { ...bodyOf(terms, 'decline'), version: 999 } }
  expect(await problemOf(await postAs(world, owner, POST, answer))).toBe('404 terms_unknown')
  expect(await countActs(world)).toBe(before)
})

test('a name or a function that is missing, blank or far too long is refused by name', async () => {
  const body = bodyOf(await inForce(), 'accept')
  for (const wrong of [
    { name: '' },
    { name: ' \t ' },
    { authority: '' },
    { name: 'x'.repeat(201) },
    { digest: 'not hex' },
    { answer: 'yes' },
    { version: 0 },
  ]) {
    const response = await postAs(world, owner, POST, { body: { ...body, ...wrong } })
    const problem = (await response.json()) as Problem
    expect(problem.code).toBe('input_invalid')
    expect(problem.errors.map(({ field }) => field)).toEqual(Object.keys(wrong))
  }
})

test('strangers are to sign in, another account is none, and JSON alone is read', async () => {
  const body = bodyOf(await inForce(), 'decline')
  await expectMembersOnly(world, { outsider, account: owner.accountSlug }, POST, body)
  await expectJsonOnly(world, owner, POST, body)
})

type Problem = { code: string; errors: { field: string }[] }
type Terms = Awaited<ReturnType<typeof listAccountTerms>>[number]

async function inForce(): Promise<Terms> {
  const [terms] = await listAccountTerms(owner, world.context)
  return terms!
}

function bodyOf(
  { slug, number, digest }: Pick<Terms, 'slug' | 'number' | 'digest'>,
  answer: 'accept' | 'decline' | 'later',
) {
  const signed = { name: 'Ada Signer', authority: 'Managing director' }
  const shown = { document: slug, version: number, digest, answer }
  return answer === 'later' ? shown : { ...shown, ...signed }
}

async function countRows(table: 'choice'): Promise<number> {
  const { rows } = await database.pool.query<{ rows: number }>(
    `SELECT count(*)::int AS rows FROM ${table}`,
  )
  return rows[0]?.rows ?? 0
}
