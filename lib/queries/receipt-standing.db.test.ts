import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answerTerms } from '#lib/commands/answer-terms.ts'
import { endPurpose } from '#lib/commands/end-purpose.ts'
import type { StandingState } from '#lib/domain/receipt/standing.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallCatalogue, smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { must, openWorld, type Team, type World } from '../../test-support/world.ts'
import { findReceiptStanding } from './receipt-standing.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
let world: World
let team: Team
let receipt: string

const summary = 'meeting_summary'
const chat = 'product_improvement/chat'
const wider = smallTerms.replace('in a meeting', 'in any meeting')

beforeAll(async () => {
  world = await openWorld(database)
})
beforeEach(async () => {
  later()
  team = await world.team()
  await world.permit(team.admin, summary, 'chat_compose')
  await world.permit(team.admin, chat)
  later()
  receipt = (await world.include(team.member, summary))!
  later()
})
afterAll(() => closeDatabase(database))

describe('a yes is in force until', () => {
  test('nothing ends it: not the ledger, not being asked again, not another question', async () => {
    await world.sequence()
    await world.permitAndAsk(team.admin, summary)
    await world.include(team.member, chat)
    expect(await stateOf(receipt)).toEqual(['in_force', null, null])
  })

  test('it is taken back', async () => {
    const [taken] = await world.withdrawEverything(team.member)
    const since = world.context.now()
    expect(await stateOf(receipt)).toEqual(['withdrawn', since, 'ConsentReceipt'])
    expect(await stateOf(taken!)).toEqual(['in_force', null, null])
  })

  test('the account turns it off; being permitted again revives nothing, and a later no is another’s end', async () => {
    await world.forbid(team.admin, summary)
    const since = world.context.now()
    expect(await stateOf(receipt)).toEqual(['revoked', since, 'PermissionDocument'])
    later()
    await world.permitAndAsk(team.admin, summary)
    expect(await stateOf(receipt)).toEqual(['revoked', since, 'PermissionDocument'])
    await world.leaveOut(team.member, summary)
    expect(await stateOf(receipt)).toEqual(['revoked', since, 'PermissionDocument'])
  })

  test('it runs out, on its day and with no act', async () => {
    const given = world.context.now()
    world.clock.advance('P12M')
    const [state, since, by] = await stateOf(receipt)
    expect([state, by]).toEqual(['expired', null])
    expect(new Date(since!).getFullYear()).toBe(given.getFullYear() + 1)
  })

  test('what it rests on is widened: from the day that takes force, and not by what reads the same', async () => {
    await world.publishTerms(`${smallTerms}\nGood day.\n`, smallMapping, { effect: null })
    expect(await stateOf(receipt)).toEqual(['in_force', null, null])
    later()
    const effectiveAt = new Date(world.context.now().getTime() + 3_600_000)
    await world.publishTerms(wider, smallMapping, { effect: 'widens', effectiveAt })
    expect(await stateOf(receipt)).toEqual(['in_force', null, null])
    world.clock.advance('P1D')
    expect(await stateOf(receipt)).toEqual(['stale', effectiveAt, 'PublicationRecord'])
    await world.publishTerms(`${wider}\nGood night.\n`, smallMapping, { effect: null })
    expect(await stateOf(receipt)).toEqual(['stale', effectiveAt, 'PublicationRecord'])
    later()
    await world.include(team.member, summary)
    expect(await stateOf(receipt)).toEqual(['superseded', world.context.now(), 'ConsentReceipt'])
  })

  test('the question itself is widened', async () => {
    const purposes = smallCatalogue.purposes.map((each) =>
      each.key === summary ? { ...each, categories: [...each.categories, 'transcripts'] } : each,
    )
    await world.publishCatalogue({ ...smallCatalogue, purposes })
    expect(await stateOf(receipt)).toEqual(['stale', world.context.now(), 'CatalogueRecord'])
  })
})

test('a no stands, whatever is published or permitted, until its person answers again', async () => {
  const no = (await world.leaveOut(team.member, 'chat_compose'))!
  later()
  await world.forbid(team.admin, 'chat_compose')
  await world.publishTerms(wider, smallMapping, { effect: 'widens' })
  world.clock.advance('P20M')
  await world.permit(team.admin, 'chat_compose')
  expect(await stateOf(no)).toEqual(['in_force', null, null])
  later()
  await world.include(team.member, 'chat_compose')
  expect(await stateOf(no)).toEqual(['superseded', world.context.now(), 'ConsentReceipt'])
})

test('a selection has a line for each of its answers, in their order, and nothing of anybody', async () => {
  const both = (await world.include(team.auditor, summary, 'chat_compose'))!
  later()
  await world.leaveOut(team.auditor, 'chat_compose')
  const standing = await findReceiptStanding(both, world.context)
  const since = world.context.now()
  expect(standing).toEqual({
    receipt: both,
    at: since,
    lines: [
      { purpose: summary, category: null, state: 'in_force', since: null, by: null },
      {
        ...{ purpose: 'chat_compose', category: null, state: 'withdrawn', since },
        by: 'ConsentReceipt',
      },
    ],
  })
  const said = JSON.stringify(standing)
  for (const { subjectId, personName, personId } of [team.auditor, team.admin])
    for (const word of [subjectId, personName, personId, team.account.id])
      expect(said).not.toContain(word)
})

describe('an account’s answer to terms', () => {
  const answers = async (answer: 'accept' | 'decline' | 'later', until?: string) => {
    const terms = (await loadPlatform(database)).terms.at(-1)
    const { documentSlug, number, digest } = terms!
    const input = { documentSlug, number, digest, name: 'Orla Owner', authority: 'Director' }
    const given = { ...input, answer, ...(until === undefined ? {} : { until }) }
    return must(await answerTerms(team.owner, given, world.context)).eventId
  }

  test('stands until the same terms are answered again', async () => {
    const accepted = await answers('accept')
    expect(await stateOf(accepted)).toEqual(['in_force', null, null])
    later()
    const declined = await answers('decline')
    expect(await stateOf(accepted)).toEqual([
      'superseded',
      world.context.now(),
      'AcceptanceDocument',
    ])
    expect(await stateOf(declined)).toEqual(['in_force', null, null])
  })

  test('stands until other terms take force', async () => {
    const accepted = await answers('accept')
    later()
    await world.publishTerms(wider)
    const since = world.context.now()
    later()
    await world.publishTerms(`${wider}\nAnd more.\n`)
    expect(await stateOf(accepted)).toEqual(['superseded', since, 'PublicationRecord'])
  })

  test('that was put off ends on its day', async () => {
    const until = new Date(world.context.now().getTime() + 86_400_000).toISOString().slice(0, 10)
    const putOff = await answers('later', until)
    expect(await stateOf(putOff)).toEqual(['in_force', null, null])
    world.clock.advance('P2D')
    expect(await stateOf(putOff)).toEqual(['expired', new Date(until), null])
  })
})

test('what an account permits stands until it is set otherwise, or the use is ended', async () => {
  const permitted = await world.permit(
    team.admin,
    'train_platform_models/audio',
    'train_platform_models/chat',
  )
  later()
  const off = await world.forbid(team.admin, 'train_platform_models/chat')
  const since = world.context.now()
  expect(await stateOf(permitted.eventId!)).toEqual(['in_force', null, null])
  expect(await stateOf(permitted.eventId!, 1)).toEqual(['superseded', since, 'PermissionDocument'])
  later()
  const end = { purpose: 'train_platform_models', reason: 'We no longer do that.' }
  must(await endPurpose(world.commandLine, end, world.context))
  expect(await stateOf(permitted.eventId!)).toEqual([
    'revoked',
    world.context.now(),
    'EndingRecord',
  ])
  expect(await stateOf(off.eventId!)).toEqual(['in_force', null, null])
})

test('what records an event has no line that could end', async () => {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT event_id AS id FROM receipt r JOIN event e ON e.id = r.event_id
      WHERE e.kind IN ('member_added', 'terms_published', 'catalogue_published')`,
  )
  expect(rows.length).toBeGreaterThan(3)
  for (const { id } of rows)
    expect((await findReceiptStanding(id, world.context))?.lines).toEqual([])
})

test('what was erased is told from what never was by nothing', async () => {
  const owner = new pg.Client({ connectionString: at.ownerUrl })
  await owner.connect()
  await owner.query('DELETE FROM receipt WHERE event_id = $1', [receipt])
  await owner.end()
  for (const id of [receipt, '01890a5d-ac96-774b-bcce-b302099a8057', 'x', '', '%00'])
    expect(await findReceiptStanding(id, world.context)).toBeNull()
})

test('of any history, the last answer’s receipt is in force when its own page says yes, and only then', async () => {
  const { admin, member } = team
  let last = receipt
  let texts = 1
  const steps = {
    include: async () => (last = (await world.include(member, summary)) ?? last),
    leaveOut: async () => (last = (await world.leaveOut(member, summary)) ?? last),
    forbid: () => world.forbid(admin, summary),
    permit: () => world.permit(admin, summary),
    ask: () => world.permitAndAsk(admin, summary),
    widen: () =>
      world.publishTerms(`${wider}${'!'.repeat(texts++)}`, smallMapping, { effect: 'widens' }),
    reword: () =>
      world.publishTerms(`${wider}${'.'.repeat(texts++)}`, smallMapping, { effect: null }),
    wait: () => {
      world.clock.advance('P5M')
      return Promise.resolve()
    },
    sequence: () => world.sequence(),
  }
  const names = Object.keys(steps) as (keyof typeof steps)[]
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...names), { maxLength: 5 }), async (story) => {
      for (const name of story) {
        later()
        // A yes behind a closed door is refused, and what is as it was is not set again.
        await Promise.resolve(steps[name]()).catch((error: unknown) => {
          expect(String(error)).toContain('refused')
        })
        const { status } = await world.state(member, summary)
        const [state] = await stateOf(last)
        expect(meanings[state]).toContain(status)
      }
    }),
    { numRuns: 12 },
  )
})

test('a yes is in force until the operator ends the use', async () => {
  const end = { purpose: summary, reason: 'We no longer do that.' }
  must(await endPurpose(world.commandLine, end, world.context))
  expect(await stateOf(receipt)).toEqual(['revoked', world.context.now(), 'EndingRecord'])
})

/** What a page says where the last receipt stands so: asked again, it says that it waits for an answer. */
const meanings: Record<StandingState, string[]> = {
  in_force: ['given', 'refused', 'withdrawn'],
  withdrawn: [],
  superseded: [],
  revoked: ['revoked', 'requested', 'undecided'],
  expired: ['expired', 'requested', 'undecided'],
  stale: ['stale', 'requested', 'undecided'],
}

async function stateOf(id: string, line = 0) {
  const standing = await findReceiptStanding(id, world.context)
  const { state, since, by } = standing!.lines[line]!
  return [state, since, by] as const
}

function later(): void {
  world.clock.advance(60_000)
}
