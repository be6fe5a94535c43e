import { afterAll, afterEach, expect, test } from 'vitest'
import { findApiClient } from '#lib/auth/api-client.ts'
import { listApiKeys } from '#lib/queries/api-keys.ts'
import { listRecord } from '#lib/queries/record.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { must, openWorld } from '../../test-support/world.ts'
import { createApiKey } from './create-api-key.ts'
import { revokeApiKey } from './revoke-api-key.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const { commandLine, context } = world

afterEach(() => checkActs(world))
afterAll(() => closeDatabase(database))

const whole = {
  name: 'Meeting servers',
  accountSlug: null,
  scopes: ['meetings', 'decide'] as const,
}

test('a key lets its holder in with its scopes, and is kept nowhere', async () => {
  const { id, key } = must(await createApiKey(commandLine, whole, context))
  expect(await clientOf(`Bearer ${key}`)).toEqual({
    kind: 'api_client',
    subjectId: id,
    accountId: null,
    scopes: ['decide', 'meetings'],
  })
  expect(await findApiClient(requestWith({ 'x-api-key': key }), database)).not.toBeNull()
  const { rows } = await database.pool.query<{ row: string }>(
    `SELECT k::text AS row FROM api_key k UNION ALL SELECT jws FROM receipt`,
  )
  const secret = key.slice(-43)
  for (const { row } of rows) expect(row).not.toContain(secret)
})

test('no key, another’s secret, and what only looks like a key let nobody in', async () => {
  const [one, other] = [
    must(await createApiKey(commandLine, whole, context)).key,
    must(await createApiKey(commandLine, whole, context)).key,
  ]
  const mixed = `${one.slice(0, -43)}${other.slice(-43)}`
  for (const given of ['', 'Bearer', `Bearer ${mixed}`, `Basic ${one}`, 'Bearer assent_x', one])
    expect(await clientOf(given)).toBeNull()
})

test('a revoked key lets nobody in, and is revoked once', async () => {
  const { id, key } = must(await createApiKey(commandLine, whole, context))
  const racing = await Promise.all([1, 2].map(() => revokeApiKey(commandLine, { id }, context)))
  expect(racing.filter(({ ok }) => ok)).toHaveLength(1)
  expect(racing).toContainEqual({ ok: false, code: 'api_key_revoked' })
  expect(await clientOf(`Bearer ${key}`)).toBeNull()
  const unknown = await revokeApiKey(commandLine, { id: context.newId() }, context)
  expect(unknown).toEqual({ ok: false, code: 'api_key_unknown' })
})

test('a key of one account stands in its record, for those who keep it', async () => {
  const { account, admin, member } = await world.team()
  const request = { ...whole, name: 'Rooms', accountSlug: account.slug }
  const { id, key } = must(await createApiKey(commandLine, request, context))
  expect(await clientOf(`Bearer ${key}`)).toMatchObject({ accountId: account.id })
  must(await revokeApiKey(commandLine, { id }, context))
  const { entries } = await listRecord(admin, { kinds: null, before: null }, context)
  expect(entries.slice(0, 2).map(({ sentence }) => sentence)).toEqual([
    'Castellan Calls revoked a key of the platform’s software: Rooms.',
    'Castellan Calls made a key for the platform’s software: Rooms.',
  ])
  const seen = await listRecord(member, { kinds: null, before: null }, context)
  expect(seen.entries.map(({ kind }) => kind)).not.toContain('api_key_created')
  const missing = await createApiKey(commandLine, { ...whole, accountSlug: 'nowhere' }, context)
  expect(missing).toEqual({ ok: false, code: 'account_unknown' })
})

test('only the operator makes, lists and revokes keys', async () => {
  const { owner } = await world.team()
  const { id, key } = must(await createApiKey(await world.operator(), whole, context))
  const client = (await clientOf(`Bearer ${key}`))!
  for (const principal of [owner, client]) {
    expect(await createApiKey(principal, whole, context)).toMatchObject({ code: 'forbidden' })
    expect(await revokeApiKey(principal, { id }, context)).toMatchObject({ code: 'forbidden' })
    expect(await listApiKeys(principal, context)).toBeNull()
  }
  const listed = await listApiKeys(commandLine, context)
  expect(listed?.find((each) => each.id === id)).toEqual({
    ...{ id, name: 'Meeting servers', accountName: null, scopes: ['decide', 'meetings'] },
    ...{ createdAt: context.now(), revokedAt: null },
  })
})

function clientOf(authorization: string) {
  return findApiClient(requestWith({ authorization }), database)
}

function requestWith(headers: Readonly<Record<string, string>>): Request {
  return new Request('https://portal.test/', { headers })
}
