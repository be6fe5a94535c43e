import { createClient } from '@assent/decision'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { revokeApiKey } from '#lib/commands/revoke-api-key.ts'
import { bearer, until } from '../../test-support/decision-point.ts'
import { openDecisionWorld, openTeam } from '../../test-support/decision-world.ts'
import { must } from '../../test-support/world.ts'
import { openPageToken, pageToken } from './page-token.ts'

const { world, point, team, others } = await openDecisionWorld(async (made) => ({
  team: await openTeam(made),
  others: await openTeam(made),
}))
const { key, id } = await point.newKey()
const account = team.account.id
const member = team.member.subjectId

const tokenFor = async (body: unknown, by = key) => {
  const answer = await point.post('/v1/tokens', by, body)
  expect(answer.status).toBe(201)
  return (await answer.json()) as { token: string; expires_at: string }
}
const asking = (who: string, of: string) => ({
  subject: { type: 'user', id: who },
  action: { name: 'meeting_summary' },
  resource: { type: 'account', id: of },
})
const flagOf = (token: string, targetingKey: string, more: object = {}) =>
  point.post('/ofrep/v1/evaluate/flags/meeting_summary', token, {
    context: { targetingKey, ...more },
  })
const get = (path: string, token: string) =>
  fetch(`${point.url}${path}`, { headers: bearer(token) })

test('a token for an account asks as a key of that account would, for as long as was wanted', async () => {
  const { token, expires_at } = await tokenFor({ account, seconds: 60 })
  expect(Math.abs(Date.parse(expires_at) - Date.now() - 60_000)).toBeLessThan(10_000)
  expect(await point.evaluate(token, asking(member, account))).toMatchObject({ decision: true })
  const foreign = await point.evaluate(token, asking(others.member.subjectId, others.account.id))
  expect(foreign).toMatchObject({ decision: false, context: { reason: 'UNKNOWN_ACCOUNT' } })
  expect(await (await get('/v1/state', token)).text()).not.toContain(others.account.id)
  const client = createClient({ url: point.url, key: token })
  await client.waitUntilReady()
  const asked = { kind: 'member', account, member, purpose: 'meeting_summary' } as const
  expect(client.decide(asked).decision).toBe('permit')
  client.close()
})

test('a token about one person says what holds for them, and nothing of anybody else', async () => {
  const { token } = await tokenFor({ account, context: { targetingKey: member } })
  expect(await (await flagOf(token, member)).json()).toMatchObject({ value: true })
  const all = await point.post('/ofrep/v1/evaluate/flags', token, {
    context: { targetingKey: member },
  })
  expect(all.status).toBe(200)
  const refusals = [
    await flagOf(token, team.admin.subjectId),
    await flagOf(token, member, { account: others.account.id }),
    await flagOf(token, member, { meeting: 'another' }),
    await flagOf(token, member, { subject: 'guest' }),
  ]
  for (const refused of refusals) {
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ errorCode: 'INVALID_CONTEXT' })
  }
  expect((await point.post('/access/v1/evaluation', token, asking(member, account))).status).toBe(
    403,
  )
  for (const path of ['/v1/state', '/v1/events?after=0'])
    expect((await get(path, token)).status).toBe(403)
})

test('a token makes no other', async () => {
  const { token } = await tokenFor({ account })
  expect((await point.post('/v1/tokens', token, { account })).status).toBe(403)
})

test('a key makes none for an account that is not its own, or that nobody knows', async () => {
  const { key: own } = await point.newKey(['decide'], others.account.slug)
  expect((await tokenFor({}, own)).token).toContain('assent_page_')
  for (const [by, wanted] of [
    [own, { account }],
    [key, { account: 'nobody' }],
    [key, {}],
    [key, []],
    [key, { account, seconds: 0 }],
    [key, { account, seconds: 86_401 }],
    [key, { account, context: { targetingKey: 7 } }],
  ] as const) {
    const refused = await point.post('/v1/tokens', by, wanted)
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ status: 400 })
  }
})

test('one without the scope gets none', async () => {
  const { key: without } = await point.newKey(['meetings'])
  expect((await point.post('/v1/tokens', without, { account })).status).toBe(403)
  expect((await point.post('/v1/tokens', 'assent_nobody', { account })).status).toBe(401)
})

test('a token that ran out, or was changed anywhere, lets nobody in', async () => {
  const theirs = point.keys.get(id)!
  const scope = { accountId: account, person: null }
  const old = pageToken(theirs, scope, Date.now() - 1)
  expect((await get('/v1/state', old)).status).toBe(401)
  const good = pageToken(theirs, scope, Date.now() + 60_000)
  expect((await get('/v1/state', good)).status).toBe(200)
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.constantFrom('A', 'b', '.', '-', ''), (at, put) => {
      const changed = good.slice(0, at) + put + good.slice(at + 1)
      const opened = openPageToken(point.keys, changed, Date.now())
      // The last letter of a signature has bits that stand for nothing.
      const isSame = opened !== null && at === good.length - 1
      expect(changed === good || isSame || opened === null).toBe(true)
    }),
  )
})

test('a token ends with its key', async () => {
  const made = await point.newKey()
  const { token } = await tokenFor({ account }, made.key)
  expect((await get('/v1/state', token)).status).toBe(200)
  must(await revokeApiKey(world.commandLine, { id: made.id }, world.context))
  await until(async () => (await get('/v1/state', token)).status === 401)
})
