import { foldOnce } from '#lib/domain/meeting/fold-once.ts'
import type { Meeting } from '#lib/domain/meeting/fold-meeting.ts'
import type { MeetingChange } from '#lib/domain/meeting/meeting-change.ts'
import type { Database } from './database.ts'
import { findMeeting, loadMeetingNews, type StoredMeeting } from './meetings.ts'

/** A meeting with all that was stated of it, and what that adds up to. */
export type KnownMeeting = {
  readonly stored: StoredMeeting
  /** In the order of arrival. */
  readonly changes: readonly MeetingChange[]
  /** How many guests had themselves erased: what was stated of each says less since. */
  readonly erased: number
  readonly meeting: Meeting
}

/**
 * As it is now. What was read of it before is kept, since nothing of it changes until a guest is erased: only
 * what was stated since is read, so that ten thousand people who ask for the same meeting do not have it read ten thousand
 * times. Null where there is none.
 */
export async function loadKnownMeeting(
  database: Database,
  meetingId: string,
): Promise<KnownMeeting | null> {
  const kept = keptIn.get(database) ?? new Map<string, KnownMeeting>()
  keptIn.set(database, kept)
  const known = kept.get(meetingId)
  const stored = known?.stored ?? (await findMeeting(database, meetingId))
  if (stored === null) return null
  const before = known?.changes ?? []
  const news = await loadMeetingNews(database, meetingId, before.length)
  const { erased } = news
  if (known !== undefined && known.erased !== erased) {
    kept.delete(meetingId)
    return loadKnownMeeting(database, meetingId)
  }
  if (known !== undefined && news.changes.length === 0) return known
  const changes = [...before, ...news.changes]
  const now = { stored, changes, erased, meeting: foldOnce(stored, changes) }
  keep(kept, now)
  return now
}

/** Whoever read less meanwhile keeps no one from what was read before. */
function keep(kept: Map<string, KnownMeeting>, now: KnownMeeting): void {
  const { id } = now.stored
  const known = kept.get(id)
  if (known !== undefined && isBehind(now, known)) return
  kept.delete(id)
  kept.set(id, now)
  const [oldest] = kept.keys()
  if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest)
}

function isBehind(one: KnownMeeting, other: KnownMeeting): boolean {
  if (one.erased !== other.erased) return one.erased < other.erased
  return one.changes.length < other.changes.length
}

const keptIn = new WeakMap<Database, Map<string, KnownMeeting>>()
const KEPT_MAX = 50
