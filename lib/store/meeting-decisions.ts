import { evaluate, loadState, Snapshot, type Answer } from '@assent/decision'
import type { DigestOf } from '#lib/domain/consent/basis.ts'
import { addAccount } from '#lib/domain/decision/account-records.ts'
import { ChangeDraft } from '#lib/domain/decision/change-draft.ts'
import { addMeeting, type MeetingFacts } from '#lib/domain/decision/meeting-records.ts'
import { addMember } from '#lib/domain/decision/member-record.ts'
import { addPublished } from '#lib/domain/decision/published-records.ts'
import { BasisBook } from '#lib/domain/decision/yes-basis.ts'
import { foldOnce } from '#lib/domain/meeting/fold-once.ts'
import type { Database } from './database.ts'
import { loadAccountFacts } from './decision-accounts.ts'
import { loadMeetingFacts } from './decision-meetings.ts'
import { loadMemberFacts } from './decision-members.ts'
import { loadKnownMeeting, type KnownMeeting } from './known-meetings.ts'
import { loadPlatform } from './platform.ts'
import { loadPositions } from './positions.ts'
import { steadyRead } from './steady-read.ts'

/** What may happen now in one meeting, feature by feature: asked of what the decision point is told. */
export type MeetingDecisions = {
  readonly roster: number
  readonly ask: (feature: string, participant?: string) => Answer
  /** For one member alone, whoever else is there: what their own account and they themselves say of it. */
  readonly askMember: (feature: string, account: string, member: string) => Answer
}

/**
 * How new it has to be: as of now, or as it was within the last second with nothing stated since. The latter
 * is for what answers do not bear on, such as the mode: else whoever answers would have everybody's answers
 * read again.
 */
export type Freshness = 'now' | 'within_a_second'

/**
 * The state of one meeting and of everybody in it alone: as the decision point would have it, made from the
 * same records. Null where there is no such meeting. Kept for a second while nothing is recorded or stated:
 * everybody in a meeting asks for the same, again and again. It is read once at a time; those who ask
 * meanwhile share the reading that begins after it, so that each gets what was so when they asked.
 */
export async function loadMeetingDecisions(
  database: Database,
  meetingId: string,
  moment: DecisionMoment,
  freshness: Freshness = 'now',
): Promise<MeetingDecisions | null> {
  const known = await loadKnownMeeting(database, meetingId)
  if (known === null) return null
  const desk = deskOf(database, meetingId)
  const { kept } = desk
  if (kept !== null && isFresh(kept, moment)) {
    const isSameRoster = kept.roster === known.changes.length
    if (isSameRoster && freshness === 'within_a_second') return kept.decisions
    if (kept.stamp === (await meetingStamp(database, meetingId))) return kept.decisions
  }
  desk.next ??= (desk.reading ?? Promise.resolve()).then(async () => {
    desk.next = null
    const reading = read(desk, database, meetingId, moment)
    desk.reading = reading.then(nothing, nothing)
    return reading
  })
  return desk.next
}

/** Where those meet who ask for one meeting. */
type Desk = {
  kept: {
    readonly stamp: string
    readonly roster: number
    readonly at: number
    readonly decisions: MeetingDecisions | null
  } | null
  /** The one that goes on, and the one that begins after it. */
  reading: Promise<void> | null
  next: Promise<MeetingDecisions | null> | null
}

function deskOf(database: Database, meetingId: string): Desk {
  const desks = desksOf.get(database) ?? new Map<string, Desk>()
  desksOf.set(database, desks)
  const desk = desks.get(meetingId) ?? { kept: null, reading: null, next: null }
  desks.delete(meetingId)
  desks.set(meetingId, desk)
  const [oldest] = desks.keys()
  if (desks.size > DESKS_MAX && oldest !== undefined) desks.delete(oldest)
  return desk
}

async function read(
  desk: Desk,
  database: Database,
  meetingId: string,
  moment: DecisionMoment,
): Promise<MeetingDecisions | null> {
  // The stamp comes first: what is recorded while it is read makes another.
  const stamp = await meetingStamp(database, meetingId)
  if (desk.kept?.stamp === stamp && isFresh(desk.kept, moment)) return desk.kept.decisions
  const known = await loadKnownMeeting(database, meetingId)
  if (known === null) return null
  const decisions = await readMeetingDecisions(database, known, moment)
  const roster = known.changes.length
  desk.kept = { stamp, roster, at: moment.at.getTime(), decisions }
  return decisions
}

function isFresh({ at }: { readonly at: number }, moment: DecisionMoment): boolean {
  return Math.abs(moment.at.getTime() - at) < KEPT_MS
}

function nothing(): void {
  // Whoever asked is told; whoever waits for the next reading need not know.
}

type DecisionMoment = { readonly at: Date; readonly digestOf: DigestOf }

const desksOf = new WeakMap<Database, Map<string, Desk>>()
const KEPT_MS = 1000
const DESKS_MAX = 50

/** Another one after every act and after every statement about the meeting. */
async function meetingStamp({ pool }: Database, meetingId: string): Promise<string> {
  const { rows } = await pool.query<{ stamp: string }>({
    name: 'meeting stamp',
    text: `SELECT concat((SELECT max(index) FROM entry), '/', (SELECT count(*) FROM ledger_pending), '/',
                  (SELECT max(seq) FROM meeting_change WHERE meeting_id = $1)) AS stamp`,
    values: [meetingId],
  })
  return rows[0]?.stamp ?? ''
}

async function readMeetingDecisions(
  database: Database,
  { stored: { id: meetingId }, changes }: KnownMeeting,
  { at, digestOf }: DecisionMoment,
): Promise<MeetingDecisions | null> {
  const platform = await loadPlatform(database)
  const acts = [...platform.catalogues, ...platform.endings].map(({ eventId }) => eventId)
  const positions = await loadPositions(database, acts)
  const facts = await steadyRead(database, async (client) => {
    const [meeting] = await loadMeetingFacts(client, [meetingId], changes)
    if (meeting === undefined) return null
    const people = identifiedIn(meeting)
    const accountIds = new Set([meeting.accountId, ...people.map(({ accountId }) => accountId)])
    const accounts = await loadAccountFacts(client, [...accountIds])
    return { meeting, accounts, members: await loadMemberFacts(client, people) }
  })
  if (facts === null) return null
  const draft = new ChangeDraft()
  const published = { platform, at, digestOf }
  const bases = new BasisBook(digestOf)
  addPublished(draft, published)
  for (const account of facts.accounts) addAccount(draft, account, platform, new Set())
  for (const member of facts.members) addMember(draft, member, { published, positions, bases })
  addMeeting(draft, facts.meeting, published)
  const snapshot = await snapshotOf(draft)
  snapshot.heard(at.getTime())
  const roster = snapshot.meetings.get(meetingId)?.roster ?? 0
  const now = at.getTime()
  const answers = new Map<string, Answer>()
  const askAll = (purpose: string): Answer => {
    const known = answers.get(purpose)
    const question = { kind: 'feature', meeting: meetingId, roster, purpose } as const
    const answer = known ?? evaluate(snapshot, question, now)
    answers.set(purpose, answer)
    return answer
  }
  return {
    roster,
    ask: (purpose, participant) => {
      if (participant === undefined) return askAll(purpose)
      const question = {
        kind: 'feature',
        meeting: meetingId,
        roster,
        purpose,
        participant,
      } as const
      return evaluate(snapshot, question, now)
    },
    askMember: (purpose, account, member) =>
      evaluate(snapshot, { kind: 'member', account, member, purpose }, now),
  }
}

function identifiedIn(meeting: MeetingFacts) {
  const people = [...foldOnce(meeting, meeting.changes).participants.values()]
  const known = people.flatMap(({ account, member }) =>
    account === null || member === null ? [] : { accountId: account, subjectId: member },
  )
  return [...new Map(known.map((each) => [each.subjectId, each])).values()]
}

async function snapshotOf(draft: ChangeDraft): Promise<Snapshot> {
  const { records, ...header } = draft.finish(0, 0)
  const end = { type: 'end', records: records.length, position: 0 }
  const lines = [{ ...header, after: null }, ...records, end]
  const snapshot = new Snapshot()
  await loadState(
    snapshot,
    lines.map((line) => `${JSON.stringify(line)}\n`),
    () => Promise.resolve(),
  )
  return snapshot
}
