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

/** The meetings in which these acts were answers, notices that were shown, or erasures of guests. */
export async function loadTouchedMeetings(
  database: Queryable,
  eventIds: readonly string[],
): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>({
    name: 'meetings touched by acts',
    text: `SELECT meeting_id AS id FROM meeting_answer WHERE event_id = ANY($1)
           UNION SELECT meeting_id FROM meeting_display WHERE event_id = ANY($1)
           UNION SELECT meeting_id FROM erasure
                  WHERE event_id = ANY($1) AND meeting_id IS NOT NULL`,
    values: [eventIds],
  })
  return rows.map(({ id }) => id)
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
