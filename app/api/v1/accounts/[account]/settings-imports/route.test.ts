import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { RouteHandler } from '#lib/http/handle.ts'
import { parseStatement } from '@assent/receipt'
import { findReceiptPage } from '#lib/queries/receipt-page.ts'
import { listRecord } from '#lib/queries/record.ts'
import { findSettingsImport } from '#lib/queries/settings-import.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadFeaturePolicies } from '#lib/store/policies.ts'
import { checkActs } from '../../../../../../test-support/check-acts.ts'
import { expectKeyOnly, keyFor, sendWithKey } from '../../../../../../test-support/client-world.ts'
import { testDatabase } from '../../../../../../test-support/database.ts'
import { countActs, postAs, problemOf } from '../../../../../../test-support/route-world.ts'
import { openWorld, type Team, type World } from '../../../../../../test-support/world.ts'
import { POST as confirm } from './[import]/confirmation/route.ts'
import { POST as dismiss } from './[import]/dismissal/route.ts'
import { POST as bring } from './route.ts'

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

const feature = {
  ...{ purpose: 'meeting_summary', permission: 'members_decide', mode: 'everyone-agrees' },
  elsewhere: 'members_decide',
}
const settings = {
  source: 'Account settings',
  features: [feature, { purpose: 'chat_compose', permission: 'off' }],
}

test('what a platform brings along counts for nothing until an admin takes it over, in one act', async () => {
  const team = await world.team()
  const before = await countActs(world)
  const id = await brought(team)
  expect(await countActs(world)).toBe(before)
  expect((await world.cells(team.member)).cells[0]?.permission).toBeNull()
  for (const lesser of [team.member, team.auditor])
    expect(await problemOf(await decide(confirm, lesser, id))).toBe('403 forbidden')
  const response = await decide(confirm, team.admin, id)
  expect(((await response.json()) as { receiptIds: string[] }).receiptIds).toHaveLength(2)
  const { cells } = await world.cells(team.member)
  const permissionOf = (purpose: string) =>
    cells.find(({ question }) => question.purpose === purpose)?.permission
  expect([permissionOf('meeting_summary'), permissionOf('chat_compose')]).toEqual([
    'members_decide',
    'off',
  ])
  const policies = await loadFeaturePolicies(database, team.account.id)
  expect(policies.get('meeting_summary')).toMatchObject({
    ...{ mode: 'everyone-agrees', elsewhere: 'members_decide' },
  })
  // Nobody is included by it.
  expect((await world.state(team.member, 'meeting_summary')).decision).toBe('deny')
  expect(await problemOf(await decide(confirm, team.admin, id))).toBe('404 import_unknown')
})

test('the record, the receipt and the signed statement say where settings came from and who took them over', async () => {
  const team = await world.team()
  const id = await brought(team)
  const response = await decide(confirm, team.admin, id)
  const { receiptIds } = (await response.json()) as { receiptIds: string[] }
  const page = { kinds: null, before: null }
  const { entries } = await listRecord(team.owner, page, world.context)
  const confirmed = entries.filter((each) => receiptIds.includes(each.id))
  expect(confirmed.map(({ sentence }) => sentence).toSorted()).toEqual([
    'Ada Admin changed how AI features treat the organisation’s people.',
    'Ada Admin changed what the organisation permits: AI features.',
  ])
  for (const { details } of confirmed)
    expect(details).toContain(
      'Brought along by the platform and taken over by this: Account settings',
    )
  for (const receiptId of receiptIds) {
    const receipt = await findReceiptPage(team.admin, receiptId, world.context)
    expect(receipt?.receipt.statements).toContainEqual({
      about: 'Where these settings come from',
      state: 'Account settings.',
      more: ['The platform brought them along, and this act took them over.'],
    })
    const { jws } = await database.prisma.receipt.findUniqueOrThrow({
      where: { eventId: receiptId },
    })
    const [key] = await database.prisma.settingsImport.findMany({ where: { id } })
    expect(parseStatement(jws).credential.credentialSubject['dct:source']).toMatchObject({
      ...{ '@id': `urn:uuid:${id}`, 'dct:title': 'Account settings' },
      'dct:publisher': { '@id': `urn:uuid:${key!.apiKeyId}` },
    })
  }
  // What an admin sets by themselves names no such thing.
  await world.permit(team.admin, 'product_improvement/chat')
  const [own] = (await listRecord(team.owner, page, world.context)).entries
  expect(own?.details.join()).not.toContain('Brought along')
})

test('a newer one takes the place of an older; one that is dismissed changes nothing', async () => {
  const team = await world.team()
  const older = await brought(team)
  const newer = await brought(team)
  expect(await problemOf(await decide(confirm, team.owner, older))).toBe('404 import_unknown')
  const before = await countActs(world)
  expect((await decide(dismiss, team.owner, newer)).status).toBe(200)
  expect(await problemOf(await decide(dismiss, team.owner, newer))).toBe('404 import_unknown')
  expect(await countActs(world)).toBe(before)
  const outsider = await world.member(await world.account('elsewhere'), 'Otto Outsider', 'owner')
  const own = await brought(team)
  expect(await problemOf(await decide(confirm, outsider, own))).toBe('404 import_unknown')
  expect(await problemOf(await decide(dismiss, outsider, own))).toBe('404 import_unknown')
})

test('each stands beside what holds now', async () => {
  const team = await world.team()
  await world.permit(team.admin, 'chat_compose')
  await brought(team)
  const view = await findSettingsImport(team.member, 'en', world.context)
  expect(view).toMatchObject({
    source: 'Account settings',
    features: [
      {
        now: [
          'Nothing decided yet.',
          'Who has not said yes: not decided.',
          'Elsewhere: nothing decided yet.',
        ],
        brought: [
          'Members decide for themselves.',
          'Who has not said yes: everyone agrees.',
          'Elsewhere: members decide for themselves.',
        ],
      },
      { now: ['Members decide for themselves.'], brought: ['Off for everyone.'] },
    ],
  })
})

test('no sharing is brought along, nothing unknown, and by no other key', async () => {
  const { account } = await world.team()
  const features = [{ purpose: 'product_improvement', permission: 'off' }]
  const send = (body: unknown) =>
    sendWithKey(key, bring, { params: { account: account.slug }, body })
  expect(await problemOf(await send({ ...settings, features }))).toBe('422 not_a_feature')
  const unknown = [{ purpose: 'mind_reading', permission: 'off' }]
  expect((await send({ ...settings, features: unknown })).status).toBeGreaterThanOrEqual(400)
  expect(await problemOf(await send({ ...settings, features: [] }))).toBe('422 input_invalid')
  await expectKeyOnly(world, bring, 'accounts', { account: account.slug, body: settings })
})

async function brought({ account }: Team): Promise<string> {
  const params = { account: account.slug }
  const response = await sendWithKey(key, bring, { params, body: settings })
  expect(response.status).toBe(201)
  return ((await response.json()) as { id: string }).id
}

/** As that member, of their own account. */
function decide(handler: RouteHandler, by: MemberPrincipal, id: string): Promise<Response> {
  const own: RouteHandler = async (request, { params }) =>
    handler(request, { params: Promise.resolve({ ...(await params), import: id }) })
  return postAs(world, by, own)
}
