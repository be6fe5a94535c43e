import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../../../../../test-support/database.ts'
import { getAs, problemOf } from '../../../../../../test-support/route-world.ts'
import { openWorld, type World } from '../../../../../../test-support/world.ts'
import { GET } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let member: MemberPrincipal, colleague: MemberPrincipal, outsider: MemberPrincipal
let receipt: string
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  const { account, admin, member: one, auditor } = await world.team()
  ;[member, colleague] = [one, auditor]
  outsider = (await world.team()).owner
  expect(outsider.accountId).not.toBe(account.id)
  await world.permit(admin, 'meeting_summary')
  receipt = (await world.include(member, 'meeting_summary'))!
})
afterAll(() => closeDatabase(database))

const get = (caller: MemberPrincipal | null, id = receipt) =>
  getAs(world, caller, GET, { receipt: id })

test('a stranger who holds the receipt is told whether it is still so, and no cache keeps it', async () => {
  const response = await get(null)
  expect(response.status).toBe(200)
  expect(response.headers.get('cache-control')).toBe('no-store')
  const line = { purpose: 'meeting_summary', category: null, since: null, by: null }
  expect(await response.json()).toEqual({
    receipt,
    at: world.context.now().toISOString(),
    lines: [{ ...line, state: 'in_force' }],
  })
})

test('everybody is told the same, whoever signed in they are', async () => {
  const answers = await Promise.all(
    [null, member, colleague, outsider].map(async (caller) => (await get(caller)).text()),
  )
  expect(new Set(answers).size).toBe(1)
})

test('a page of any origin may read the answer, and the problem', async () => {
  for (const id of [receipt, '01890a5d-ac96-774b-bcce-b302099a8057']) {
    const { headers } = await get(null, id)
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
  }
})

test('once it was taken back it says since when, and by what kind of receipt', async () => {
  world.clock.advance(60_000)
  await world.withdrawEverything(member)
  expect(await (await get(null)).json()).toMatchObject({
    lines: [{ state: 'withdrawn', since: world.context.now().toISOString(), by: 'ConsentReceipt' }],
  })
})

test('what was erased, what never was and what is no id are one answer, to the byte', async () => {
  const owner = new pg.Client({ connectionString: at.ownerUrl })
  await owner.connect()
  await owner.query('DELETE FROM receipt WHERE event_id = $1', [receipt])
  await owner.end()
  const ids = [receipt, '01890a5d-ac96-774b-bcce-b302099a8057', receipt.toUpperCase(), 'x', '%00']
  const answers = await Promise.all(
    ids.map(async (id) => {
      const response = await get(null, id)
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      expect(await problemOf(response.clone())).toBe('404 not_found')
      return response.text()
    }),
  )
  expect(new Set(answers).size).toBe(1)
})
