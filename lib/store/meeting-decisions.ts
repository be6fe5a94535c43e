import { evaluate, loadState, Snapshot, type Answer } from '@assent/decision'
import type { DigestOf } from '#lib/domain/consent/basis.ts'
import { addAccount, type AccountFacts } from '#lib/domain/decision/account-records.ts'
import { ChangeDraft } from '#lib/domain/decision/change-draft.ts'
import { addMeeting, type MeetingFacts } from '#lib/domain/decision/meeting-records.ts'
import { addMember } from '#lib/domain/decision/member-record.ts'
import { addPublished } from '#lib/domain/decision/published-records.ts'
import { BasisBook } from '#lib/domain/decision/yes-basis.ts'
import { answerEnd, type AnswerEnd } from '#lib/domain/meeting/answer-end.ts'
import { foldMeeting, type MeetingParticipant } from '#lib/domain/meeting/fold-meeting.ts'
import type { Platform } from '#lib/domain/platform/platform.ts'
import type { Database } from './database.ts'
import { loadAccountFacts } from './decision-accounts.ts'
import { loadMeetingFacts } from './decision-meetings.ts'
import { loadMemberFacts } from './decision-members.ts'
import { loadPlatform } from './platform.ts'
import { loadPositions } from './positions.ts'
import { steadyRead } from './steady-read.ts'

/** What may happen now in one meeting, feature by feature: asked of what the decision point is told. */
export type MeetingDecisions = {
  readonly roster: number
  readonly ask: (feature: string, participant?: string) => Answer
  /** For one member alone, whoever else is there: what their own account and they themselves say of it. */
  readonly askMember: (feature: string, account: string, member: string) => Answer
  /** What ended the yes that a participant said last; null where it counts, and where they said none. */
  readonly endOf: (feature: string, participant: MeetingParticipant) => AnswerEnd | null
}

/**
 * The state of one meeting and of everybody in it alone: as the decision point would have it, made from the
 * same records. Null where there is no such meeting. Kept for a second while nothing is recorded or stated:
 * everybody in a meeting asks for the same, again and again.
 */
export async function loadMeetingDecisions(
  database: Database,
  meetingId: string,
  moment: DecisionMoment,
): Promise<MeetingDecisions | null> {
  const stamp = await meetingStamp(database, meetingId)
  const kept = keptIn.get(database) ?? new Map<string, Kept>()
  keptIn.set(database, kept)
  const found = kept.get(meetingId)
  const isFresh = Math.abs(moment.at.getTime() - (found?.at ?? 0)) < KEPT_MS
  if (found?.stamp === stamp && isFresh) return found.decisions
  const decisions = readMeetingDecisions(database, meetingId, moment)
  kept.delete(meetingId)
  kept.set(meetingId, { stamp, at: moment.at.getTime(), decisions })
  const [oldest] = kept.keys()
  if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest)
  try {
    return await decisions
  } catch (error) {
    kept.delete(meetingId)
    throw error
  }
}

type DecisionMoment = { readonly at: Date; readonly digestOf: DigestOf }

type Kept = {
  readonly stamp: string
  readonly at: number
  readonly decisions: Promise<MeetingDecisions | null>
}

const keptIn = new WeakMap<Database, Map<string, Kept>>()
const KEPT_MS = 1000
const KEPT_MAX = 200

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
  meetingId: string,
  { at, digestOf }: DecisionMoment,
): Promise<MeetingDecisions | null> {
  const platform = await loadPlatform(database)
  const acts = [...platform.catalogues, ...platform.endings].map(({ eventId }) => eventId)
  const positions = await loadPositions(database, acts)
  const facts = await steadyRead(database, async (client) => {
    const [meeting] = await loadMeetingFacts(client, [meetingId])
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
  return {
    roster,
    ask: (purpose, participant) =>
      evaluate(
        snapshot,
        {
          kind: 'feature',
          meeting: meetingId,
          roster,
          purpose,
          ...(participant === undefined ? {} : { participant }),
        },
        at.getTime(),
      ),
    askMember: (purpose, account, member) =>
      evaluate(snapshot, { kind: 'member', account, member, purpose }, at.getTime()),
    endOf: endsIn(facts, platform.endings),
  }
}

function endsIn(
  { meeting, accounts }: { readonly meeting: MeetingFacts; readonly accounts: AccountFacts[] },
  endings: Platform['endings'],
): MeetingDecisions['endOf'] {
  const accountOf = new Map(accounts.map((each) => [each.id, each]))
  const answersOf = Map.groupBy(meeting.answers, ({ participant }) => participant)
  const host = accountOf.get(meeting.accountId)
  return (feature, { participant, account }) => {
    const answers = answersOf.get(participant) ?? []
    const last = answers.findLast(({ purpose }) => purpose === feature)
    if (last?.answer !== 'include' || host === undefined) return null
    const own = account === null || account === host.id ? null : (accountOf.get(account) ?? null)
    return answerEnd(last, { host, own, endings })
  }
}

function identifiedIn(meeting: MeetingFacts) {
  const people = [...foldMeeting(meeting, meeting.changes).participants.values()]
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
