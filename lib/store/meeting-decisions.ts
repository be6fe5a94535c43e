import { evaluate, type Answer } from '@assent/decision'
import type { DigestOf } from '#lib/domain/consent/basis.ts'
import type { Database } from './database.ts'
import { loadKnownMeeting, type KnownMeeting } from './known-meetings.ts'
import { LiveMeeting } from './live-meeting.ts'
import { loadPlatform } from './platform.ts'

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
 * What may happen in one meeting, by a state of it and of everybody in it alone, which goes on by what is new.
 * Null where there is no such meeting. Kept for a second while nothing is recorded or stated: everybody in a
 * meeting asks for the same, again and again. It is read once at a time; those who ask meanwhile share the
 * reading that begins after it, so that each gets what was so when they asked.
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
    const isSameRoster = kept.roster === known.size
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
  live: LiveMeeting | null
}

function deskOf(database: Database, meetingId: string): Desk {
  const desks = desksOf.get(database) ?? new Map<string, Desk>()
  desksOf.set(database, desks)
  const desk = desks.get(meetingId) ?? { kept: null, reading: null, next: null, live: null }
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
  const live = await liveOf(desk, database, known, moment)
  const decisions = decisionsOf(live, meetingId, moment.at)
  const roster = known.size
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

/** As it is now: by what is new, where it was read before. */
async function liveOf(
  desk: Desk,
  database: Database,
  known: KnownMeeting,
  { at, digestOf }: DecisionMoment,
): Promise<LiveMeeting> {
  const { live } = desk
  // One that fails half way is not gone on with.
  desk.live = null
  const published = { platform: await loadPlatform(database), at, digestOf }
  const isFollowed = live !== null && (await live.follow(known, published))
  desk.live = isFollowed ? live : await LiveMeeting.open(database, known, published)
  desk.live.snapshot.heard(at.getTime())
  return desk.live
}

/** What was asked of all is answered the same from then on, though the state goes on: a page says one thing. */
function decisionsOf(live: LiveMeeting, meetingId: string, at: Date): MeetingDecisions {
  const { snapshot } = live
  const now = at.getTime()
  const answers = new Map<string, Answer>()
  const evaluated = (purpose: string, participant?: string): Answer =>
    evaluate(
      snapshot,
      {
        ...{ kind: 'feature', meeting: meetingId, roster: live.roster, purpose },
        ...(participant === undefined ? {} : { participant }),
      },
      now,
    )
  return {
    roster: live.roster,
    ask: (purpose, participant) => {
      if (participant !== undefined) return evaluated(purpose, participant)
      const answer = answers.get(purpose) ?? evaluated(purpose)
      answers.set(purpose, answer)
      return answer
    },
    askMember: (purpose, account, member) =>
      evaluate(snapshot, { kind: 'member', account, member, purpose }, now),
  }
}
