import { foldOnce } from '#lib/domain/meeting/fold-once.ts'
import type { Meeting } from '#lib/domain/meeting/fold-meeting.ts'
import type { MeetingChange } from '#lib/domain/meeting/meeting-change.ts'
import type { Database } from './database.ts'
import { findMeeting, loadMeetingChanges, type StoredMeeting } from './meetings.ts'

/** A meeting with all that was stated of it, and what that adds up to. */
export type KnownMeeting = {
  readonly stored: StoredMeeting
  /** In the order of arrival. */
  readonly changes: readonly MeetingChange[]
  readonly meeting: Meeting
}

/**
 * As it is now. What was read of it before is kept, since nothing of it ever changes: only what was stated
 * since is read, so that ten thousand people who ask for the same meeting do not have it read ten thousand
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
  const news = await loadMeetingChanges(database, meetingId, before.length)
  if (known !== undefined && news.length === 0) return known
  const changes = [...before, ...news]
  const now = { stored, changes, meeting: foldOnce(stored, changes) }
  keep(kept, now)
  return now
}

/** Whoever read less meanwhile keeps no one from what was read before. */
function keep(kept: Map<string, KnownMeeting>, now: KnownMeeting): void {
  const { id } = now.stored
  if (now.changes.length < (kept.get(id)?.changes.length ?? 0)) return
  kept.delete(id)
  kept.set(id, now)
  const [oldest] = kept.keys()
  if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest)
}

const keptIn = new WeakMap<Database, Map<string, KnownMeeting>>()
const KEPT_MAX = 50
