import { setImmediate as giveWay } from 'node:timers/promises'
import type { ChangeDraft } from '#lib/domain/decision/change-draft.ts'
import { faultOf } from '#lib/http/fault.ts'
import { log } from '#lib/log.ts'
import type { QueryContext } from '#lib/queries/context.ts'
import { DecisionFeed } from '#lib/queries/decision-feed.ts'
import type { KeptState } from './kept-state.ts'
import type { LiveState } from './live-state.ts'

type Context = Pick<QueryContext, 'database' | 'now' | 'digestOf'>

/**
 * Reads the whole state: the one that is kept with what was recorded since, or else everything. Answers the
 * feed that goes on from there.
 */
export async function readState(
  context: Context,
  live: LiveState,
  kept: KeptState | null,
): Promise<DecisionFeed> {
  const resumed = kept === null ? null : await resume(context, live, kept)
  const feed = resumed ?? new DecisionFeed(context)
  if (resumed === null) {
    await live.begin()
    await applyAll(live, feed.start())
  }
  live.started()
  const from = resumed === null ? 'the record' : 'what was kept'
  log.info({ members: live.snapshot.members.count, from }, 'the state is read')
  return feed
}

/** Null where nothing is kept that is of use. */
async function resume(
  context: Context,
  live: LiveState,
  kept: KeptState,
): Promise<DecisionFeed | null> {
  const found = await kept.find()
  if (found === null) return null
  const feed = new DecisionFeed(context)
  try {
    await live.begin(kept.lines(found.sha256))
    await applyAll(live, feed.resume(found.bookmark))
    return feed
  } catch (error) {
    log.warn(faultOf(error), 'the state that was kept is of no use: everything is read')
    return null
  }
}

async function applyAll(live: LiveState, drafts: AsyncIterable<ChangeDraft>): Promise<void> {
  for await (const draft of drafts) {
    live.apply(draft)
    await giveWay()
  }
}
