import type { Queryable } from './ledger.ts'

export type TouchedMember = { readonly accountId: string; readonly subjectId: string }

/** The members about whom these acts say anything. */
export async function loadTouchedMembers(
  database: Queryable,
  eventIds: readonly string[],
): Promise<TouchedMember[]> {
  const { rows } = await database.query<TouchedMember>({
    name: 'members touched by acts',
    text: `SELECT account_id AS "accountId", subject_id AS "subjectId"
             FROM (SELECT account_id, subject_id FROM member_role WHERE event_id = ANY($1)
                   UNION SELECT account_id, subject_id FROM request WHERE event_id = ANY($1)
                   UNION SELECT account_id, subject_id FROM selection WHERE event_id = ANY($1)
                   UNION SELECT account_id, subject_id FROM erasure WHERE event_id = ANY($1)
                   UNION SELECT account_id, subject_id FROM group_member WHERE event_id = ANY($1)
                   UNION SELECT account_id, subject_id FROM group_member WHERE group_id IN (
                     SELECT group_id FROM group_permission WHERE event_id = ANY($1))) touched
            ORDER BY subject_id`,
    values: [eventIds],
  })
  return rows
}

/** Every member after one, in the order of their ids. */
export async function loadMembersAfter(
  database: Queryable,
  subjectId: string,
  count: number,
): Promise<TouchedMember[]> {
  const { rows } = await database.query<TouchedMember>({
    name: 'members in order',
    text: `SELECT account_id AS "accountId", id AS "subjectId" FROM subject
            WHERE id > $1 AND kind = 'member' ORDER BY id LIMIT $2`,
    values: [subjectId, count],
  })
  return rows
}

export type TouchedMeeting = {
  readonly meetingId: string
  /** Null where it is about more than what one participant was shown or answered. */
  readonly participant: string | null
}

/**
 * Whom these acts were answers of, or notices shown to, or whose groups they were about, where they answered in a
 * meeting that is not over; or which meetings somebody was erased from.
 */
export async function loadTouchedMeetings(
  database: Queryable,
  eventIds: readonly string[],
): Promise<TouchedMeeting[]> {
  const { rows } = await database.query<TouchedMeeting>({
    name: 'meetings touched by acts',
    text: `SELECT meeting_id AS "meetingId", participant FROM meeting_answer WHERE event_id = ANY($1)
           UNION SELECT meeting_id, participant FROM meeting_display WHERE event_id = ANY($1)
           UNION SELECT meeting_id, participant FROM meeting_answer a WHERE subject_id IN (
             SELECT subject_id FROM group_member WHERE event_id = ANY($1)
              UNION SELECT subject_id FROM group_member WHERE group_id IN (
                SELECT group_id FROM group_permission WHERE event_id = ANY($1)))
              AND NOT EXISTS (
                SELECT FROM meeting_change c WHERE c.meeting_id = a.meeting_id AND c.kind = 'ended')
           UNION SELECT meeting_id, NULL FROM erasure
                  WHERE event_id = ANY($1) AND meeting_id IS NOT NULL`,
    values: [eventIds],
  })
  return rows
}

/** Meetings that are not over, after one, in the order of their ids. */
export async function loadMeetingsAfter(
  database: Queryable,
  meetingId: string,
  count: number,
): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>({
    name: 'meetings in order',
    text: `SELECT id FROM meeting m
            WHERE id > $1 AND NOT EXISTS (
              SELECT FROM meeting_change c WHERE c.meeting_id = m.id AND c.kind = 'ended')
            ORDER BY id LIMIT $2`,
    values: [meetingId, count],
  })
  return rows.map(({ id }) => id)
}
