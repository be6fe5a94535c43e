import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { systemClock } from '#lib/clock.ts'
import { bindingKey, mintBindingToken, questionDigest } from '#lib/auth/binding-token.ts'
import { env } from '#lib/env.ts'
import { changeRole } from '#lib/commands/change-role.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { checkActs } from '../../../../test-support/check-acts.ts'
import { callWith, keyFor, sendWithKey } from '../../../../test-support/client-world.ts'
import { testDatabase } from '../../../../test-support/database.ts'
import {
  openDecisionPoint,
  until,
  type TestPoint,
} from '../../../../test-support/decision-point.ts'
import { countActs, problemOf } from '../../../../test-support/route-world.ts'
import { must, openWorld, type Team, type World } from '../../../../test-support/world.ts'
import { GET as poll } from './[task]/route.ts'
import { POST as request } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let point: TestPoint
let key: string
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database, { now: systemClock })
  const { publicUrl: portalUrl } = world.context
  point = await openDecisionPoint(world, { portalUrl, bindingKey: bindingKey(env().authSecret) })
  key = (await point.newKey()).key
})
afterEach(() => checkActs(world))
afterAll(async () => {
  await point.close()
  await closeDatabase(database)
})

type Hint = { binding_token: string; expires_at: string; endpoint: string; form_url: string }
type Told = { task: Record<string, string>; result?: { approval: Record<string, string> } }

const about = (team: Team, who = team.member, purpose = 'meeting_summary') => ({
  subject: { type: 'user', id: who.subjectId },
  action: { name: purpose },
  resource: { type: 'account', id: team.account.id },
})

/** The question as it is handed in, with the denial that it got. */
async function denied(question: ReturnType<typeof about>, by = key) {
  const { decision, context } = await point.evaluate(by, question)
  expect(decision).toBe(false)
  const hint = context['access_request'] as Hint | undefined
  expect(hint, JSON.stringify(context)).toBeDefined()
  const { binding_token, expires_at } = hint!
  const { evaluation_id, reason } = context
  return { ...question, denial: { evaluation_id, reason, binding_token, expires_at } }
}

const hand = (body: unknown, by: string | null = key) => callWith(by, request, {}, body)
const ask = async (body: unknown, by = key) => (await (await hand(body, by)).json()) as Told
const look = (task: string, by: string | null = key) => callWith(by, poll, { task })

async function permitted(): Promise<Team> {
  const team = await world.team()
  await world.permit(team.admin, 'meeting_summary')
  await until(
    async () => (await point.evaluate(key, about(team))).context['reason'] === 'MEMBER_UNDECIDED',
  )
  return team
}

test('the whole way: denied, asked for, asked, answered, permitted', async () => {
  const team = await permitted()
  const body = await denied(about(team))
  const before = await countActs(world)
  const answer = await hand(body)
  expect(answer.status).toBe(202)
  expect(answer.headers.get('retry-after')).toBe('5')
  const { task, result } = (await answer.json()) as Told
  expect(result).toBeUndefined()
  expect(task['status']).toBe('pending')
  expect(task['status_endpoint']).toBe(answer.headers.get('location'))
  expect(task['status_endpoint']).toBe(
    `${world.context.publicUrl}/api/v1/access-requests/${task['id']!}`,
  )
  expect((await world.state(team.member, 'meeting_summary')).status).toBe('requested')
  expect(await countActs(world)).toBe(before + 1)
  expect(((await (await look(task['id']!)).json()) as Told).task['status']).toBe('pending')

  await world.include(team.member, 'meeting_summary')
  const done = (await (await look(task['id']!)).json()) as Told
  expect(done.task['status']).toBe('approved')
  expect(done.result).toMatchObject({ mode: 'reevaluate', approval: { id: task['id'] } })
  const again = { ...about(team), context: { approval: done.result!.approval } }
  await until(async () => (await point.evaluate(key, again)).decision)
  // Taken back: the request was approved all the same, and the evaluation says no.
  await world.leaveOut(team.member, 'meeting_summary')
  await until(async () => !(await point.evaluate(key, again)).decision)
  expect((await point.evaluate(key, again)).context).toMatchObject({
    reason: 'MEMBER_WITHDREW',
    next_action: 'none',
  })
  expect(((await (await look(task['id']!)).json()) as Told).task['status']).toBe('approved')
})

test('answered on the way, it is approved at once', async () => {
  const team = await permitted()
  const body = await denied(about(team))
  await world.include(team.member, 'meeting_summary')
  const answer = await hand(body)
  expect(answer.status).toBe(201)
  expect((await answer.json()) as Told).toMatchObject({
    task: { status: 'approved' },
    result: { mode: 'reevaluate' },
  })
})

describe('nobody is asked more often than the rules say', () => {
  test('the same denial, and the same question while it waits, is one request', async () => {
    const team = await permitted()
    const [one, other] = [await denied(about(team)), await denied(about(team))]
    const before = await countActs(world)
    const tasks = await Promise.all([one, one, other, other, one].map((body) => ask(body)))
    expect(new Set(tasks.map(({ task }) => task['id'])).size).toBe(1)
    expect(await countActs(world)).toBe(before + 1)
  })

  test('rule 9: after a no it reads as if they had not answered yet, and they are not asked', async () => {
    const [refused, silent] = [await permitted(), await permitted()]
    const bodies = [await denied(about(refused)), await denied(about(silent))]
    await world.leaveOut(refused.member, 'meeting_summary')
    const before = await countActs(world)
    const told = await Promise.all(bodies.map((body) => ask(body)))
    expect(await countActs(world)).toBe(before + 1)
    const shape = ({ task }: Told) => ({ ...task, id: '', status_endpoint: '', expires_at: '' })
    expect(shape(told[0]!)).toEqual(shape(told[1]!))
    const polled = await Promise.all(told.map(({ task }) => look(task['id']!)))
    const [no, silence] = await Promise.all(polled.map(async (each) => (await each.json()) as Told))
    expect(shape(no!)).toEqual(shape(silence!))
    expect((await world.state(refused.member, 'meeting_summary')).status).toBe('refused')
    // Whoever was asked by another key, or by an admin, is not asked again either.
    expect((await ask(await denied(about(silent)))).task['id']).toBe(told[1]!.task['id'])
    const own = (await point.newKey(['decide'], silent.account.slug)).key
    expect((await ask(await denied(about(silent), own), own)).task['id']).not.toBe(
      told[1]!.task['id'],
    )
    expect(await countActs(world)).toBe(before + 2)
  })

  test('no sequence of requests turns an answer into a yes, whoever sends what', async () => {
    const team = await permitted()
    await world.permit(team.admin, 'product_improvement/audio')
    await world.leaveOut(team.owner, 'meeting_summary')
    const people = [team.member, team.owner, team.admin]
    const own = (await point.newKey(['decide'], team.account.slug)).key
    const sharing = (who: Team['member']) => ({
      ...about(team, who, 'product_improvement'),
      resource: { type: 'account', id: team.account.id, properties: { category: 'audio' } },
    })
    const questions = people.flatMap((who) => [
      about(team, who),
      about(team, who, 'chat_compose'),
      sharing(who),
    ])
    const tasks: string[] = []
    for (const by of [key, own, key, own])
      for (const question of questions) {
        const { decision, context } = await point.evaluate(by, question)
        expect(decision).toBe(false)
        const { binding_token = '', expires_at = new Date().toISOString() } =
          (context['access_request'] as Partial<Hint> | undefined) ?? {}
        const answer = await hand({ ...question, denial: { binding_token, expires_at } }, by)
        expect([202, 400]).toContain(answer.status)
        if (answer.status === 202) tasks.push(((await answer.json()) as Told).task['id']!)
      }
    expect(new Set(tasks).size).toBeGreaterThan(10)
    for (const who of people)
      for (const { status, decision } of Object.values(await world.states(who))) {
        expect(['undecided', 'requested', 'refused']).toContain(status)
        expect(decision).toBe('deny')
      }
    for (const task of new Set(tasks))
      expect(((await (await look(task)).json()) as Told).task['status']).toBe('pending')
    for (const question of questions)
      expect((await point.evaluate(key, question)).decision).toBe(false)
  })

  test('where the account has decided nothing, its people are not asked', async () => {
    const team = await world.team()
    await until(
      async () => (await point.evaluate(key, about(team))).context['reason'] === 'ACCOUNT_UNSET',
    )
    const { context } = await point.evaluate(key, about(team))
    expect((context['access_request'] as Hint).form_url).toMatch(/\/features\/permissions$/)
    const before = await countActs(world)
    const { task } = await ask(await denied(about(team)))
    expect(task['status']).toBe('pending')
    expect(await countActs(world)).toBe(before)
    await world.permit(team.admin, 'meeting_summary')
    await world.include(team.member, 'meeting_summary')
    expect(((await (await look(task['id']!)).json()) as Told).task['status']).toBe('approved')
  })
})

describe('what is turned away', () => {
  test('no key, one that is none, and one without the scope', async () => {
    const team = await permitted()
    const body = await denied(about(team))
    const { task } = await ask(body)
    const lesser = await keyFor(world, ['meetings', 'accounts', 'answers'])
    const before = await countActs(world)
    for (const send of [
      (by: string | null) => hand(body, by),
      (by: string | null) => look(task['id']!, by),
    ]) {
      expect(await problemOf(await send(null))).toBe('401 api_key_required')
      expect(await problemOf(await send('nonsense'))).toBe('401 api_key_required')
      expect(await problemOf(await send(lesser))).toBe('403 scope_missing')
    }
    expect(await countActs(world)).toBe(before)
  })

  test('a key of another account, and a denial that was told to another key', async () => {
    const [team, other] = [await permitted(), await permitted()]
    const own = (await point.newKey(['decide'], team.account.slug)).key
    const foreign = (await point.newKey(['decide'], other.account.slug)).key
    const [platforms, theirs] = [await denied(about(team)), await denied(about(team), own)]
    const before = await countActs(world)
    for (const [body, by] of [
      [platforms, foreign],
      [theirs, foreign],
      [platforms, own],
      [theirs, key],
    ] as const)
      expect(await problemOf(await hand(body, by))).toBe('400 invalid_denial_binding')
    expect(await countActs(world)).toBe(before)
    const { task } = await ask(theirs, own)
    expect(await problemOf(await look(task['id']!, foreign))).toBe('404 unknown_task')
    expect((await look(task['id']!, key)).status).toBe(200)
    // A key of one account is told nothing of another’s people, nor where they could be asked.
    const { context } = await point.evaluate(own, about(other))
    expect(context).not.toHaveProperty('access_request')
  })

  test('another question, person or place than was denied, and a token that was changed', async () => {
    const team = await permitted()
    const body = await denied(about(team))
    const { denial } = body
    const before = await countActs(world)
    const changed = [
      { ...body, subject: { ...body.subject, id: team.owner.subjectId } },
      { ...body, action: { name: 'chat_compose' } },
      { ...body, resource: { ...body.resource, properties: { category: 'audio' } } },
      { ...body, denial: { ...denial, binding_token: `${denial.binding_token}x` } },
      { ...body, denial: { ...denial, binding_token: undefined } },
      { ...body, denial: { ...denial, expires_at: '2999-01-01T00:00:00Z' } },
      { ...body, denial: { ...denial, expires_at: 'soon' } },
      { ...body, subject: { ...body.subject, id: '\ud800' } },
    ]
    for (const each of changed) {
      const answer = await hand(each)
      const { type, code, status } = (await answer.json()) as Record<string, unknown>
      expect([code, status], JSON.stringify(each)).toEqual(
        each.subject.id === '\ud800' ? ['input_invalid', 422] : ['invalid_denial_binding', 400],
      )
      if (status === 400)
        expect(type).toBe('urn:openid:authzen:access-request:error:invalid_denial_binding')
    }
    const unfit = [
      {},
      { ...body, items: [] },
      { ...body, callback: { endpoint: 'https://x.test' } },
    ]
    for (const each of [...unfit, { ...body, client: { actor: { id: 'agent' } } }])
      expect(await problemOf(await hand(each))).toBe('422 input_invalid')
    expect(await countActs(world)).toBe(before)
    expect((await hand({ ...body, context: { why: 'x' }, requested_access: {} })).status).toBe(202)
  })

  test('a token that has expired, and a task that is none', async () => {
    const team = await permitted()
    const { bindingKey: signing, now } = point
    const expiresAt = now() - 1
    const bound = {
      ...{ evaluationId: crypto.randomUUID(), digest: questionDigest(about(team)) },
      ...{ keyAccountId: null, accountId: team.account.id, subjectId: team.member.subjectId },
      ...{ purpose: 'meeting_summary', category: null, evaluatedAt: expiresAt - 1000, expiresAt },
    }
    const parties = { issuer: point.url, audience: world.context.publicUrl }
    const binding_token = mintBindingToken(bound, parties, signing)
    const expires_at = new Date(expiresAt).toISOString()
    const late = { ...about(team), denial: { binding_token, expires_at } }
    expect(await problemOf(await hand(late))).toBe('410 expired_denial')
    for (const none of ['nothing', crypto.randomUUID()])
      expect(await problemOf(await look(none))).toBe('404 unknown_task')
  })

  test('an Idempotency-Key answers the same again, and stands for nothing else', async () => {
    const team = await permitted()
    const body = await denied(about(team))
    const send = (each: unknown) =>
      sendWithKey(key, request, { body: each, idempotencyKey: '"access-1"' })
    const [first, second] = [await send(body), await send(body)]
    expect([first.status, second.status]).toEqual([202, 202])
    expect(await second.json()).toEqual(await first.json())
    expect(first.headers.get('ratelimit-policy')).toBe('"key";q=6000;w=60')
    const other = await send({ ...body, context: { why: 'another' } })
    expect(await problemOf(other)).toBe('409 duplicate_request')
  })
})

test('whoever left is not asked', async () => {
  const team = await permitted()
  const body = await denied(about(team))
  must(
    await changeRole(
      team.owner,
      { accountId: team.account.id, subjectId: team.member.subjectId, role: 'none' },
      world.context,
    ),
  )
  expect(await problemOf(await hand(body))).toBe('400 not_requestable')
})

test('of an item, whose answer is lacking is asked and nobody else', async () => {
  const team = await permitted()
  const sharing = (contributor: Team['member']) => ({
    subject: { type: 'user', id: team.member.subjectId },
    action: { name: 'product_improvement' },
    resource: {
      type: 'content',
      id: 'c-1',
      properties: {
        account: team.account.id,
        category: 'audio',
        contributors: [{ account: team.account.id, member: contributor.subjectId }],
      },
    },
  })
  await world.permit(team.admin, 'product_improvement/audio')
  await world.include(team.member, 'product_improvement/audio')
  await until(async () => (await point.evaluate(key, sharing(team.member))).decision)
  const { decision, context } = await point.evaluate(key, sharing(team.owner))
  expect(decision).toBe(false)
  expect(context).not.toHaveProperty('access_request')
  const mine = { ...sharing(team.owner), subject: { type: 'user', id: team.owner.subjectId } }
  const { task } = await ask(await denied(mine))
  expect(task['status']).toBe('pending')
  expect((await world.state(team.owner, 'product_improvement/audio')).status).toBe('requested')
})
