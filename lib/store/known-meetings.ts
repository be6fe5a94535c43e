import { foldMeeting, type Meeting } from '#lib/domain/meeting/fold-meeting.ts'
import { growMeeting } from '#lib/domain/meeting/grow-meeting.ts'
import { StatedMeeting } from '#lib/domain/meeting/stated-meeting.ts'
import type { Database } from './database.ts'
import { findMeeting, loadMeetingNews, type MeetingNews, type StoredMeeting } from './meetings.ts'

/** A meeting with all that was stated of it, and what that adds up to. */
export type KnownMeeting = {
  readonly stored: StoredMeeting
  readonly meeting: Meeting
  /** How many changes that is of. */
  readonly size: number
  /** These and whatever comes: it grows. */
  readonly stated: StatedMeeting
  /** How many guests had themselves erased: what was stated of each says less since. */
  readonly erased: number
}

/**
 * As it is now. What was read of it before is kept, since nothing of it changes until a guest is erased: only
 * what was stated since is read and looked at, so that ten thousand people who ask for the same meeting do not
 * have it read ten thousand times, nor one who joins the other ten thousand looked at. Null where there is none.
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
  const news = await loadMeetingNews(database, meetingId, known?.size ?? 0)
  const before = kept.get(meetingId) ?? known ?? newOne(stored, news.erased)
  // It was let go meanwhile and went on elsewhere, or says less since a guest was erased.
  if (before.size !== before.stated.size || before.erased !== news.erased) {
    kept.delete(meetingId)
    return loadKnownMeeting(database, meetingId)
  }
  const now = grown(before, news.changes)
  keep(kept, now)
  return now
}

function newOne(stored: StoredMeeting, erased: number): KnownMeeting {
  const meeting = foldMeeting(stored, [])
  return { stored, meeting, size: 0, stated: new StatedMeeting(), erased }
}

/** Somebody else can have read some of it meanwhile. */
function grown(known: KnownMeeting, changes: MeetingNews['changes']): KnownMeeting {
  const news = changes.filter(({ seq }) => seq > known.size)
  if (news.length === 0) return known
  const { stored, stated, erased } = known
  const meeting = growMeeting(stored, known.meeting, stated, news)
  return { stored, stated, erased, size: stated.size, meeting }
}

function keep(kept: Map<string, KnownMeeting>, now: KnownMeeting): void {
  const { id } = now.stored
  kept.delete(id)
  kept.set(id, now)
  const [oldest] = kept.keys()
  if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest)
}

const keptIn = new WeakMap<Database, Map<string, KnownMeeting>>()
const KEPT_MAX = 50
