import type { KeptBasis } from '#lib/domain/decision/yes-basis.ts'
import { loadHorizon, loadLastBefore, type Horizon } from '#lib/store/decision-news.ts'
import type { Queryable } from '#lib/store/ledger.ts'

/** From where on a state that is kept lacks what was recorded, and what its yeses rest on: as JSON. */
export type Bookmark = {
  readonly horizon: Horizon
  /** The act of the last entry that was read; null where there was none. */
  readonly lastEventId: string | null
  readonly bases: readonly KeptBasis[]
}

/** What was told is not in the record: a database was restored, or a replica that lacked it took over. */
export class FeedLost extends Error {
  override readonly name = 'FeedLost'
}

/**
 * Transactions are counted anew in a database that was made of a copy.
 * @throws FeedLost where it is not the record that the bookmark was laid into
 */
export async function recognise(
  client: Queryable,
  { horizon, lastEventId }: Bookmark,
): Promise<void> {
  const now = await loadHorizon(client)
  const isShorter =
    now.index < horizon.index || BigInt(now.transaction) < BigInt(horizon.transaction)
  if (isShorter || (await loadLastBefore(client, horizon.index)) !== lastEventId)
    throw new FeedLost('the state that was kept is of another record')
}
