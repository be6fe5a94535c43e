import type { ParticipantLink } from '#lib/domain/meeting/meeting-caller.ts'
import { peopleIn } from '#lib/domain/meeting/people-in.ts'
import { loadKnownMeeting } from '#lib/store/known-meetings.ts'
import { findGuest } from '#lib/store/meeting-acts.ts'
import { findMeetingReceipt } from '#lib/store/receipts.ts'
import type { QueryContext } from './context.ts'
import { fileOf, type ReceiptFileView } from './receipt-files.ts'

/** The receipt of an answer that was given by this very person in this meeting; null for any other. */
export async function findMeetingReceiptFile(
  { meetingId, number }: ParticipantLink,
  receiptId: string,
  { database }: Pick<QueryContext, 'database'>,
): Promise<ReceiptFileView | null> {
  const known = await loadKnownMeeting(database, meetingId)
  if (known === null) return null
  const who = peopleIn(known.meeting).byNumber.get(number)
  if (who === undefined) return null
  const subjectId = who.member ?? (await findGuest(database, meetingId, who.participant))
  if (subjectId === null) return null
  const receipt = await findMeetingReceipt(database, { meetingId, subjectId }, receiptId)
  return receipt === null ? null : fileOf(receipt, database)
}
