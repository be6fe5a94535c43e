import type { AccountContact } from '#lib/domain/account/contact.ts'
import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import type { Meeting } from '#lib/domain/meeting/fold-meeting.ts'
import type { Platform } from '#lib/domain/platform/platform.ts'
import { loadAccountConsents, type Moment } from './consents.ts'
import type { Database } from './database.ts'
import { loadKnownMeeting } from './known-meetings.ts'
import type { StoredMeeting } from './meetings.ts'

export type HostingAccount = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly contact: AccountContact
}

/** A meeting with the account that hosts it, and what that account holds about each feature. */
export type MeetingScene = {
  readonly stored: StoredMeeting
  readonly meeting: Meeting
  readonly host: HostingAccount
  readonly platform: Platform
  /** By feature. */
  readonly cells: ReadonlyMap<string, AccountCell>
}

export async function loadMeetingScene(
  database: Database,
  meetingId: string,
  moment: Moment,
): Promise<MeetingScene | null> {
  const known = await loadKnownMeeting(database, meetingId)
  if (known === null) return null
  const { stored, meeting } = known
  const { accountId } = stored
  const [host, { platform, cells }] = await Promise.all([
    findHost(database, accountId),
    loadAccountConsents(database, accountId, moment),
  ])
  if (host === null) throw new Error(`table meeting names no account for ${meetingId}`)
  const features = cells.filter(({ question }) => question.kind === 'feature')
  return {
    stored,
    meeting,
    host,
    platform,
    cells: new Map(features.map((cell) => [cell.question.purpose, cell])),
  }
}

/** An account, as those who meet its people are told of it. */
export async function findHost({ prisma }: Database, id: string): Promise<HostingAccount | null> {
  const row = await prisma.account.findUnique({ where: { id } })
  if (row === null) return null
  const { slug, name, address, email, url } = row
  return { id, slug, name, contact: { address, email, url } }
}
