import type { ParticipantLink } from '#lib/domain/meeting/meeting-caller.ts'
import { foldMeeting } from '#lib/domain/meeting/fold-meeting.ts'
import { findMeeting, loadMeetingChanges } from '#lib/store/meetings.ts'
import { findMeetingReceipt } from '#lib/store/receipts.ts'
import type { QueryContext } from './context.ts'
import { fileOf, type ReceiptFileView } from './receipt-files.ts'

/** The receipt of an answer that was given by this very person in this meeting; null for any other. */
export async function findMeetingReceiptFile(
  { meetingId, number }: ParticipantLink,
  receiptId: string,
  { database }: Pick<QueryContext, 'database'>,
): Promise<ReceiptFileView | null> {
  const stored = await findMeeting(database, meetingId)
  if (stored === null) return null
  const meeting = foldMeeting(stored, await loadMeetingChanges(database, meetingId))
  const who = [...meeting.participants.values()].find((each) => each.number === number)
  if (who === undefined) return null
  const about = { meetingId, participant: who.participant }
  const receipt = await findMeetingReceipt(database, about, receiptId)
  return receipt === null ? null : fileOf(receipt, database)
}
