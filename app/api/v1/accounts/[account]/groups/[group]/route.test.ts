import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadMemberConsents } from '#lib/store/consents.ts'
import {
  expectKeyOnly,
  keyFor,
  sendWithKey,
} from '../../../../../../../test-support/client-world.ts'
import { testDatabase } from '../../../../../../../test-support/database.ts'
import { countActs, postAs, problemOf } from '../../../../../../../test-support/route-world.ts'
import { openWorld, type Team, type World } from '../../../../../../../test-support/world.ts'
import { PUT as stateAges } from '../../ages/route.ts'
import { listGroups as listGroupsOf } from '#lib/queries/groups.ts'
import { GET as listGroups } from '../route.ts'
import { PUT as setGroup } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let team: Team
let key: string
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  team = await world.team()
  key = await keyFor(world, ['accounts'])
  for (const who of [team.admin, team.owner, team.member]) await world.link(who)
  await world.permit(team.admin, 'meeting_summary')
})
afterAll(() => closeDatabase(database))

const idOf = (who: 'admin' | 'owner' | 'member') => `platform-${team[who].subjectId}`
const put = (group: string, body: object, ifMatch?: string) =>
  sendWithKey(key, setGroup, {
    method: 'PUT',
    params: { account: team.account.slug, group },
    body,
    ifMatch,
  })
const off = { purpose: 'meeting_summary', kind: 'off' }
const listed = async () => {
  const params = { account: team.account.slug }
  const answer = await sendWithKey(key, listGroups, { method: 'GET', params })
  return ((await answer.json()) as { groups: { revision: string }[] }).groups
}
const summary = async (who: 'owner' | 'member') => {
  const { accountId, subjectId } = team[who]
  const { now, digestOf } = world.context
  const moment = { at: now(), before: null, language: 'en', digestOf }
  const { member } = await loadMemberConsents(database, accountId, subjectId, moment)
  const cell = member.find(({ question }) => question.purpose === 'meeting_summary')!
  const [reason] = cell.decision.reasons
  return `${cell.view.status} ${cell.decision.decision} ${reason?.code ?? ''}`.trim()
}

test('only a key with the scope, for this account', async () => {
  const account = team.account.slug
  const group = { params: { group: 'legal' }, method: 'PUT' as const, body: { settings: [off] } }
  await expectKeyOnly(world, setGroup, 'accounts', { account, ...group })
  await expectKeyOnly(world, listGroups, 'accounts', { account, method: 'GET' })
  const ages = { members: [{ member: idOf('member'), minor: true }] }
  await expectKeyOnly(world, stateAges, 'accounts', { account, method: 'PUT', body: ages })
})

test('what a group has off is off for its people and nobody else, and ends their yes', async () => {
  await world.include(team.member, 'meeting_summary')
  await world.include(team.owner, 'meeting_summary')
  const made = await put('legal', { name: 'Legal', joining: [idOf('member')], settings: [off] })
  expect(made.status).toBe(200)
  expect([await summary('member'), await summary('owner')]).toEqual([
    'revoked deny GROUP_OFF',
    'given permit',
  ])
  await expect(world.include(team.member, 'meeting_summary')).rejects.toThrow('not_permitted')
  expect(await listed()).toEqual([
    {
      group: 'legal',
      name: 'Legal',
      members: 1,
      settings: [{ ...off, category: null }],
      revision: '1',
    },
  ])
  const acts = await countActs(world)
  expect(await (await put('legal', { settings: [off] })).json()).toEqual({ receiptId: null })
  expect(await countActs(world)).toBe(acts)
})

test('software by itself lifts nothing and lets nobody out of it; an admin does, on a current page', async () => {
  const lift = { settings: [{ ...off, kind: 'members_decide' }] }
  const leave = { leaving: [idOf('member')] }
  for (const body of [lift, leave])
    expect(await problemOf(await put('legal', body))).toBe('403 admin_needed')
  const by = idOf('admin')
  expect(await problemOf(await put('legal', { ...lift, by }))).toBe('428 if_match_required')
  expect(await problemOf(await put('legal', { ...lift, by }, '"0"'))).toBe('412 stale_page')
  expect(await problemOf(await put('legal', { ...lift, by: idOf('member') }, '"1"'))).toBe(
    '403 forbidden',
  )
  expect((await put('legal', { ...lift, by }, '"1"')).status).toBe(200)
  // Lifted, it gives no yes back.
  expect(await summary('member')).toBe('revoked deny MEMBER_REVOKED')
  expect((await put('legal', leave)).status).toBe(200)
})

test('what is not known is refused, and nothing of it is done', async () => {
  const acts = await countActs(world)
  const refused = async (body: object) => problemOf(await put('sales', body))
  expect(await refused({ joining: ['nobody'] })).toBe('404 member_unknown')
  expect(await refused({ settings: [{ ...off, purpose: 'nothing' }] })).toContain('unknown_purpose')
  expect(await refused({ settings: [{ ...off, category: 'audio' }] })).toContain('unknown_category')
  expect(await refused({ settings: [off, off] })).toBe('422 input_invalid')
  expect(await refused({ joining: ['a'], leaving: ['a'] })).toBe('422 input_invalid')
  const ages = { members: [{ member: 'nobody', minor: true }] }
  const params = { account: team.account.slug }
  const sent = await sendWithKey(key, stateAges, { method: 'PUT', params, body: ages })
  expect(await problemOf(sent)).toBe('404 member_unknown')
  expect(await countActs(world)).toBe(acts)
})

test('an admin sets and lifts it on the page, by the same rules; others cannot, and no group is made so', async () => {
  const { admin, owner, auditor, member } = team
  const settings = [{ purpose: 'meeting_summary', category: null, kind: 'off' as const }]
  const lift = [{ ...settings[0]!, kind: 'members_decide' as const }]
  const as = (who: typeof admin | null, body: object, ifMatch?: string, group = 'page') =>
    postAs(world, who, setGroup, { params: { group }, account: team.account.slug, body, ifMatch })
  await put('page', { name: 'By page', joining: [idOf('member')] })
  const elsewhere = await world.account('elsewhere')
  const outsider = await world.member(elsewhere, 'Otto Outsider', 'admin')
  const before = await countActs(world)
  expect(await problemOf(await as(null, { settings }))).toBe('401 not_signed_in')
  expect(await problemOf(await as(outsider, { settings }))).toBe('404 not_found')
  for (const who of [member, auditor])
    expect(await problemOf(await as(who, { settings }))).toBe('403 forbidden')
  expect(await problemOf(await as(admin, { settings }, undefined, 'none'))).toBe(
    '404 group_unknown',
  )
  expect(await problemOf(await as(admin, { settings: [] }))).toBe('422 input_invalid')
  expect(await problemOf(await as(admin, { settings, joining: [idOf('owner')] }))).toBe(
    '422 input_invalid',
  )
  expect(await countActs(world)).toBe(before)

  const set = await as(admin, { settings })
  expect(set.status).toBe(200)
  const { receiptId } = (await set.json()) as { receiptId: string }
  expect(receiptId).toMatch(/^[0-9a-f-]{36}$/)
  expect((await listGroupViews(admin)).off).toBe('all')
  expect((await listGroupViews(auditor)).off).toBe('all')
  expect(await problemOf(await as(owner, { settings: lift }))).toBe('428 if_match_required')
  expect(await problemOf(await as(owner, { settings: lift }, '1'))).toBe('412 stale_page')
  expect((await as(owner, { settings: lift }, '2')).status).toBe(200)
  expect((await listGroupViews(admin)).off).toBe('none')
  expect(await listGroupsOf(member, 'en', world.context)).toBeNull()
})

/** What the page says of meeting summary in the group of this test. */
async function listGroupViews(who: Team['admin']) {
  const groups = await listGroupsOf(who, 'en', world.context)
  const { locks } = groups!.find(({ group }) => group === 'page')!
  return locks.find(({ purpose }) => purpose === 'meeting_summary')!
}
