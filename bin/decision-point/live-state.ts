import { randomInt } from 'node:crypto'
import { setImmediate as giveWay } from 'node:timers/promises'
import { applyIncrement, loadState, Snapshot, STATE_FORMAT } from '@assent/decision'
import type { ChangeDraft, StateChange } from '#lib/domain/decision/change-draft.ts'

/** Whoever follows a state: told of each change once it is applied, and of each instant at which it is current. */
export type Follower = {
  readonly changed: (change: StateChange) => void
  readonly current: (position: number, at: number) => void
  /** With no change, answers may be others: the state grows old, or is current again. */
  readonly aged: () => void
  /** What was sent so far leads nowhere: a whole state has to be loaded. */
  readonly replaced: () => void
}

/** Changes are kept for whoever loads a state, or was away, for about as long as either takes. */
const KEPT_MAX = 20_000
const KEPT_RECORDS_MAX = 200_000

/** More than a start has pieces. */
const START_CHANGES_MAX = 1_000_000_000

/** A state in which there is nothing. */
const EMPTY: readonly string[] = [
  { format: STATE_FORMAT, after: null, position: 0, questions: [], bases: [] },
  { type: 'end', records: 0, position: 0 },
].map((line) => `${JSON.stringify(line)}\n`)

/** After so many milliseconds without a word nobody is told that the state is current. */
const CURRENT_MS = 1_000

/**
 * The state that answers are made from, kept in memory, with the changes that led to it lately. It starts
 * somewhere at random, so that no position of one process is ever taken for another's.
 */
export class LiveState {
  snapshot = new Snapshot()
  /** What accounts are called in the portal's addresses, by their ids. */
  readonly slugs = new Map<string, string>()
  readonly #featureMs: number
  readonly #followers = new Set<Follower>()
  #kept: StateChange[] = []
  #keptRecords = 0

  constructor(featureMs: number) {
    this.#featureMs = featureMs
  }

  /** Empty, or with what `kept` reads, and answering nothing before `started`. */
  async begin(kept: AsyncIterable<Uint8Array> | readonly string[] = EMPTY): Promise<void> {
    const snapshot = new Snapshot()
    await loadState(snapshot, kept, () => giveWay())
    snapshot.position = randomInt(2 ** 47) * 16
    snapshot.readyFrom = snapshot.position + START_CHANGES_MAX
    snapshot.featureMs = this.#featureMs
    this.snapshot = snapshot
    this.#kept = []
    this.#keptRecords = 0
    for (const { replaced } of this.#followers) replaced()
  }

  /** Everything was applied. */
  started(): void {
    const { position, readyFrom } = this.snapshot
    const nothing = { questions: [], bases: [], records: [] }
    this.#change({ format: STATE_FORMAT, after: position, position: readyFrom, ...nothing })
  }

  apply(draft: ChangeDraft): void {
    const { position } = this.snapshot
    for (const [id, slug] of draft.slugs) this.slugs.set(id, slug)
    this.#change(draft.finish(position, position + 1))
  }

  /** The state was current at this instant, in milliseconds. */
  heard(at: number): void {
    const wasLost = this.snapshot.isLost
    this.snapshot.heard(at)
    if (wasLost) this.#aged()
    for (const { current } of this.#followers) current(this.snapshot.position, at)
  }

  /** From now on sharing is denied; and what features are answered from ends with its time. */
  lost(): void {
    if (this.snapshot.isLost) return
    this.snapshot.lost()
    this.#aged()
    setTimeout(() => {
      this.#aged()
    }, this.#featureMs + 1_000).unref()
  }

  /** Ready, and heard of within a second. */
  isCurrent(now: number): boolean {
    const { isReady, isLost, heardAt } = this.snapshot
    return isReady && !isLost && Math.abs(now - heardAt) <= CURRENT_MS
  }

  /** The changes after a position, in order; null where that is none of which they are known. */
  changesAfter(position: number): readonly StateChange[] | null {
    if (position === this.snapshot.position) return []
    const first = this.#kept.findIndex(({ after }) => after === position)
    return first < 0 ? null : this.#kept.slice(first)
  }

  follow(follower: Follower): () => void {
    this.#followers.add(follower)
    return () => this.#followers.delete(follower)
  }

  get followerCount(): number {
    return this.#followers.size
  }

  #aged(): void {
    for (const { aged } of this.#followers) aged()
  }

  #change(change: StateChange): void {
    if (applyIncrement(this.snapshot, change) !== 'applied')
      throw new Error('a change of its own does not follow the state')
    if (this.snapshot.isReady) this.#keep(change)
    for (const { changed } of this.#followers) changed(change)
  }

  #keep(change: StateChange): void {
    this.#kept.push(change)
    this.#keptRecords += change.records.length
    while (this.#kept.length > KEPT_MAX || this.#keptRecords > KEPT_RECORDS_MAX) {
      const gone = this.#kept.shift()
      if (gone === undefined) return
      this.#keptRecords -= gone.records.length
    }
  }
}
