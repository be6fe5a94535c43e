import { makeChoices } from '#lib/commands/make-choices.ts'
import { sequenceEntries } from '#lib/commands/sequence-entries.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { answerBasis } from '#lib/domain/consent/page-basis.ts'
import type { Act } from '#lib/domain/ledger/act.ts'
import { language } from '#lib/language.ts'
import { choicesAct } from '#lib/signing/choices-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadMemberConsents } from '#lib/store/consents.ts'
import { openWorld } from '../test-support/world.ts'
import type { OneRow } from './one-row.ts'
import type { Line } from './report.ts'
import { alternate, rateOfWriters } from './rounds.ts'
import type { Stage } from './stage.ts'

/**
 * Recording a choice durably at the command: what holds is read, the choice is decided, signed and
 * committed. And the last part alone, from the signed act on: its acknowledgement. Both beside a
 * one-row INSERT, and a sequencer beside all, as the worker is.
 */
export async function recordChoices(
  stage: Stage,
  oneRow: OneRow,
  { rounds, ms, members: count }: { rounds: number; ms: number; members: number },
): Promise<Line[]> {
  const { context } = stage
  const [steady, ...members] = await makeMembers(stage, 'bench', count + 1)
  const choose = await openChoosing(stage, members)
  const makeAct = await actMaker(stage, steady)
  const acknowledge = async () => {
    const appended = await appendActs(context.database, [makeAct()])
    if (!appended.ok) throw new Error(appended.code)
  }
  const insert = () => oneRow(context.database)
  const lines: Line[] = []
  for (const writers of [1, 16]) {
    const measured = await alternate(
      {
        choice: () => besideSequencer(stage, () => rateOfWriters(writers, choose, ms)),
        append: () => besideSequencer(stage, () => rateOfWriters(writers, acknowledge, ms)),
        row: () => besideSequencer(stage, () => rateOfWriters(writers, insert, ms)),
      },
      rounds,
    )
    const by = `${String(writers)} ${writers === 1 ? 'writer' : 'writers'}`
    const control = { what: 'one-row INSERT', values: measured.row }
    const shared = { unit: '1/s', control }
    lines.push(
      { ...shared, what: `record a choice, ${by}`, ours: measured.choice, goal: '' },
      {
        ...shared,
        what: `append a choice that is decided, ${by}`,
        ours: measured.append,
        goal: writers === 16 ? '≥ 0.9' : '',
      },
    )
  }
  return [...lines, await lagOf(stage)]
}

/** Each answers in turn, as people do: a history of a few choices, not of thousands. */
export async function openChoosing(
  stage: Stage,
  members: readonly MemberPrincipal[],
): Promise<() => Promise<void>> {
  const expected = await basisOf(stage, members[0])
  let turn = 0
  return () => {
    turn += 1
    const member = members[turn % members.length]
    if (member === undefined) throw new Error('there are no members')
    return chooseOnce(stage, member, expected, Math.floor(turn / members.length))
  }
}

/** How long acts waited for their place while all this was recorded: by the clocks of both, in milliseconds. */
async function lagOf({ owner }: Stage): Promise<Line> {
  const { rows } = await owner.query<{ lags: number[] }>(
    `SELECT percentile_cont(ARRAY[0.5, 0.99, 0.99, 0.99, 1]) WITHIN GROUP (
              ORDER BY extract(epoch FROM n.sequenced_at - e.at) * 1000) AS lags
       FROM entry n JOIN event e ON e.id = n.event_id
       JOIN selection s ON s.event_id = e.id WHERE s.interface_version = 'bench'`,
  )
  const what = 'until an act has its place: half, 99 of 100, all'
  return { what, unit: 'ms', ours: rows[0]?.lags ?? [], control: null, goal: '≤ 1,000' }
}

/** Members of an account of their own, in which they may answer. */
export async function makeMembers(
  { context }: Stage,
  slug: string,
  count: number,
): Promise<MemberPrincipal[]> {
  const world = await openWorld(context.database, context)
  await world.account(slug)
  const admin = await world.member(slug, 'Bench Admin', 'admin')
  await world.permit(admin, 'meeting_summary')
  const makeEvery16th = async (from: number) => {
    const made: MemberPrincipal[] = []
    for (let i = from; i < count; i += 16)
      made.push(await world.member(slug, `Bench Member ${String(i)}`))
    return made
  }
  return (await Promise.all(Array.from({ length: 16 }, (_, i) => makeEvery16th(i)))).flat()
}

/** Acts of one member who said yes again and again, built and signed as the command does it. */
async function actMaker(
  { context }: Stage,
  member: MemberPrincipal | undefined,
): Promise<() => Act> {
  if (member === undefined) throw new Error('there is no member')
  const loaded = await load(context, member)
  const cell = loaded.member.find(({ question }) => question.purpose === 'meeting_summary')
  if (cell === undefined) throw new Error('nothing is asked about meeting_summary')
  let seq = 1
  return () => {
    const choices = [{ cell, kind: 'give' as const }]
    const selection = { question: 'features' as const, language, interfaceVersion: 'bench' }
    const { platform } = loaded
    const act = choicesAct(member, { ...selection, choices, platform }, context)
    const choice = act.rows.choice?.map((row) => ({ ...row, seq: seq++ })) ?? []
    return { ...act, rows: { ...act.rows, choice } }
  }
}

async function basisOf({ context }: Stage, member: MemberPrincipal | undefined): Promise<string> {
  if (member === undefined) throw new Error('there is no member')
  const { cells } = await load(context, member)
  return answerBasis(cells, 'feature', null, context.digestOf)
}

function load({ database, now, digestOf }: Stage['context'], member: MemberPrincipal) {
  const moment = { at: now(), before: null, language, digestOf }
  return loadMemberConsents(database, member.accountId, member.subjectId, moment)
}

/** A yes and a no in turn, so that each call records something. */
async function chooseOnce(
  { context }: Stage,
  member: MemberPrincipal,
  expected: string,
  i: number,
): Promise<void> {
  const intent = i % 2 === 0 ? ('include' as const) : ('leave_out' as const)
  const choices = [{ purpose: 'meeting_summary', category: null, intent }]
  const input = { question: 'features' as const, choices, expected }
  const made = await makeChoices(member, { ...input, language, interfaceVersion: 'bench' }, context)
  if (!made.ok) throw new Error(made.code)
}

export async function besideSequencer(
  { context }: Stage,
  work: () => Promise<number>,
): Promise<number> {
  const done = new AbortController()
  const sequencing = (async () => {
    while (!done.signal.aborted) {
      const { sequenced } = await sequenceEntries(context)
      if (sequenced === 0) await new Promise((resolve) => setTimeout(resolve, 200))
    }
  })()
  try {
    return await work()
  } finally {
    done.abort()
    await sequencing
  }
}
