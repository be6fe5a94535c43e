import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { runToEnd } from '../../test-support/spawn-program.ts'
import { openWorld, type Team } from '../../test-support/world.ts'

// Each start of a program takes a second, and several where much runs beside it.
vi.setConfig({ testTimeout: 120_000 })

const at = await testDatabase()
const home = mkdtempSync(join(tmpdir(), 'assent-state-'))
const database = openDatabase(at.url)
const settings = {
  DATABASE_URL: at.url,
  DATA_DIR: join(home, 'data'),
  PUBLIC_URL: 'https://portal.example',
}
let team: Team
let instant: string

beforeAll(async () => {
  const world = await openWorld(database)
  team = await world.team()
  await world.permit(team.admin, 'meeting_summary')
  await world.include(team.member, 'meeting_summary')
  await world.sequence()
  instant = world.context.now().toISOString()
})
afterAll(async () => {
  await closeDatabase(database)
  rmSync(home, { recursive: true })
})

function state(changes: Readonly<Record<string, string>> = {}, ...more: readonly string[]) {
  const asked = {
    '--account': team.account.slug,
    '--subject': team.member.subjectId,
    '--at': instant,
    ...changes,
  }
  return runToEnd(['bin/assent.ts', 'state', ...Object.entries(asked).flat(), ...more], settings)
}

test('where a member stood is said line by line, and whole as JSON', async () => {
  const { code, stdout } = await state()
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /^meeting_summary\tgiven\tvalid\tgiven\tpermit\tindividual 2026-03-02T09:00:00\.000Z\tnotice 1\t/m,
  )
  expect(stdout).toMatch(/^chat_compose\tnot_given\tinvalid\tundecided\tdeny\tnobody -\t/m)
  expect(stdout).toMatch(/^proven\t2 of 2 acts that bear it stand in the ledger$/m)
  const whole = JSON.parse((await state({}, '--json')).stdout) as object
  expect(whole).toMatchObject({ account: team.account.slug, role: 'member', entered: 2 })
})

test('what cannot be meant is a usage error, and what cannot be a refusal', async () => {
  for (const changes of [
    { '--at': '2026-03-02T09:00:00' },
    { '--at': 'now' },
    { '--subject': 'me' },
  ])
    expect(await state(changes)).toMatchObject({ code: 2, stdout: '' })
  for (const [changes, said] of [
    [{ '--account': 'none' }, /no account with this short name/],
    [{ '--subject': team.account.id }, /no such member/],
    [{ '--at': '2999-01-01T00:00:00Z' }, /Give an instant that has passed/],
    [{ '--at': '2020-01-01T00:00:00Z' }, /opened later/],
  ] as const) {
    const { code, stderr } = await state(changes)
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(said) as string })
  }
})
