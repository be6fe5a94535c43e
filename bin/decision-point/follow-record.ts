import { setImmediate as giveWay, setTimeout as delay } from 'node:timers/promises'
import type { DecisionFeed } from '#lib/queries/decision-feed.ts'
import { FeedLost } from '#lib/queries/feed-bookmark.ts'
import type { QueryContext } from '#lib/queries/context.ts'
import { Bell } from './bell.ts'
import type { KeptState } from './kept-state.ts'
import type { LiveState } from './live-state.ts'
import { readState } from './read-state.ts'
import { Trouble } from './trouble.ts'

type Context = Pick<QueryContext, 'database' | 'now' | 'digestOf'>

export type Following = {
  readonly live: LiveState
  readonly context: Context
  readonly stopping: AbortSignal
  /** Reads the keys again. Rejects where it could not. */
  readonly readKeys: () => Promise<void>
  /** Where the state is kept for the next start; null for nowhere. */
  readonly kept: KeptState | null
}

/** With nobody to signal news it is looked for this often; a replica has no signals. */
const LOOK_MS = 250
const LOOK_AT_REPLICA_MS = 100
/** However many signals come, in between others are answered. */
const REST_MS = 5

/**
 * Keeps the state what the record says, until it is told to stop. While the database is away the state is
 * known to be lost, and grows old; what was missed is told when it is back. Only where what comes does not
 * follow what was, such as after a database was restored, everything is read anew.
 */
export async function followRecord(following: Following): Promise<void> {
  const { stopping, live, context, readKeys, kept } = following
  const trouble = new Trouble()
  let isFirst = true
  while (!stopping.aborted) {
    const ending = new AbortController()
    const until = AbortSignal.any([stopping, ending.signal])
    try {
      await readKeys()
      // One that led into trouble would do so again.
      const feed = await readState(context, live, isFirst ? kept : null)
      isFirst = false
      await followFrom(feed, following, until, trouble)
    } catch (error) {
      live.lost()
      trouble.met(error, 'reading the state failed')
      await delay(trouble.pauseMs, null, { signal: stopping }).catch(() => undefined)
    } finally {
      ending.abort()
    }
  }
}

async function followFrom(
  feed: DecisionFeed,
  { live, stopping, readKeys, kept }: Following,
  until: AbortSignal,
  trouble: Trouble,
): Promise<void> {
  const bell = new Bell()
  const listening = feed.listen(() => bell.ring(), until)
  const looking = { feed, live, readKeys, trouble, areKeysDue: false }
  while (!stopping.aborted) {
    const isReplica = await look(looking)
    await kept?.saveWhenDue(live, feed)
    const pauseMs = Math.max(REST_MS, trouble.pauseMs)
    await delay(pauseMs, null, { signal: stopping }).catch(() => undefined)
    await bell.heard(isReplica ? LOOK_AT_REPLICA_MS : LOOK_MS)
  }
  await listening
}

type Looking = Pick<Following, 'live' | 'readKeys'> & {
  readonly feed: DecisionFeed
  readonly trouble: Trouble
  areKeysDue: boolean
}

/** One look for news: whether at a replica. What could not be read is read at the next. */
async function look(looking: Looking): Promise<boolean> {
  const { feed, live, readKeys, trouble } = looking
  const turn = await feed.next().catch((error: unknown) => {
    if (error instanceof FeedLost) throw error
    live.lost()
    trouble.met(error, 'following the record failed')
    return null
  })
  if (turn === null) return false
  for (const draft of turn.drafts) {
    live.apply(draft)
    if (turn.drafts.length > 1) await giveWay()
  }
  looking.areKeysDue ||= turn.haveKeysChanged
  try {
    if (looking.areKeysDue) await readKeys()
    looking.areKeysDue = false
  } catch (error) {
    trouble.met(error, 'reading the keys failed')
    live.lost()
    return turn.isReplica
  }
  if (turn.currentAt !== null) live.heard(turn.currentAt)
  trouble.over()
  return turn.isReplica
}
