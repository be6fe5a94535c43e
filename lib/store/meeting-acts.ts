import type { DisplayMethod, ParticipantAnswer } from '#lib/domain/ledger/act.ts'
import type { MeetingNotice, MeetingNoticeDocument } from '#lib/domain/meeting/meeting-notice.ts'
import type { Database } from './database.ts'

export type StoredMeetingAnswer = {
  readonly eventId: string
  readonly ordinal: number
  readonly participant: string
  readonly subjectId: string
  readonly purpose: string
  readonly seq: number
  readonly answer: ParticipantAnswer
  readonly at: Date
  readonly method: DisplayMethod
}

/** What one participant answered in a meeting, or everybody where none is named; in the order of their answers. */
export async function loadMeetingAnswers(
  database: Database,
  meetingId: string,
  participant: string | null,
): Promise<StoredMeetingAnswer[]> {
  const { rows } = await database.pool.query<StoredMeetingAnswer>({
    name: 'answers in a meeting',
    text: `SELECT a.event_id AS "eventId", a.ordinal, a.participant, a.subject_id AS "subjectId", a.purpose,
                  a.seq, a.answer, e.at, r.method
             FROM meeting_answer a JOIN event e ON e.id = a.event_id
             JOIN meeting_response r ON r.event_id = a.event_id
            WHERE a.meeting_id = $1 AND ($2::text IS NULL OR a.participant = $2)
            ORDER BY a.participant, a.purpose, a.seq`,
    values: [meetingId, participant],
  })
  return rows
}

/** The subject that stands for a guest in a meeting; null until they are first shown or say something. */
export async function findGuest(
  database: Database,
  meetingId: string,
  participant: string,
): Promise<string | null> {
  const where = { meetingId_participant: { meetingId, participant } }
  const guest = await database.prisma.guest.findUnique({ where, select: { subjectId: true } })
  return guest?.subjectId ?? null
}

/** Did this very participant have themselves erased? Then nothing leads to what was theirs. */
export async function isErased(
  { prisma }: Database,
  meetingId: string,
  participant: string,
): Promise<boolean> {
  const where = { meetingId_participant: { meetingId, participant } }
  return (await prisma.erasedParticipant.findUnique({ where })) !== null
}

/** Keeps a text that is about to be shown. The same again changes nothing. */
export async function keepMeetingNotice(
  database: Database,
  accountId: string,
  { document, bytes, digest }: MeetingNotice,
): Promise<void> {
  await database.pool.query({
    name: 'keep meeting notice',
    text: `INSERT INTO meeting_notice (meeting_id, account_id, digest, bytes)
           SELECT $1, $2, $3, $4
            WHERE NOT EXISTS (SELECT FROM meeting_notice WHERE meeting_id = $1 AND digest = $3)
           ON CONFLICT DO NOTHING`,
    values: [document.meeting, accountId, digest, bytes],
  })
}

/** A text that was shown in this meeting, by its digest. */
export async function findMeetingNotice(
  database: Database,
  meetingId: string,
  digest: string,
): Promise<MeetingNoticeDocument | null> {
  const where = { meetingId_digest: { meetingId, digest } }
  const row = await database.prisma.meetingNotice.findUnique({ where })
  if (row === null) return null
  // As it was written here.
  return JSON.parse(new TextDecoder().decode(row.bytes)) as MeetingNoticeDocument
}

/** Was this very text on record as shown to them? To a guest of whom there is no act nothing was. */
export async function isDisplayed(
  { prisma }: Database,
  meetingId: string,
  { participant, subjectId }: { readonly participant: string; readonly subjectId: string | null },
  digest: string,
): Promise<boolean> {
  if (subjectId === null) return false
  const shown = { meetingId, participant, subjectId, digest }
  const where = { meetingId_participant_subjectId_digest: shown }
  return (await prisma.meetingDisplay.findUnique({ where })) !== null
}

export type StoredMeetingAsking = {
  readonly purpose: string
  readonly seq: number
  readonly at: Date
}

/** When everybody in a meeting was asked, the latest last. */
export async function loadMeetingAskings(
  database: Database,
  meetingId: string,
): Promise<StoredMeetingAsking[]> {
  const rows = await database.prisma.meetingAsking.findMany({
    where: { meetingId },
    select: { purpose: true, seq: true, event: { select: { at: true } } },
    orderBy: [{ purpose: 'asc' }, { seq: 'asc' }],
  })
  return rows.map(({ event, ...row }) => ({ ...row, at: event.at }))
}
