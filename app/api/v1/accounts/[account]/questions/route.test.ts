import { parseStatement } from '@assent/receipt'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { QuestionView } from '#lib/queries/questions.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { checkActs } from '../../../../../../test-support/check-acts.ts'
import { expectKeyOnly, keyFor, sendWithKey } from '../../../../../../test-support/client-world.ts'
import { testDatabase } from '../../../../../../test-support/database.ts'
import { countActs, problemOf } from '../../../../../../test-support/route-world.ts'
import { openWorld, type Team, type World } from '../../../../../../test-support/world.ts'
import { POST as accept } from '../acceptances/route.ts'
import { POST as convey } from '../choices/route.ts'
import { POST as permit } from '../permissions/route.ts'
import { GET as questions } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
const database = openDatabase(at.url)
let world: World
let key: string
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  key = await keyFor(world, ['answers', 'accounts'])
})
afterEach(() => checkActs(world))
afterAll(() => closeDatabase(database))

test('a yes that names what was displayed is the person’s own act, and says who handed it over', async () => {
  const team = await openTeam()
  const answer = await yes(team, 'mo', 'meeting_summary')
  const [outcome] = await conveyed(team, [answer])
  expect(outcome).toEqual({ receiptId: expect.any(String) as string })
  expect(await world.state(team.member, 'meeting_summary')).toEqual({
    status: 'given',
    decision: 'permit',
  })
  const { jws, subjectId } = await database.prisma.receipt.findUniqueOrThrow({
    where: { eventId: outcome!.receiptId! },
  })
  expect(subjectId).toBe(team.member.subjectId)
  const { credentialSubject } = parseStatement(jws).credential
  const { api_key_id: apiKeyId } = (
    await database.pool.query<{ api_key_id: string }>('SELECT api_key_id FROM conveyance')
  ).rows.at(-1)!
  expect(credentialSubject).toMatchObject({
    '@type': 'dpv:ConsentReceipt',
    conveyedBy: `urn:uuid:${apiKeyId}`,
    method: 'keypad',
  })
  const text = JSON.stringify(credentialSubject)
  expect(text).toContain('app-5.2')
  expect(text).toContain(answer.choices[0]!.displayed!.notice)
})

test('a yes to what was not displayed, or changed since, is refused; a no needs nothing', async () => {
  const team = await openTeam()
  const { choices, ...answer } = await yes(team, 'mo', 'meeting_summary')
  const [choice] = choices
  const zero = '0'.repeat(64)
  for (const displayed of [
    { ...choice!.displayed!, notice: zero },
    { ...choice!.displayed!, basis: zero },
  ]) {
    const [outcome] = await conveyed(team, [{ ...answer, choices: [{ ...choice!, displayed }] }])
    expect(outcome).toMatchObject({ receiptId: null, refused: { code: 'stale_page' } })
  }
  const silent = { ...answer, choices: [{ ...choice!, displayed: null }] }
  expect(await problemOf(await send(convey, team, { answers: [silent] }))).toBe('422 input_invalid')
  const [no] = await conveyed(team, [
    { ...answer, choices: [{ purpose: 'meeting_summary', intent: 'leave_out' }] },
  ])
  expect(no!.receiptId).not.toBeNull()
  expect((await world.state(team.member, 'meeting_summary')).status).toBe('refused')
})

test('one that is refused keeps none of the others from being recorded, nor a no beside it', async () => {
  const team = await openTeam()
  await world.forbid(team.admin, 'chat_compose')
  const [mo, uri] = [
    await yes(team, 'mo', 'meeting_summary', 'chat_compose'),
    await yes(team, 'uri', 'meeting_summary'),
  ]
  mo.choices[0] = { purpose: 'meeting_summary', intent: 'leave_out' }
  const before = await countActs(world)
  const outcomes = await conveyed(team, [mo, uri, { ...uri, member: 'nobody' }])
  expect(outcomes).toMatchObject([
    { receiptId: expect.any(String) as string, refused: { code: 'not_permitted' } },
    { receiptId: expect.any(String) as string },
    { receiptId: null, refused: { code: 'member_unknown' } },
  ])
  expect(await countActs(world)).toBe(before + 2)
  expect((await world.state(team.member, 'meeting_summary')).status).toBe('refused')
  const again = await conveyed(team, [uri])
  expect(again).toEqual([{ receiptId: null }])
})

test('what is answered here and there at the same moment is one history, and every no is in it', async () => {
  const team = await openTeam()
  const answers = await Promise.all(
    ['mo', 'uri', 'ada'].map((member) => yes(team, member, 'meeting_summary')),
  )
  const noes = answers.map((answer) => ({
    ...answer,
    choices: [{ purpose: 'meeting_summary', intent: 'leave_out' as const }],
  }))
  const racing = await Promise.all([
    conveyed(team, answers),
    conveyed(team, noes),
    world.leaveOut(team.member, 'meeting_summary'),
    conveyed(team, noes.toReversed()),
  ])
  for (const outcome of [racing[1], racing[3]].flat()) expect(outcome).not.toHaveProperty('refused')
  for (const outcome of racing[0])
    expect([undefined, 'answered_meanwhile']).toContain(outcome.refused?.code)
})

test('an admin’s act in the platform’s own client permits more; software by itself only turns off', async () => {
  const { account } = await openTeam()
  const team = { account }
  const features = { question: 'features' }
  const setting = { purpose: 'meeting_summary', category: null }
  const off = { ...features, settings: [{ ...setting, kind: 'off' }] }
  const on = {
    ...features,
    settings: [{ ...setting, kind: 'members_decide' }],
    askings: [{ purpose: 'meeting_summary', mode: 'not_yet' }],
  }
  expect((await send(permit, team, off)).status).toBe(200)
  const { permissionRevisions } = await asked(team)
  const tag = `"${permissionRevisions.features}"`
  expect(await problemOf(await send(permit, team, on, tag))).toBe('403 admin_needed')
  const by = (member: string) => ({ ...on, by: member })
  expect(await problemOf(await send(permit, team, by('mo'), tag))).toBe('403 forbidden')
  expect(await problemOf(await send(permit, team, by('nobody'), tag))).toBe('404 member_unknown')
  expect(await problemOf(await send(permit, team, by('ada')))).toBe('428 if_match_required')
  expect(await problemOf(await send(permit, team, by('ada'), '"x"'))).toBe('412 stale_page')
  expect((await send(permit, team, by('ada'), tag)).status).toBe(200)
})

test('terms are answered by an owner or admin, who is named', async () => {
  const team = await openTeam()
  const { documentSlug, number, digest } = await database.prisma.termsVersion
    .findFirstOrThrow({ include: { document: true }, orderBy: { number: 'desc' } })
    .then(({ document, ...version }) => ({ ...version, documentSlug: document.slug }))
  const acceptance = {
    ...{ document: documentSlug, version: number, digest, answer: 'accept' },
    ...{ name: 'Ada Admin', authority: 'Director' },
  }
  const answered = await send(accept, team, { by: 'ada', acceptance })
  expect(answered.status).toBe(201)
  const member = await send(accept, team, { by: 'mo', acceptance })
  expect(await problemOf(member)).toBe('403 forbidden')
  const other = { ...acceptance, digest: '0'.repeat(64) }
  const unread = await send(accept, team, { by: 'ada', acceptance: other })
  expect(unread.status).toBe(412)
  expect(await problemOf(await send(accept, team, { acceptance }))).toBe('422 input_invalid')
})

test('no route lets in a stranger, a key without the scope, or one of another account', async () => {
  const team = await openTeam()
  const account = team.account.slug
  const answers = [await yes(team, 'mo', 'meeting_summary')]
  await expectKeyOnly(world, questions, 'answers', { account, method: 'GET' })
  await expectKeyOnly(world, convey, 'answers', { account, body: { answers } })
  await expectKeyOnly(world, permit, 'accounts', { account, body: { question: 'features' } })
  await expectKeyOnly(world, accept, 'accounts', { account, body: {} })
})

type ConveyedInput = {
  member: string
  question: string
  interfaceVersion: string
  method: string
  choices: {
    purpose: string
    intent: 'include' | 'leave_out'
    displayed?: { notice: string; basis: string } | null
  }[]
}

async function openTeam(): Promise<Team> {
  const team = await world.team()
  for (const [member, name] of [
    [team.member, 'mo'],
    [team.auditor, 'uri'],
    [team.admin, 'ada'],
  ] as const)
    await database.pool.query('UPDATE member SET external_id = $2 WHERE subject_id = $1', [
      member.subjectId,
      name,
    ])
  await world.permit(team.admin, 'meeting_summary', 'chat_compose')
  return team
}

async function asked({ account }: Pick<Team, 'account'>) {
  const params = { account: account.slug }
  const response = await sendWithKey(key, questions, { method: 'GET', params })
  return (await response.json()) as {
    questions: QuestionView[]
    permissionRevisions: { features: string }
  }
}

async function yes(team: Team, member: string, ...purposes: string[]): Promise<ConveyedInput> {
  const { questions: all } = await asked(team)
  return {
    ...{ member, question: 'features', interfaceVersion: 'app-5.2', method: 'keypad' },
    choices: purposes.map((purpose) => {
      const { displayed } = all.find((each) => each.purpose === purpose)!
      return { purpose, intent: 'include', displayed }
    }),
  }
}

async function conveyed(team: Team, answers: readonly ConveyedInput[]) {
  const response = await send(convey, team, { answers })
  expect(response.status).toBe(200)
  const { outcomes } = (await response.json()) as {
    outcomes: { receiptId: string | null; refused?: { code: string } }[]
  }
  return outcomes
}

function send(
  handler: typeof convey,
  { account }: Pick<Team, 'account'>,
  body: unknown,
  ifMatch?: string,
): Promise<Response> {
  return sendWithKey(key, handler, { params: { account: account.slug }, body, ifMatch })
}
