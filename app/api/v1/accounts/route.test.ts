import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { checkActs } from '../../../../test-support/check-acts.ts'
import { expectKeyOnly, keyFor, sendWithKey } from '../../../../test-support/client-world.ts'
import { testDatabase } from '../../../../test-support/database.ts'
import { countActs, problemOf } from '../../../../test-support/route-world.ts'
import { openWorld, type World } from '../../../../test-support/world.ts'
import { POST as depart } from './[account]/departures/route.ts'
import { GET as getAccount } from './[account]/route.ts'
import { GET as listMembers, POST as registerMembers } from './[account]/members/route.ts'
import { GET as listAccounts, POST as registerAccount } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let key: string
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  key = await keyFor(world, ['accounts'])
})
afterEach(() => checkActs(world))
afterAll(() => closeDatabase(database))

const mia = { externalId: 'u_1', name: 'Mia Member', email: 'Mia@people.example' }
const ada = { externalId: 'u_2', name: 'Ada Admin', email: 'ada@people.example', role: 'owner' }

test('an account is registered by the platform’s own id, and found by it', async () => {
  const response = await register({ externalId: 'Org-7', name: 'Harbour Ltd', sandbox: true })
  expect(response.status).toBe(201)
  expect(response.headers.get('location')).toBe('/api/v1/accounts/Org-7')
  expect(response.headers.get('ratelimit-policy')).toBe('"key";q=6000;w=60')
  expect(response.headers.get('ratelimit')).toMatch(/^"key";r=59\d\d;t=60$/)
  const account = (await response.json()) as { id: string }
  const shown = { externalId: 'Org-7', slug: 'org-7', name: 'Harbour Ltd', sandbox: true }
  expect(account).toEqual({ id: account.id, ...shown })
  const again = await register({ externalId: 'Org-7', name: 'Harbour Ltd', slug: 'another' })
  expect(await problemOf(again)).toBe('409 external_id_taken')
  const listed = await sendWithKey(key, listAccounts, { method: 'GET', query: '?count=1000' })
  expect(((await listed.json()) as { accounts: unknown[] }).accounts).toContainEqual({
    ...{ id: account.id },
    ...shown,
  })
  for (const name of ['Org-7', 'org-7']) {
    const found = await sendWithKey(key, getAccount, { method: 'GET', params: { account: name } })
    expect(await found.json()).toEqual({ id: account.id, ...shown })
  }
})

test('a list comes in pages, each saying what the next goes on after', async () => {
  for (const name of ['page-a', 'page-b', 'page-c']) await register({ externalId: name, name })
  const seen: string[] = []
  let after: string | null = ''
  while (after !== null) {
    const query: string = `?count=2${after === '' ? '' : `&after=${after}`}`
    const response = await sendWithKey(key, listAccounts, { method: 'GET', query })
    const page = (await response.json()) as { accounts: { slug: string }[]; next: string | null }
    seen.push(...page.accounts.map(({ slug }) => slug))
    after = page.next
  }
  expect(seen).toEqual([...new Set(seen)])
  expect(seen).toEqual(expect.arrayContaining(['page-a', 'page-b', 'page-c']))
  const wrong = await sendWithKey(key, listAccounts, { method: 'GET', query: '?count=0&x=1' })
  expect(await problemOf(wrong)).toBe('422 input_invalid')
})

test('a repeated request with the same Idempotency-Key is answered the same, and does nothing more', async () => {
  const body = { externalId: 'Once-1', name: 'Once' }
  const send = (idempotencyKey: string, more = {}) =>
    sendWithKey(key, registerAccount, { body: { ...body, ...more }, idempotencyKey })
  const [first, second] = [await send('"k-1"'), await send('"k-1"')]
  expect([first.status, second.status]).toEqual([201, 201])
  expect(await second.json()).toEqual(await first.json())
  expect(second.headers.get('location')).toBe('/api/v1/accounts/Once-1')
  expect(await problemOf(await send('"k-1"', { name: 'Twice' }))).toBe('422 idempotency_key_reused')
  expect(await problemOf(await send('"k-2"'))).toBe('409 external_id_taken')
  expect(await problemOf(await send('"k-2"'))).toBe('409 external_id_taken')
  expect(await problemOf(await send('"a b"'))).toBe('400 idempotency_key_malformed')
  const racing = await Promise.all([1, 2, 3, 4].map(() => send('"k-3"', { externalId: 'Once-2' })))
  for (const response of racing)
    expect(['201', '409 idempotency_key_busy']).toContain(
      response.status === 201 ? '201' : await problemOf(response),
    )
  world.clock.advance(24 * 60 * 60 * 1000 + 1)
  expect(await problemOf(await send('"k-1"'))).toBe('409 external_id_taken')
})

test('members are registered in bulk, in their order; who is known stays as they are', async () => {
  const { slug } = await world.account('bulk')
  const response = await send(registerMembers, slug, { members: [mia, ada] })
  expect(response.status).toBe(201)
  const { members } = (await response.json()) as { members: { id: string; outcome: string }[] }
  expect(members.map(({ outcome }) => outcome)).toEqual(['added', 'added'])
  const again = await send(registerMembers, slug, {
    members: [
      { ...mia, role: 'admin' },
      { ...mia, externalId: 'u_3', email: 'new@people.example' },
    ],
  })
  expect(await again.json()).toMatchObject({
    members: [{ id: members[0]!.id, outcome: 'known' }, { outcome: 'added' }],
  })
  const listed = await sendWithKey(key, listMembers, { method: 'GET', params: { account: slug } })
  const page = (await listed.json()) as { members: { externalId: string; role: string }[] }
  expect(page).toMatchObject({ next: null })
  expect(page.members.map(({ externalId, role }) => `${externalId} ${role}`).toSorted()).toEqual([
    'u_1 member',
    'u_2 owner',
    'u_3 member',
  ])
})

test('who was a member before is linked; who has another id of the platform’s is refused, and all with them', async () => {
  const { account, member } = await world.team()
  const { email } = await database.prisma.person.findUniqueOrThrow({
    where: { id: member.personId },
  })
  const known = { externalId: 'mo', name: 'Mo', email }
  const linked = await send(registerMembers, account.slug, { members: [known] })
  expect(await linked.json()).toEqual({ members: [{ id: member.subjectId, outcome: 'linked' }] })
  const before = await countActs(world)
  const other = await send(registerMembers, account.slug, {
    members: [mia, { ...known, externalId: 'mo-2' }],
  })
  expect(await problemOf(other)).toBe('409 member_exists')
  expect(await countActs(world)).toBe(before)
})

test('somebody who left counts no more, and is no member to name', async () => {
  const { slug } = await world.account('left')
  await send(registerMembers, slug, { members: [mia, ada] })
  expect((await send(depart, slug, { member: 'u_1' })).status).toBe(204)
  expect(await problemOf(await send(depart, slug, { member: 'u_1' }))).toBe('404 member_unknown')
  const listed = await sendWithKey(key, listMembers, { method: 'GET', params: { account: slug } })
  expect(await listed.json()).toMatchObject({ members: [{ externalId: 'u_2' }] })
})

test('a thousand members at once are the most', async () => {
  const { slug } = await world.account('many')
  const members = Array.from({ length: 1001 }, (_, i) => ({
    ...{ externalId: `m${String(i)}`, name: `M ${String(i)}` },
    email: `m${String(i)}@many.example`,
  }))
  const response = await send(registerMembers, slug, { members })
  expect(await problemOf(response)).toBe('422 input_invalid')
  expect((await send(registerMembers, slug, { members: members.slice(1) })).status).toBe(201)
  for (const wrong of [
    { members: [] },
    { members: [mia, mia] },
    { members: [{ ...mia, externalId: 'a b' }] },
    { members: [{ ...mia, role: 'king' }] },
  ])
    expect(await problemOf(await send(registerMembers, slug, wrong))).toBe('422 input_invalid')
})

test('no route lets in a stranger, a key without the scope, or one of another account', async () => {
  const { slug: account } = await world.account('closed')
  await expectKeyOnly(world, registerMembers, 'accounts', { account, body: { members: [mia] } })
  await expectKeyOnly(world, depart, 'accounts', { account, body: { member: 'u_1' } })
  await expectKeyOnly(world, getAccount, 'accounts', { account, method: 'GET' })
  await expectKeyOnly(world, listMembers, 'accounts', { account, method: 'GET' })
})

test('a key of one account registers no accounts, and lists its own', async () => {
  const { slug } = await world.account('own')
  const own = await keyFor(world, ['accounts'], slug)
  const body = { externalId: 'x', name: 'X' }
  expect(await problemOf(await sendWithKey(own, registerAccount, { body }))).toBe('403 forbidden')
  const listed = await sendWithKey(own, listAccounts, { method: 'GET' })
  expect(await listed.json()).toMatchObject({ accounts: [{ slug }], next: null })
  const lesser = await keyFor(world, ['decide', 'meetings', 'answers'])
  for (const handler of [registerAccount, listAccounts]) {
    expect(await problemOf(await sendWithKey(null, handler, { body }))).toBe('401 api_key_required')
    expect(await problemOf(await sendWithKey(lesser, handler, { body }))).toBe('403 scope_missing')
  }
})

test('a key that has used up its quota is told when to go on', async () => {
  const narrow = { ...world.context, requestsPerMinute: 2 }
  const { context } = world
  Object.assign(world, { context: narrow })
  try {
    const fresh = await keyFor(world, ['accounts'])
    const ask = () => sendWithKey(fresh, listAccounts, { method: 'GET' })
    expect((await ask()).status).toBe(200)
    expect((await ask()).headers.get('ratelimit')).toBe('"key";r=0;t=60')
    const over = await ask()
    expect(over.headers.get('retry-after')).toBe('60')
    expect(await problemOf(over)).toBe('429 rate_limited')
    world.clock.advance(60_000)
    expect((await ask()).status).toBe(200)
  } finally {
    Object.assign(world, { context })
  }
})

function register(body: unknown): Promise<Response> {
  return sendWithKey(key, registerAccount, { body })
}

function send(handler: typeof registerMembers, account: string, body: unknown): Promise<Response> {
  return sendWithKey(key, handler, { params: { account }, body })
}
