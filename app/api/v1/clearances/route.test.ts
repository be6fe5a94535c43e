import { createPublicKey } from 'node:crypto'
import { jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { systemClock } from '#lib/clock.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { keyFor } from '../../../../test-support/client-world.ts'
import { testDatabase } from '../../../../test-support/database.ts'
import {
  openDecisionPoint,
  until,
  type TestPoint,
} from '../../../../test-support/decision-point.ts'
import { countActs, problemOf } from '../../../../test-support/route-world.ts'
import { openWorld, type Team, type World } from '../../../../test-support/world.ts'
import { POST as check } from './checks/route.ts'
import { POST as clear } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let point: TestPoint
let team: Team
let key: string
let decisionPointUrl: string
vi.mock('#lib/context.ts', () => ({
  appContext: () => Promise.resolve({ ...world.context, keys: world.keys, decisionPointUrl }),
}))

beforeAll(async () => {
  world = await openWorld(database, { now: systemClock })
  team = await world.team()
  await world.permit(team.admin, 'product_improvement/audio', 'product_improvement/chat')
  await world.include(team.member, 'product_improvement/audio', 'product_improvement/chat')
  await world.include(team.owner, 'product_improvement/audio')
  point = await openDecisionPoint(world)
  decisionPointUrl = point.url
  key = (await point.newKey()).key
})
afterAll(async () => {
  await point.close()
  await closeDatabase(database)
})

const QUERY = '?purposes=product_improvement,train_platform_models'

test('each item is answered in its order, with a clearance for what it may be used for', async () => {
  const { member, owner } = team
  const lines = await ask([
    itemBy([member]),
    itemBy([member, owner]),
    itemBy([member, owner], ['audio', 'chat']),
    { ...itemBy([member]), contributors: [theirs(team.member), { guest: 'g-1' }] },
    '{"item":',
    { ...itemBy([member]), contributors: [] },
    { ...itemBy([member]), account: 'nowhere' },
  ])
  expect(lines.map(decisionOf)).toEqual([
    'permit',
    'permit',
    'deny',
    'deny',
    'deny',
    'deny',
    'deny',
  ])
  expect(lines[0]).toMatchObject({
    item: 'i-1',
    contentUsage: 'train-ai=n, ai-use=y',
    outcomes: [
      { purpose: 'product_improvement', clearance: expect.any(String) as string },
      { purpose: 'train_platform_models', decision: 'deny', reason: expect.any(String) as string },
    ],
  })
  expect(lines[2]).toMatchObject({ contentUsage: 'train-ai=n, ai-use=n' })
  expect(lines[4]).toMatchObject({ line: 5, decision: 'deny', reason: 'NOT_UNDERSTOOD' })
})

test('a clearance verifies with jose by the portal’s key, and is good for minutes', async () => {
  const [line] = await ask([itemBy([team.member])])
  const x = Buffer.from(world.keys.receipt.publicKey).toString('base64url')
  const published = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  const { payload, protectedHeader } = await jwtVerify(clearanceIn(line)!, published, {
    typ: 'assent-clearance+jwt',
    issuer: world.context.publicUrl,
  })
  expect(protectedHeader.alg).toBe('EdDSA')
  expect(payload).toMatchObject({ sub: 'i-1', purpose: 'product_improvement' })
  expect(payload.exp! - payload.iat!).toBe(300)
})

test('C12: a clearance is checked again before use, and a no said meanwhile is one', async () => {
  const leaver = await world.member(team.account, 'Lee Leaver')
  await world.include(leaver, 'product_improvement/audio')
  const item = itemBy([leaver])
  let clearance: string | undefined
  await until(async () => (clearance = clearanceIn((await ask([item]))[0])) !== undefined)
  const again = () => checked([{ clearance }])
  expect((await again()).map(decisionOf)).toEqual(['permit'])
  await world.leaveOut(leaver, 'product_improvement/audio')
  await until(async () => decisionOf((await again())[0]) === 'deny')
  const [head, body, signature] = clearance!.split('.')
  const [other] = await ask([itemBy([team.member])])
  const [, otherBody] = clearanceIn(other)!.split('.')
  const forged = [`${head!}.${otherBody!}.${signature!}`, `${head!}.${body!}.`, 'x', '..']
  const answers = await checked(forged.map((each) => ({ clearance: each })))
  for (const answer of answers) expect(answer).toMatchObject({ reason: 'NOT_UNDERSTOOD' })
  expect(answers).toHaveLength(4)
})

test('where the decision point does not answer nothing is permitted', async () => {
  decisionPointUrl = 'http://127.0.0.1:9'
  try {
    const [line] = await ask([itemBy([team.member])])
    expect(line).toMatchObject({ outcomes: [{ reason: 'DECISION_POINT_UNREACHABLE' }, {}] })
  } finally {
    decisionPointUrl = point.url
  }
})

test('many items take as many lines, whatever is wrong with some of them', async () => {
  const items = Array.from({ length: 3_000 }, (_, i) =>
    i % 100 === 99 ? 'no JSON' : { ...itemBy([team.member]), item: `i-${String(i)}` },
  )
  const lines = await ask(items)
  expect(lines).toHaveLength(3_000)
  for (const [i, line] of lines.entries())
    expect(decisionOf(line)).toBe(i % 100 === 99 ? 'deny' : 'permit')
  expect(lines[2_998]).toMatchObject({ item: 'i-2998' })
})

test('a stranger, a lesser key and a key of another account clear nothing', async () => {
  const before = await countActs(world)
  const body = JSON.stringify(itemBy([team.member]))
  for (const handler of [clear, check]) {
    expect(await problemOf(await post(handler, null, body))).toBe('401 api_key_required')
    const lesser = await keyFor(world, ['accounts', 'answers', 'meetings'])
    expect(await problemOf(await post(handler, lesser, body))).toBe('403 scope_missing')
  }
  expect(await problemOf(await post(clear, key, ''))).toBe('400 body_missing')
  expect(await problemOf(await post(clear, key, body, '?purposes='))).toBe('422 input_invalid')
  const stranger = await world.account('content-stranger')
  const foreign = (await point.newKey(['decide'], stranger.slug)).key
  const [line] = await linesOf(await post(clear, foreign, body))
  expect(decisionOf(line)).toBe('deny')
  expect(await countActs(world)).toBe(before + 4)
})

type Answered = {
  decision?: string
  outcomes?: readonly { decision: string; clearance?: string }[]
}

function itemBy(members: readonly { subjectId: string }[], categories = ['audio']) {
  const contributors = members.map(theirs)
  return { item: 'i-1', account: team.account.id, categories, contributors }
}

function theirs({ subjectId }: { subjectId: string }) {
  return { account: team.account.id, member: subjectId }
}

function ask(items: readonly unknown[]) {
  return send(clear, items)
}

function checked(items: readonly unknown[]) {
  return send(check, items)
}

async function send(handler: typeof clear, items: readonly unknown[]): Promise<Answered[]> {
  const lines = items.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
  return linesOf(await post(handler, key, lines.join('\n')))
}

async function linesOf(response: Response): Promise<Answered[]> {
  expect(response.headers.get('content-type')).toBe('application/x-ndjson')
  const text = await response.text()
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answered)
}

function post(handler: typeof clear, by: string | null, body: string, query = QUERY) {
  const sent = new Request(`https://portal.test/api/v1/clearances${query}`, {
    method: 'POST',
    headers: by === null ? {} : { authorization: `Bearer ${by}` },
    body,
  })
  return handler(sent, { params: Promise.resolve(undefined) })
}

function decisionOf(line: Answered | undefined): string | undefined {
  return line?.decision ?? line?.outcomes?.[0]?.decision
}

function clearanceIn(line: Answered | undefined): string | undefined {
  return line?.outcomes?.[0]?.clearance
}
