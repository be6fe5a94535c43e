import type { Answer } from '@assent/decision'
import { setImmediate as giveWay, setTimeout as delay } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { systemClock } from '#lib/clock.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { openDecisionPoint, until } from '../../test-support/decision-point.ts'
import { startMortalPostgres } from '../../test-support/mortal-postgres.ts'
import { openWorld, type Team } from '../../test-support/world.ts'
import { decideEvaluation } from './decide-evaluation.ts'

const postgres = await startMortalPostgres()
const database = openDatabase(postgres.url, 10, { connectionTimeoutMillis: 5_000 })
const world = await openWorld(database, { now: systemClock })
const team = await world.team()
const people = [team.owner, team.admin, team.member]
await world.permit(team.admin, 'meeting_summary')
await world.permit(team.admin, 'product_improvement/audio')
const point = await openDecisionPoint(world)
afterAll(async () => {
  await point.close()
  await closeDatabase(database)
  await postgres.stop()
})

const QUESTIONS = ['meeting_summary', 'product_improvement/audio'] as const
type Asked = (typeof QUESTIONS)[number]

/** What somebody said, and between which instants it was committed, if it was: `ended` is null where that is not known. */
type Said = {
  readonly who: MemberPrincipal
  readonly about: Asked
  readonly isYes: boolean
  readonly began: number
  readonly ended: number | null
  readonly isKnown: boolean
}

type Given = { readonly who: MemberPrincipal; readonly about: Asked; readonly answer: Answer }

test(
  'PostgreSQL is killed and started again under load: no answer says more than what was so',
  { timeout: 120_000 },
  async () => {
    const said: Said[] = []
    const given: Given[] = []
    const stopping = new AbortController()
    const loads = [
      ...people.map((who) => answerOnAndOn(who, said, stopping.signal)),
      askOnAndOn(given, stopping.signal),
    ]
    for (let i = 0; i < 2; i++) {
      await until(() => said.length >= 12 * (i + 1))
      await postgres.kill()
      await until(() => point.live.snapshot.isLost)
      const from = given.length
      await until(() => given.length > from + 200)
      const whileAway = given.slice(from).filter(({ about }) => about.includes('/'))
      expect(whileAway.filter(({ answer }) => answer.decision === 'permit')).toEqual([])
      expect(whileAway[0]?.answer.reasons).toMatchObject([{ code: 'STATE_OLD' }])
      await postgres.restart()
      await until(() => point.live.isCurrent(point.now()))
    }
    await until(() => said.filter(({ isKnown }) => isKnown).length >= 40)
    stopping.abort()
    await Promise.all(loads)
    for (const each of given) mayBe(each, said)
    const permits = given.filter(({ answer }) => answer.decision === 'permit').length
    expect(permits).toBeGreaterThan(100)
    expect(given.length - permits).toBeGreaterThan(100)
    await endsAs(world, team)
  },
)

test('a connection that hangs is as good as none: what is not known to be so is denied', async () => {
  await settle('product_improvement/audio', true)
  postgres.freeze()
  await until(() => decide(team.member, 'product_improvement/audio').decision === 'deny')
  expect(decide(team.member, 'product_improvement/audio').reasons[0]?.code).toBe('STATE_OLD')
  expect((await fetch(`${point.url}/readyz`)).status).toBe(503)
  postgres.thaw()
  await until(() => decide(team.member, 'product_improvement/audio').decision === 'permit')
  expect((await fetch(`${point.url}/readyz`)).status).toBe(200)
})

test('features are answered from the last state for as long as was set, and then denied', async () => {
  await settle('meeting_summary', true)
  const { snapshot } = point.live
  await postgres.kill()
  await until(() => snapshot.isLost)
  const answer = decide(team.member, 'meeting_summary')
  expect(answer.decision).toBe('permit')
  expect(answer.stateAge).toBeGreaterThanOrEqual(0)
  snapshot.featureMs = 300
  await until(() => decide(team.member, 'meeting_summary').decision === 'deny')
  expect(decide(team.member, 'meeting_summary').reasons[0]?.code).toBe('STATE_OLD')
  snapshot.featureMs = 30_000
  await postgres.restart()
  await until(() => point.live.isCurrent(point.now()))
})

test('a signal that nobody hears delays a no, and loses none', async () => {
  await settle('meeting_summary', true)
  // Whoever listens is cut off just before the change is signalled.
  const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'`
  await database.pool.query(cut)
  await world.leaveOut(team.member, 'meeting_summary')
  await until(() => decide(team.member, 'meeting_summary').decision === 'deny')
  await world.include(team.member, 'meeting_summary')
})

/** A yes, a no, a yes … as fast as they are taken. What breaks off may have been recorded, or not. */
async function answerOnAndOn(
  who: MemberPrincipal,
  said: Said[],
  stopping: AbortSignal,
): Promise<void> {
  for (let i = 0; !stopping.aborted; i++)
    for (const about of QUESTIONS) await answerOnce({ who, about, isYes: i % 2 === 0 }, said)
}

async function answerOnce(answer: Pick<Said, 'who' | 'about' | 'isYes'>, said: Said[]) {
  const { who, about, isYes } = answer
  const began = Date.now()
  try {
    await (isYes ? world.include(who, about) : world.leaveOut(who, about))
    said.push({ ...answer, began, ended: Date.now(), isKnown: true })
  } catch (error) {
    // A rule that says no has recorded nothing; anything else may have recorded it.
    const isRefused = error instanceof Error && error.message.startsWith('refused: ')
    if (!isRefused) said.push({ ...answer, began, ended: null, isKnown: false })
    await delay(20)
  }
}

async function askOnAndOn(given: Given[], stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    for (const who of people)
      for (const about of QUESTIONS) given.push({ who, about, answer: decide(who, about) })
    await giveWay()
    await delay(2)
  }
}

function decide(who: MemberPrincipal, about: Asked): Answer {
  const [purpose = '', category = null] = about.split('/')
  const asked = {
    subject: { type: 'user', id: who.subjectId, properties: {} },
    action: { name: purpose },
    resource: { type: 'account', id: who.accountId, properties: { category } },
    context: {},
  }
  return decideEvaluation(point.live.snapshot, asked, { accountId: null }, point.now())
}

/**
 * A yes is right where the person may have stood at yes at some instant between the one at which the state
 * was known to be current and that of the answer.
 */
function mayBe({ who, about, answer }: Given, said: readonly Said[]): void {
  if (answer.decision === 'deny') return
  const current = answer.evaluatedAt - answer.stateAge
  const own = said.filter((each) => each.who === who && each.about === about)
  const before = own.findLastIndex(({ ended }) => ended !== null && ended < current)
  // One after the other, so whatever began before the answer may be what it was answered from.
  const possible = own.slice(Math.max(0, before)).filter(({ began }) => began <= answer.evaluatedAt)
  expect(
    possible.some(({ isYes }) => isYes),
    `a yes of ${String(answer.evaluatedAt)}, when none was on record`,
  ).toBe(true)
}

/** When all is over, the decision point says what the person's own page says. */
async function endsAs(of: typeof world, { account }: Team): Promise<void> {
  for (const who of people) {
    const states = await of.states(who)
    for (const about of QUESTIONS)
      await until(() => decide(who, about).decision === states[about]?.decision)
  }
  expect(point.live.snapshot.accountOf(account.id)).not.toBeNull()
}

async function settle(about: Asked, isYes: boolean): Promise<void> {
  await until(async () => {
    try {
      await (isYes ? world.include(team.member, about) : world.leaveOut(team.member, about))
      return true
    } catch (error) {
      return error instanceof Error && error.message.startsWith('refused: ')
    }
  })
  await until(() => decide(team.member, about).decision === (isYes ? 'permit' : 'deny'))
}
