import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { applyIncrement, evaluate, may, STATE_FORMAT, type Snapshot } from '@assent/decision'
import { openFlags, type Flags } from './decision-flags.ts'
import { loadLines } from './decision-load.ts'
import { accountId, memberId, worldLines } from './decision-world.ts'
import type { Line } from './report.ts'
import { alternate, cpuMilliseconds } from './rounds.ts'

/**
 * Decisions from memory, beside what feature flags take in the same run; what a state of so many members
 * takes in memory, in time, and at most in one go.
 */
export async function decisionInProcess({
  sizes,
  rounds,
  count,
}: {
  readonly sizes: readonly number[]
  readonly rounds: number
  readonly count: number
}): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-bench-state-'))
  const accounts = ['account-large', ...Array.from({ length: 9 }, (_, i) => `account-${i}`)]
  const flags = await openFlags(
    accounts,
    Array.from({ length: 100 }, (_, i) => memberId(i * 10)),
  )
  const lines: Line[] = []
  try {
    for (const members of sizes) {
      const file = join(folder, `${members}.jsonl`)
      await pipeline(Readable.from(worldLines(members)), createWriteStream(file))
      const { snapshot, lines: loading } = await loadLines(file, members)
      lines.push(...loading)
      lines.push(...(await rateLines(snapshot, members, flags, { rounds, count })))
      if (members === sizes.at(-1)) lines.push(...(await meetingLines(snapshot, members, rounds)))
      rmSync(file)
    }
  } finally {
    await flags.close()
    rmSync(folder, { recursive: true })
  }
  return lines
}

const NOW = Date.UTC(2026, 10, 26)

/** In one piece, as a parser leaves it, and not as the parts that it was put together from. */
function asParsed(text: string): string {
  return Buffer.from(text).toString('latin1')
}

async function rateLines(
  snapshot: Snapshot,
  members: number,
  flags: Flags,
  { rounds, count }: { readonly rounds: number; readonly count: number },
): Promise<Line[]> {
  snapshot.heard(NOW)
  const asked = askedAmong(members)
  // As many as are in meetings at a time, again and again; `anybody` is somebody else each time.
  const each = (i: number, among = 1_024) => {
    const found = asked[i % among]
    if (found === undefined) throw new RangeError()
    return found
  }
  const known = idsAndBits(members)
  const rates = await alternate(
    {
      boolean: () => rate((i) => may(snapshot, each(i).question, NOW), count),
      anybody: () => rate((i) => may(snapshot, each(i, ASKED).question, NOW), count),
      full: () =>
        rate((i) => evaluate(snapshot, each(i).question, NOW).decision === 'permit', count),
      people: () => rate((i) => flags.knowsPeople(each(i).context), count / 4),
      nobody: () => rate((i) => flags.knowsNobody(each(i).context), count / 4),
      limit: () => rate((i) => known(each(i).question.member), count),
      openFeature: () => rateAsync((i) => flags.openFeature(each(i).context), count / 10),
    },
    rounds,
  )
  const among = `among ${members.toLocaleString('en')} members`
  const people = { what: 'unleash-client, a flag that leaves out 100 people', values: rates.people }
  const nobody = { what: 'unleash-client, a flag that knows nobody', values: rates.nobody }
  const inMemory = { what: 'OpenFeature in memory', values: rates.openFeature }
  const asBoolean = { what: `decide as a boolean, ${among}`, unit: '1/s', ours: rates.boolean }
  const ofAnybody = { ...asBoolean, what: `${asBoolean.what}, anybody each time` }
  const inFull = { what: `decide with the full answer, ${among}`, unit: '1/s', ours: rates.full }
  return [
    { ...asBoolean, control: people, goal: '≥ 5' },
    { ...asBoolean, control: nobody, goal: '' },
    {
      ...asBoolean,
      control: { what: 'a Map of all ids, and a bit', values: rates.limit },
      goal: '',
    },
    { ...ofAnybody, ours: rates.anybody, control: people, goal: '' },
    { ...inFull, control: people, goal: '≥ 1.5' },
    { ...inFull, control: nobody, goal: '' },
    { ...inFull, control: inMemory, goal: '' },
  ]
}

/** The least there is to look up: who it is, and one bit of theirs. */
function idsAndBits(members: number): (id: string) => boolean {
  const rows = new Map(Array.from({ length: members }, (_, i) => [asParsed(memberId(i)), i]))
  const bits = Uint8Array.from({ length: members }, (_, i) => i % 3)
  return (id) => {
    const row = rows.get(id)
    return row !== undefined && bits[row] !== 0
  }
}

const ASKED = 65_536

function askedAmong(members: number) {
  return Array.from({ length: ASKED }, (_, i) => {
    const of = (i * 7_919) % members
    const account = asParsed(accountId(of, members))
    const member = asParsed(memberId(of))
    return {
      question: { kind: 'member', account, member, purpose: 'meeting_summary' },
      context: { userId: member, accountId: account, properties: { accountId: account } },
    } as const
  })
}

/** A second of computing time. What always says the same was not asked. */
async function rate(work: (i: number) => boolean, times: number): Promise<number> {
  let yes = 0
  const ms = await cpuMilliseconds(() => {
    for (let i = 0; i < times; i++) if (work(i)) yes++
  })
  if (yes === 0 || yes === times) throw new Error(`${yes} of ${times} are a yes`)
  return (times / ms) * 1000
}

async function rateAsync(work: (i: number) => Promise<boolean>, times: number): Promise<number> {
  const ms = await cpuMilliseconds(async () => {
    for (let i = 0; i < times; i++) await work(i)
  })
  return (times / ms) * 1000
}

/** A feature in meetings of people who have all said yes, or have not. */
async function meetingLines(snapshot: Snapshot, members: number, rounds: number): Promise<Line[]> {
  const sizes = [2, 20, 500, 10_000].filter((size) => size <= members / 2)
  for (const size of sizes) applyIncrement(snapshot, meetingOf(snapshot.position, size))
  snapshot.heard(NOW)
  const lines: Line[] = []
  for (const size of sizes) {
    const times = Math.ceil(20_000 / size)
    const question = {
      kind: 'feature',
      meeting: `meeting-${size}`,
      roster: 1,
      purpose: 'meeting_summary',
    } as const
    const { mode } = evaluate(snapshot, question, NOW)
    if (mode !== 'leave-out') throw new Error('the meeting was not decided')
    const ask = () => evaluate(snapshot, question, NOW)
    const askAnew = () => {
      applyIncrement(snapshot, changeAfter(snapshot.position, []))
      ask()
    }
    const { anew, again } = await alternate(
      { anew: () => cpuOfOne(askAnew, times), again: () => cpuOfOne(ask, times) },
      rounds,
    )
    const what = `decide a feature in a meeting of ${size.toLocaleString('en')}`
    const line = { unit: 'ms', control: null, goal: '' }
    lines.push({ ...line, what: `${what}, after a change`, ours: anew })
    lines.push({ ...line, what: `${what}, again`, ours: again })
  }
  return lines
}

/** In milliseconds. */
async function cpuOfOne(work: () => void, times: number): Promise<number> {
  const ms = await cpuMilliseconds(() => {
    for (let i = 0; i < times; i++) work()
  })
  return ms / times
}

function meetingOf(position: number, size: number): unknown {
  const id = `meeting-${size}`
  const meeting = {
    type: 'meeting',
    external: null,
    id,
    ended: false,
    account: 'account-large',
    roster: 1,
    host: 'p-1',
    label: null,
    forMinors: false,
    leavesOut: ['audio', 'chat'],
    switches: {},
  }
  const participants = Array.from({ length: size }, (_, i) => ({
    type: 'participant',
    meeting: id,
    roster: 1,
    id: `p-${i}`,
    present: true,
    account: 'account-large',
    member: memberId(i),
    several: false,
    device: 'client',
    canBeAsked: true,
    place: 'US-NY',
    minor: null,
    told: ['meeting_summary'],
    answers: {},
  }))
  return changeAfter(position, [meeting, ...participants])
}

function changeAfter(position: number, records: readonly object[]): unknown {
  const legend = { questions: [], bases: [] }
  return { format: STATE_FORMAT, after: position, position: position + 1, ...legend, records }
}
