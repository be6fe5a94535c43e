import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { listRecord } from '#lib/queries/record.ts'
import { apiPaths } from '#lib/paths.ts'
import { testDatabase } from '../../../../test-support/database.ts'
import { getAs, postAs, problemOf } from '../../../../test-support/route-world.ts'
import { openWorld, type Team, type World } from '../../../../test-support/world.ts'
import { POST as openRecordOf } from '../accounts/[account]/inspections/route.ts'
import { GET } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let team: Team
let stranger: MemberPrincipal
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  team = await world.team()
  await world.account('quarry')
  stranger = await world.member('quarry', 'Sia Stranger', 'auditor')
  await world.permit(team.admin, 'meeting_summary')
  await world.include(team.member, 'meeting_summary')
  await world.sequence()
})
afterAll(() => closeDatabase(database))

async function get(caller: MemberPrincipal | null, query: Readonly<Record<string, string>>) {
  return getAs(world, caller, GET, {}, { query: `?${new URLSearchParams(query).toString()}` })
}

const now = () => world.context.now().toISOString()

describe('where one person stood at an instant', () => {
  test('is for themselves, with what bears it and how that is proven', async () => {
    const account = team.account.slug
    const response = await get(team.member, { account, at: now() })
    expect(response.status).toBe(200)
    const state = (await response.json()) as {
      questions: { purpose: string; restsOn: string[] }[]
      receipts: { id: string; proof: string }[]
    }
    expect(state).toMatchObject({
      account,
      subject: team.member.subjectId,
      role: 'member',
      entered: 2,
    })
    const summary = state.questions.find(({ purpose }) => purpose === 'meeting_summary')
    expect(summary).toMatchObject({
      ...{ status: 'given', decision: 'permit', yes: null },
      authorization: { state: 'given', validity: 'valid', source: 'individual' },
    })
    expect(summary?.restsOn).toEqual(state.receipts.map(({ id }) => id))
    for (const { proof } of state.receipts) expect(proof).toMatch(/^c2sp\.org\/tlog-proof@v1\n/)
    const named = await get(team.member, { account, at: now(), subject: team.member.subjectId })
    expect(await named.json()).toEqual(state)
  })

  test('is nobody else’s: a stranger, another account, a lesser role', async () => {
    const account = team.account.slug
    const asked = { account, at: now(), subject: team.member.subjectId }
    expect(await problemOf(await get(null, asked))).toBe('401 not_signed_in')
    expect(await problemOf(await get(stranger, asked))).toBe('404 not_found')
    expect(await problemOf(await get(stranger, { ...asked, account: 'none' }))).toBe(
      '404 not_found',
    )
    for (const role of ['owner', 'admin'] as const)
      expect(await problemOf(await get(team[role], asked))).toBe('403 forbidden')
    const others = { ...asked, subject: team.auditor.subjectId }
    expect(await problemOf(await get(team.member, others))).toBe('403 forbidden')
    const elsewhere = { ...asked, subject: stranger.subjectId }
    expect(await problemOf(await get(team.auditor, elsewhere))).toBe('404 member_unknown')
  })

  test('is an auditor’s once they opened the record with a reason, which the member sees', async () => {
    const { slug: account } = team.account
    const asked = { account, at: now(), subject: team.member.subjectId }
    expect(await problemOf(await get(team.auditor, asked))).toBe('403 record_not_opened')
    const body = { member: team.member.subjectId, reason: 'A complaint asks for it.' }
    const opened = await postAs(world, team.auditor, openRecordOf, { account, body })
    expect(opened.status).toBe(201)
    const response = await get(team.auditor, asked)
    expect(await response.json()).toMatchObject({ subject: team.member.subjectId })
    const { entries } = await listRecord(team.member, { kinds: null, before: null }, world.context)
    expect(entries[0]).toMatchObject({ kind: 'record_opened' })
    world.clock.advance(61 * 60_000)
    expect(await problemOf(await get(team.auditor, asked))).toBe('403 record_not_opened')
  })

  test('what cannot be meant is said, with what to do', async () => {
    const { slug: account } = team.account
    for (const [query, field] of [
      [{ account }, 'at'],
      [{ at: now() }, 'account'],
      [{ account, at: '2026-03-02T09:00:00' }, 'at'],
      [{ account, at: '2026-03-02' }, 'at'],
      [{ account, at: '2026-02-30T09:00:00Z' }, 'at'],
      [{ account, at: 'yesterday' }, 'at'],
      [{ account, at: now(), subject: 'me' }, 'subject'],
    ] as const) {
      const response = await get(team.member, query)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      const { code, errors } = (await response.json()) as {
        code: string
        errors: { field: string }[]
      }
      expect([response.status, code, errors[0]?.field]).toEqual([422, 'input_invalid', field])
    }
    const future = new Date(world.context.now().getTime() + 1000).toISOString()
    expect(await problemOf(await get(team.member, { account, at: future }))).toBe(
      '422 at_in_future',
    )
    const early = { account, at: '2020-01-01T00:00:00+01:00' }
    const response = await get(team.member, early)
    expect(await problemOf(response)).toBe('422 at_before_beginning')
    expect(apiPaths.state()).toBe('/api/v1/state')
  })
})
