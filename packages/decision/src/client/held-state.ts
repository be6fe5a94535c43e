import { applyIncrement } from '../load-state.ts'
import { Snapshot } from '../snapshot.ts'
import type { SourceClock } from './source-clock.ts'

/**
 * The state that answers, and the one that is to take its place. Once a change was missed a whole state is
 * loaded beside the one that answers, which goes on doing so for as long as it may, and is left for the new
 * one when the source has said that this is current. So a client that reloads is not blind, and takes nothing that is not current.
 */
export class HeldState {
  answering: Snapshot
  /** What the answering state was heard by; the stream that is being opened may yet have another. */
  clock: Pick<SourceClock, 'now'>
  #next: Snapshot | null = null
  readonly #newSnapshot: () => Snapshot

  constructor(featureMs: number, clock: Pick<SourceClock, 'now'>) {
    this.#newSnapshot = () => {
      const snapshot = new Snapshot()
      snapshot.featureMs = featureMs
      return snapshot
    }
    this.answering = this.#newSnapshot()
    this.clock = clock
  }

  /** The state that the stream keeps up to date. */
  get followed(): Snapshot {
    return this.#next ?? this.answering
  }

  /** Nothing but a whole state helps: there is none yet, a change was missed, or could not be read. */
  get isWholeNeeded(): boolean {
    const { position, isBehind, isBroken } = this.followed
    return position < 0 || isBehind || isBroken
  }

  /** An empty snapshot to be filled. What can answer nothing any more does not take up room meanwhile. */
  startWhole(): Snapshot {
    if (!this.mayAnswerFeatures) this.forget()
    this.#next = this.#newSnapshot()
    return this.#next
  }

  /** Nothing is answered until a whole state has come: the source does not want this client to have one. */
  forget(): void {
    this.answering = this.#newSnapshot()
    this.#next = null
  }

  /** Throws StateFormatError where it cannot be read; false where something before it was missed. */
  apply(change: unknown): boolean {
    return applyIncrement(this.followed, change) !== 'gap'
  }

  /** A change came that is none: it may have been somebody's no. */
  break(): void {
    this.followed.isBroken = true
  }

  /** Something was missed: the state will not be current any more. */
  fallBehind(): void {
    const { followed } = this
    followed.isBehind = true
    followed.lost()
  }

  /** At `at`, by `clock`, the source had nothing newer than the state that is followed. */
  heard(at: number, clock: Pick<SourceClock, 'now'>): void {
    const next = this.#next
    if (next?.isReady === true) {
      this.answering = next
      this.#next = null
    }
    const { answering } = this
    if (this.#next !== null || answering.isBehind) return
    this.clock = clock
    answering.heard(at)
  }

  /** The stream ended: until the next says that the state is current, sharing is not answered. */
  lost(): void {
    this.answering.lost()
  }

  get mayAnswerFeatures(): boolean {
    const { answering, clock } = this
    return answering.isReady && Math.abs(clock.now() - answering.heardAt) <= answering.featureMs
  }
}
