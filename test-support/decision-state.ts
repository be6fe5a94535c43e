import { applyIncrement, loadState, Snapshot, STATE_FORMAT } from '@assent/decision'
import type { ChangeDraft } from '#lib/domain/decision/change-draft.ts'
import { DecisionFeed } from '#lib/queries/decision-feed.ts'
import type { QueryContext } from '#lib/queries/context.ts'

/** A state in memory that follows the record when a test says so. */
export async function followedState(context: QueryContext) {
  const feed = new DecisionFeed(context)
  const snapshot = await emptySnapshot()
  const apply = (draft: ChangeDraft) => {
    const change = draft.finish(snapshot.position, snapshot.position + 1)
    // As it travels.
    applyIncrement(snapshot, JSON.parse(JSON.stringify(change)))
  }
  for await (const draft of feed.start()) apply(draft)
  return {
    snapshot,
    feed,
    /** Looks for news until there are none. Answers how many changes came. */
    async follow(): Promise<number> {
      const { drafts, currentAt } = await feed.next()
      for (const draft of drafts) apply(draft)
      if (currentAt !== null) snapshot.heard(currentAt)
      return drafts.length === 0 ? 0 : drafts.length + (await this.follow())
    },
  }
}

async function emptySnapshot(): Promise<Snapshot> {
  const snapshot = new Snapshot()
  const header = { format: STATE_FORMAT, after: null, position: 0, questions: [], bases: [] }
  const end = { type: 'end', records: 0, position: 0 }
  await loadState(snapshot, [`${JSON.stringify(header)}\n${JSON.stringify(end)}\n`], () =>
    Promise.resolve(),
  )
  return snapshot
}
