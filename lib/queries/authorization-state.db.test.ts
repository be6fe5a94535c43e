import {
  parseTlogProof,
  verifyInclusion,
  leafHash,
  openNote,
  parseCheckpoint,
  parseNote,
} from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import fc from 'fast-check'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { changeRole } from '#lib/commands/change-role.ts'
import type { MemberRole } from '#lib/domain/account/principal.ts'
import { authorizationOf } from '#lib/domain/consent/authorization.ts'
import { governingTerms } from '#lib/domain/platform/platform.ts'
import { loadMemberRole } from '#lib/store/accounts.ts'
import { closeDatabase, openDatabase, type Database } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { carryOut, happening } from '../../test-support/random-history.ts'
import { smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { whileTimeLasts } from '../../test-support/while-time-lasts.ts'
import { language, must, openWorld, type Team, type World } from '../../test-support/world.ts'
import { findAuthorizationState } from './authorization-state.ts'

const at = await testDatabase()
let database: Database | null = null
let world: World
let team: Team

beforeEach(() => fresh())
afterAll(async () => {
  if (database !== null) await closeDatabase(database)
})

async function fresh(): Promise<void> {
  if (database !== null) await closeDatabase(database)
  await at.reset()
  database = openDatabase(at.url)
  world = await openWorld(database)
  team = await world.team()
}

const commandLine = { kind: 'command_line' } as const

function stateAt(instant: Date, subjectId = team.member.subjectId, of = team) {
  const { id, slug } = of.account
  const wish = { account: { id, slug }, subjectId, at: instant, language }
  return findAuthorizationState(commandLine, wish, world.context)
}

async function questionAt(instant: Date, about: string) {
  const { questions } = must(await stateAt(instant))
  return questions.find(
    ({ purpose, category }) => [purpose, category].filter(Boolean).join('/') === about,
  )!
}

/** What the live system says at this moment: of the person, of each question and of the terms. */
async function liveState(of: Team, subjectId: string) {
  const principal = { ...of.member, subjectId }
  const { member, platform } = await world.cells(principal)
  return {
    role: (await loadMemberRole(world.database, of.account.id, subjectId))?.role ?? null,
    terms: governingTerms(platform, world.context.now()).map(({ digest }) => digest),
    questions: member.map((cell) => ({
      purpose: cell.question.purpose,
      category: cell.question.category,
      status: cell.view.status,
      decision: cell.decision.decision,
      reasons: cell.decision.reasons,
      permission: cell.permission,
      notice: cell.notice.digest,
      authorization: withoutSince(authorizationOf(cell)),
    })),
  }
}

async function stateThen(instant: Date, of: Team, subjectId: string) {
  const { role, terms, questions } = must(await stateAt(instant, subjectId, of))
  return {
    role,
    terms: terms.map(({ digest }) => digest),
    questions: questions.map(
      ({ purpose, category, status, decision, reasons, permission, notice, authorization }) => ({
        ...{ purpose, category, status, decision, reasons, permission },
        notice: notice.digest,
        authorization: withoutSince(authorization),
      }),
    ),
  }
}

/** Since when a yes is stale is looked for in the past alone. */
function withoutSince({ since, ...authorization }: ReturnType<typeof authorizationOf>) {
  return authorization.state === 'altered' ? authorization : { ...authorization, since }
}

const step = fc.oneof(
  { weight: 9, arbitrary: happening },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('role' as const),
      team: fc.nat(1),
      role: fc.constantFrom(
        'member' as const,
        'auditor' as const,
        'admin' as const,
        'none' as const,
      ),
    }),
  },
)

test(
  'the state at any instant equals what the live system answered then, for any history',
  { timeout: 200_000 },
  async () => {
    let permits = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 10, maxLength: 22 }),
        whileTimeLasts(30_000, async (history) => {
          await fresh()
          const teams = [team, await world.team()]
          for (const { admin } of teams) await world.permit(admin, 'meeting_summary')
          const remembered = [await remember(teams)]
          for (const each of history) {
            if (each.does === 'role') await giveRole(teams[each.team]!, each.role)
            else await carryOut(world, teams, each)
            remembered.push(await remember(teams))
          }
          await world.sequence()
          for (const [i, then] of remembered.entries()) {
            // Of several acts in one instant, as of that instant means all of them.
            if (remembered.slice(i + 1).some((later) => later.at <= then.at)) continue
            for (const { of, subjectId, live } of then.states)
              expect(await stateThen(then.at, of, subjectId)).toEqual(live)
            permits += JSON.stringify(then.states).split('"permit"').length - 1
          }
        }),
      ),
      { numRuns: 12 },
    )
    // Histories in which nothing ever ran would prove little.
    expect(permits).toBeGreaterThan(0)
  },
)

async function remember(teams: readonly Team[]) {
  const people = teams.flatMap((of) =>
    [of.member, of.owner].map(({ subjectId }) => ({ of, subjectId })),
  )
  const states = await Promise.all(
    people.map(async (each) => ({ ...each, live: await liveState(each.of, each.subjectId) })),
  )
  return { at: world.context.now(), states }
}

async function giveRole({ account, member }: Team, role: MemberRole | 'none'): Promise<void> {
  world.clock.advance(1000)
  const input = { accountId: account.id, subjectId: member.subjectId, role }
  must(await changeRole(commandLine, input, world.context))
}

test('what bears it is named, and proven to be in the tree that the ledger signed', async () => {
  await world.permit(team.admin, 'meeting_summary')
  const yes = await world.include(team.member, 'meeting_summary')
  const waiting = must(await stateAt(world.context.now()))
  expect(waiting).toMatchObject({ entered: 0, checkpoint: null })
  expect(waiting.receipts.map(({ kind, index, proof }) => [kind, index, proof])).toEqual([
    ['permissions_set', null, null],
    ['choices_made', null, null],
  ])
  await world.sequence()
  const { receipts, checkpoint, entered, questions } = must(await stateAt(world.context.now()))
  expect(entered).toBe(2)
  expect(questions.find(({ purpose }) => purpose === 'meeting_summary')?.restsOn).toEqual(
    receipts.map(({ id }) => id),
  )
  expect(receipts.at(-1)?.id).toBe(yes)
  expect(openNote(checkpoint!, [world.keys.verifierKey], nodeCrypto).ok).toBe(true)
  const { size, rootHash: root } = parseCheckpoint(parseNote(checkpoint!).text)
  for (const { id, index, proof } of receipts) {
    const parsed = parseTlogProof(proof!)
    expect([parsed.index, parsed.checkpoint]).toEqual([index, checkpoint])
    const { rows } = await database!.pool.query<{ leaf: Buffer }>(
      'SELECT leaf FROM entry WHERE event_id = $1',
      [id],
    )
    const leaf = leafHash(rows[0]!.leaf, nodeCrypto)
    expect(
      verifyInclusion(
        { leafHash: leaf, index: parsed.index, size, proof: parsed.hashes, root },
        nodeCrypto,
      ),
    ).toBe(true)
  }
})

test('it says whose act brought it and since when, also where only a published text did', async () => {
  const about = 'meeting_summary'
  await world.permit(team.admin, about)
  world.clock.advance(1000)
  await world.include(team.member, about)
  const given = world.context.now()
  world.clock.advance('P1D')
  await world.publishTerms(smallTerms.replace('in a meeting', 'in any meeting'), smallMapping, {
    effect: 'widens',
  })
  const widened = world.context.now()
  world.clock.advance('P1D')
  const authorized = async (instant: Date) => (await questionAt(instant, about)).authorization
  expect(await authorized(given)).toMatchObject({
    ...{ state: 'given', validity: 'valid', source: 'individual', since: given },
  })
  expect(await authorized(world.context.now())).toMatchObject({
    ...{ state: 'altered', validity: 'suspended', source: 'controller', since: widened },
  })
  await world.include(team.member, about)
  world.clock.advance('P1D')
  await world.forbid(team.admin, about)
  const off = world.context.now()
  expect(await authorized(off)).toMatchObject({
    ...{ state: 'restricted', validity: 'invalid', source: 'controller', since: off },
  })
  const { versions, notice } = await questionAt(widened, about)
  expect(versions).toMatchObject([{ slug: 'terms-of-service', number: 2 }])
  expect(notice).toMatchObject({ number: 1, language })
})

test('who may not, and when it cannot be', async () => {
  const { account, owner, admin, auditor, member } = team
  const other = await world.team()
  const now = world.context.now()
  const ask = (
    principal: Parameters<typeof findAuthorizationState>[0],
    subjectId: string,
    instant = now,
  ) =>
    findAuthorizationState(principal, { account, subjectId, at: instant, language }, world.context)
  for (const principal of [owner, admin, member, auditor])
    expect((await ask(principal, principal.subjectId)).ok).toBe(true)
  for (const principal of [owner, admin, member])
    expect(await ask(principal, auditor.subjectId)).toEqual({ ok: false, code: 'forbidden' })
  expect(await ask(auditor, member.subjectId)).toEqual({ ok: false, code: 'record_not_opened' })
  for (const subjectId of [other.member.subjectId, 'nobody'])
    for (const principal of [auditor, commandLine])
      expect(await ask(principal, subjectId)).toEqual({ ok: false, code: 'member_unknown' })
  const later = new Date(now.getTime() + 1)
  expect(await ask(commandLine, member.subjectId, later)).toEqual({
    ok: false,
    code: 'at_in_future',
  })
  const early = new Date('2026-03-02T08:59:59Z')
  const before = { ok: false, code: 'at_before_beginning' }
  expect(await ask(member, member.subjectId, early)).toEqual(before)
})
