import { findAccountBySlug } from '#lib/store/accounts.ts'
import { loadKnownMeeting } from '#lib/store/known-meetings.ts'
import { findMeetingByExternalId } from '#lib/store/meetings.ts'
import type { QueryContext } from './context.ts'

/** The one meeting that the demonstration holds, and who a visitor can be in it besides its host. */
export const demonstrationMeeting = {
  account: 'brinkhorst',
  meeting: 'demonstration',
  guest: 'p-guest',
} as const

/** Null where there is no such meeting: in every portal but the demonstration. */
export async function findDemonstrationMeeting({
  database,
}: Pick<QueryContext, 'database'>): Promise<{
  readonly meetingId: string
  readonly account: string
  readonly guestNumber: number
} | null> {
  const { account: slug, meeting: externalId, guest } = demonstrationMeeting
  const account = await findAccountBySlug(database, slug)
  if (account === null) return null
  const stored = await findMeetingByExternalId(database, account.id, externalId)
  if (stored === null) return null
  const known = await loadKnownMeeting(database, stored.id)
  const guestNumber = known?.meeting.participants.get(guest)?.number
  if (guestNumber === undefined) return null
  return { meetingId: stored.id, account: account.name, guestNumber }
}
