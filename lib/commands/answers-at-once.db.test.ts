import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { Intent } from '#lib/domain/consent/decide-choice.ts'
import { answerBasis } from '#lib/domain/consent/page-basis.ts'
import { nextStatus, type ConsentStatus } from '#lib/domain/consent/status.ts'
import type { ChoiceKind } from '#lib/domain/ledger/act.ts'
import { closeDatabase, openDatabase, type Database } from '#lib/store/database.ts'
import { beforeAppend } from '../../test-support/before-append.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { interfaceVersion, language, must, openWorld } from '../../test-support/world.ts'
import { makeChoices } from './make-choices.ts'
import { withdrawEverything } from './withdraw-everything.ts'

const at = await testDatabase()
const database = openDatabase(at.url, 20)
const world = await openWorld(database)
const features = ['meeting_summary', 'chat_compose'] as const

afterEach(() => checkActs(world))
afterAll(() => closeDatabase(database))

describe('another answer of the same person comes first', () => {
  test('a yes after a yes, or after a no, is told so and writes nothing', async () => {
    for (const first of ['include', 'leave_out'] as const) {
      const member = await memberWhoMay()
      const overtaken = beforeAppend(database, () => answer(member, { meeting_summary: first }))
      const before = await checkActs(world)
      const result = await answer(member, { meeting_summary: 'include' }, overtaken)
      expect(result).toEqual({ ok: false, code: 'answered_meanwhile', recorded: null })
      expect(await checkActs(world)).toEqual(plusChoices(before, 1))
      const expected = first === 'include' ? 'given' : 'refused'
      expect((await world.state(member, 'meeting_summary')).status).toBe(expected)
    }
  })

  test('a no lands after a yes, and after a no it is one already', async () => {
    const overtakenBy = { include: 'withdrawn', leave_out: 'refused' } as const
    for (const first of ['include', 'leave_out'] as const) {
      const member = await memberWhoMay()
      const overtaken = beforeAppend(database, () => answer(member, { meeting_summary: first }))
      const result = await answer(member, { meeting_summary: 'leave_out' }, overtaken)
      expect(result).toMatchObject({ ok: true })
      const { status } = await world.state(member, 'meeting_summary')
      expect(status).toBe(overtakenBy[first])
    }
  })

  test('the no beside a yes that lost lands, and the yes does not', async () => {
    const member = await memberWhoMay()
    await world.include(member, 'chat_compose')
    const overtaken = beforeAppend(database, () => answer(member, { meeting_summary: 'leave_out' }))
    const both = { meeting_summary: 'include', chat_compose: 'leave_out' } as const
    const result = await answer(member, both, overtaken)
    expect(result).toMatchObject({ ok: false, code: 'answered_meanwhile' })
    expect(result).toMatchObject({ recorded: expect.any(String) as string })
    expect(await world.states(member)).toMatchObject({
      meeting_summary: { status: 'refused' },
      chat_compose: { status: 'withdrawn' },
    })
  })

  test('withdrawing everything takes back the yes that came first too', async () => {
    const member = await memberWhoMay()
    await world.include(member, 'meeting_summary')
    const overtaken = beforeAppend(database, async () => {
      await answer(member, { meeting_summary: 'leave_out' })
      await answer(member, { meeting_summary: 'include', chat_compose: 'include' })
    })
    must(await withdrawEverything(member, said, { ...world.context, database: overtaken }))
    const { meeting_summary, chat_compose } = await world.states(member)
    expect([meeting_summary, chat_compose].map((each) => each?.status)).toEqual([
      'withdrawn',
      'withdrawn',
    ])
  })
})

test('a yes that was under way as the account turned it off does not outlive that', async () => {
  const { admin, member } = await world.team()
  await world.permit(admin, ...features)
  const overtaken = beforeAppend(database, () => world.forbid(admin, 'meeting_summary'))
  await answer(member, { meeting_summary: 'include' }, overtaken)
  expect(await world.state(member, 'meeting_summary')).toEqual({
    status: 'revoked',
    decision: 'deny',
  })
  await world.permit(admin, 'meeting_summary')
  expect((await world.state(member, 'meeting_summary')).decision).toBe('deny')
})

test('many answers at once: every no lands, a yes lands or is told, and the history is one line', async () => {
  const member = await memberWhoMay()
  const intents = Array.from({ length: 40 }, (_, i): [Intent, Intent] => [
    i % 2 === 0 ? 'include' : 'leave_out',
    i % 3 === 0 ? 'include' : 'leave_out',
  ])
  const results = await Promise.all(
    intents.map(async ([summary, compose], i) => {
      // Half of them in the other order: two appends must not wait for each other.
      const choices =
        i % 4 < 2
          ? { meeting_summary: summary, chat_compose: compose }
          : { chat_compose: compose, meeting_summary: summary }
      return answer(member, choices)
    }),
  )
  for (const [i, result] of results.entries()) {
    const isNo = intents[i]!.every((intent) => intent === 'leave_out')
    if (isNo) expect(result.ok).toBe(true)
    else if (!result.ok) expect(result.code).toBe('answered_meanwhile')
  }
  await world.sequence()
  for (const purpose of features) {
    const line = await choicesOf(member, purpose)
    expect(line.map(({ seq }) => seq)).toEqual(line.map((_, i) => i + 1))
    const positions = line.map(({ position }) => position)
    expect(positions).toEqual(positions.toSorted((a, b) => a - b))
    // Each act is what it would have been if the ones before it had been all there was.
    let status: ConsentStatus = 'undecided'
    for (const { kind } of line) {
      const next: ConsentStatus = nextStatus(status, kind)
      expect(next).not.toBe(status)
      status = next
    }
    expect((await world.state(member, purpose)).status).toBe(status)
  }
})

async function memberWhoMay(): Promise<MemberPrincipal> {
  const { admin, member } = await world.team()
  await world.permit(admin, ...features)
  return member
}

const said = { language, interfaceVersion }

async function answer(
  member: MemberPrincipal,
  intents: Partial<Record<(typeof features)[number], Intent>>,
  own: Database = database,
) {
  const { cells } = await world.cells(member)
  const input = {
    question: 'features' as const,
    choices: Object.entries(intents).map(([purpose, intent]) => ({
      purpose,
      category: null,
      intent,
    })),
    expected: answerBasis(cells, 'feature', null, world.context.digestOf),
    ...said,
  }
  return makeChoices(member, input, { ...world.context, database: own })
}

async function choicesOf({ subjectId }: MemberPrincipal, purpose: string) {
  const { rows } = await database.pool.query<{ kind: ChoiceKind; seq: number; position: number }>(
    `SELECT c.kind, c.seq, p.position::float8 FROM choice c
       JOIN event_position p ON p.event_id = c.event_id
      WHERE c.subject_id = $1 AND c.purpose = $2 ORDER BY c.seq`,
    [subjectId, purpose],
  )
  return rows
}

function plusChoices(counts: Record<string, number>, more: number): Record<string, number> {
  return { ...counts, choices_made: (counts['choices_made'] ?? 0) + more }
}
