import { applyIncrement, loadState, Snapshot, STATE_FORMAT, stateLines } from '@assent/decision'
import type { ChangeDraft } from '#lib/domain/decision/change-draft.ts'
import { DecisionFeed } from '#lib/queries/decision-feed.ts'
import type { Bookmark } from '#lib/queries/feed-bookmark.ts'
import type { QueryContext } from '#lib/queries/context.ts'

/** A state in memory that follows the record when a test says so. */
export async function followedState(context: QueryContext, kept: Kept | null = null) {
  const feed = new DecisionFeed(context)
  const snapshot = await snapshotOf(kept?.lines ?? EMPTY)
  const apply = (draft: ChangeDraft) => {
    const change = draft.finish(snapshot.position, snapshot.position + 1)
    // As it travels.
    applyIncrement(snapshot, JSON.parse(JSON.stringify(change)))
  }
  for await (const draft of kept === null ? feed.start() : feed.resume(kept.bookmark)) apply(draft)
  return {
    snapshot,
    feed,
    /** As another process finds it. */
    async keep(): Promise<Kept> {
      const bookmark = JSON.parse(JSON.stringify(await feed.bookmark())) as Bookmark
      return { bookmark, lines: [...stateLines(snapshot)] }
    },
    /** Looks for news until there are none. Answers how many changes came. */
    async follow(): Promise<number> {
      const { drafts, currentAt } = await feed.next()
      for (const draft of drafts) apply(draft)
      if (currentAt !== null) snapshot.heard(currentAt)
      return drafts.length === 0 ? 0 : drafts.length + (await this.follow())
    },
  }
}

type Kept = { readonly lines: readonly string[]; readonly bookmark: Bookmark }

const EMPTY = [
  { format: STATE_FORMAT, after: null, position: 0, questions: [], bases: [] },
  { type: 'end', records: 0, position: 0 },
].map((line) => `${JSON.stringify(line)}\n`)

async function snapshotOf(lines: readonly string[]): Promise<Snapshot> {
  const snapshot = new Snapshot()
  await loadState(snapshot, lines, () => Promise.resolve())
  return snapshot
}
