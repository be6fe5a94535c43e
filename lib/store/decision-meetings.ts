import type {
  MeetingAnswerAct,
  MeetingFacts,
  MeetingTelling,
} from '#lib/domain/decision/meeting-records.ts'
import type { MeetingChange, MeetingStatementKind } from '#lib/domain/meeting/meeting-change.ts'
import { inOrder, place, placed, places } from './decision-members.ts'
import { loadGroupHistories } from './group-acts.ts'
import type { Queryable } from './ledger.ts'

/**
 * What decisions rest on about these meetings, of as many as are read at once. `known` are the changes of one
 * of them, where they were read before; with `participants` nobody else's answers are read.
 */
export async function loadMeetingFacts(
  database: Queryable,
  meetingIds: readonly string[],
  known: readonly MeetingChange[] | null = null,
  participants: ReadonlySet<string> | null = null,
): Promise<MeetingFacts[]> {
  const of = participants === null ? null : [...participants]
  const meetings = await database.query<Omit<MeetingFacts, Loaded>>({
    name: 'meetings for decisions',
    text: `SELECT id, account_id AS "accountId", external_id AS "externalId", label,
                  for_minors AS "isForMinors", leaves_out AS "leavesOut"
             FROM meeting WHERE id = ANY($1) ORDER BY id`,
    values: [meetingIds],
  })
  const changesOf =
    known === null ? Map.groupBy(await loadChanges(database, meetingIds), byMeeting) : null
  const answers = await loadAnswers(database, meetingIds, of)
  const groupsOf = await loadGroupHistories(database, membersOf(answers))
  const answersOf = Map.groupBy(answers, byMeeting)
  const toldOf = Map.groupBy(await loadTold(database, meetingIds, of), byMeeting)
  const erasedOf = Map.groupBy(await loadErased(database, meetingIds), byMeeting)
  return meetings.rows.map((meeting) => ({
    ...meeting,
    changes: changesOf === null ? (known ?? []) : (changesOf.get(meeting.id) ?? []),
    answers: answersOf.get(meeting.id) ?? [],
    told: toldOf.get(meeting.id) ?? [],
    erased: (erasedOf.get(meeting.id) ?? []).map(({ participant }) => participant),
    groupsOf,
  }))
}

function membersOf(answers: readonly MeetingAnswerAct[]): readonly string[] {
  return [...new Set(answers.flatMap(({ member }) => member ?? []))]
}

type Loaded = 'changes' | 'answers' | 'told' | 'erased' | 'groupsOf'

type OfMeeting = { readonly meetingId: string }

function byMeeting({ meetingId }: OfMeeting): string {
  return meetingId
}

/** In the order of arrival; after the first `known` of each. */
export async function loadChanges(
  database: Queryable,
  meetingIds: readonly string[],
  known = 0,
): Promise<(MeetingChange & OfMeeting)[]> {
  const { rows } = await database.query<
    Omit<MeetingChange, 'statement'> & OfMeeting & { kind: MeetingStatementKind; content: object }
  >({
    name: 'changes of meetings',
    text: `SELECT meeting_id AS "meetingId", seq, key, at, kind, content FROM meeting_change
            WHERE meeting_id = ANY($1) AND seq > $2 ORDER BY meeting_id, seq`,
    values: [meetingIds, known],
  })
  return rows.map(({ kind, content, ...change }) => ({
    ...change,
    // As it was checked when it came.
    statement: { ...content, kind } as MeetingChange['statement'],
  }))
}

/** Null for a guest. */
const memberOf = `(SELECT s.id FROM subject s WHERE s.id = d.subject_id AND s.kind = 'member') AS member`

/** In the order of the record; of these participants alone, or of all. */
export async function loadAnswers(
  database: Queryable,
  meetingIds: readonly string[],
  participants: readonly string[] | null,
): Promise<(MeetingAnswerAct & OfMeeting)[]> {
  const theirs = onlyOf(participants)
  const { rows } = await database.query<MeetingAnswerAct & OfMeeting>({
    name: `answers in meetings${theirs.name}`,
    text: `WITH ${placed}
           SELECT ${place}, d.meeting_id AS "meetingId", d.participant,
                  ${memberOf}, d.purpose, d.answer,
                  d.notice_id AS "noticeId", r.terms_version_ids AS "termsVersionIds"
             FROM meeting_answer d JOIN meeting_response r ON r.event_id = d.event_id ${places}
            WHERE d.meeting_id = ANY($1) ${theirs.condition} ${inOrder}`,
    values: [meetingIds, ...theirs.values],
  })
  return rows
}

async function loadTold(
  database: Queryable,
  meetingIds: readonly string[],
  participants: readonly string[] | null,
): Promise<(MeetingTelling & OfMeeting)[]> {
  const theirs = onlyOf(participants)
  const { rows } = await database.query<MeetingTelling & OfMeeting>({
    name: `notices shown in meetings${theirs.name}`,
    text: `SELECT d.meeting_id AS "meetingId", d.participant, ${memberOf}, d.notice_ids AS "noticeIds"
             FROM meeting_display d WHERE meeting_id = ANY($1) ${theirs.condition}`,
    values: [meetingIds, ...theirs.values],
  })
  return rows
}

/** A statement of its own, so that an index leads to a few of ten thousand. */
function onlyOf(participants: readonly string[] | null) {
  return participants === null
    ? { name: '', condition: '', values: [] }
    : {
        name: ' of some',
        condition: 'AND d.participant = ANY($2)',
        values: [participants],
      }
}

async function loadErased(
  database: Queryable,
  meetingIds: readonly string[],
): Promise<(OfMeeting & { readonly participant: string })[]> {
  const { rows } = await database.query<OfMeeting & { participant: string }>({
    name: 'erased in meetings',
    text: `SELECT meeting_id AS "meetingId", participant FROM erased_participant
            WHERE meeting_id = ANY($1)`,
    values: [meetingIds],
  })
  return rows
}
