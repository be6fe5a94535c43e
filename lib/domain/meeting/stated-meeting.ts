import type { MeetingChange } from './meeting-change.ts'

/**
 * What was stated of a meeting, laid out by whom it is about: of ten thousand people who take part, those of
 * whom there is something new are told of without a look at the others.
 */
export class StatedMeeting {
  readonly #inOrder: MeetingChange[] = []
  readonly #ofAll: MeetingChange[] = []
  readonly #ofEach = new Map<string, MeetingChange[]>()

  /** How many changes; the place of the last one too, since they are numbered without a gap. */
  get size(): number {
    return this.#inOrder.length
  }

  /** Adds what came after. Answers the participants that it is about. */
  add(changes: readonly MeetingChange[]): ReadonlySet<string> {
    for (const change of changes) {
      const participant = whomItIsAbout(change)
      if (participant === null) this.#ofAll.push(change)
      else {
        const theirs = this.#ofEach.get(participant) ?? []
        theirs.push(change)
        this.#ofEach.set(participant, theirs)
      }
      this.#inOrder.push(change)
    }
    return this.namedIn(this.size - changes.length, this.size)
  }

  /** Whom the changes after the first `known` are about, up to the `size`th. */
  namedIn(known: number, size: number): ReadonlySet<string> {
    return new Set(this.#inOrder.slice(known, size).flatMap((each) => whomItIsAbout(each) ?? []))
  }

  /**
   * As much as `foldMeeting` needs for the meeting itself and for these participants, up to the `size`th: the
   * last change is among it, whomever it is about, for it says which roster this is.
   */
  about(participants: ReadonlySet<string>, size = this.size): readonly MeetingChange[] {
    const theirs = [...participants].flatMap((each) => this.#ofEach.get(each) ?? [])
    const last = this.#inOrder[size - 1]
    const all = [...this.#ofAll, ...theirs, ...(last === undefined ? [] : [last])]
    return size === this.size ? all : all.filter(({ seq }) => seq <= size)
  }
}

/** Null for what is about the meeting: also who hosts it, and who turned a feature. */
function whomItIsAbout({ statement }: MeetingChange): string | null {
  switch (statement.kind) {
    case 'invited':
    case 'joined':
    case 'left':
      return statement.participant
    case 'host_changed':
    case 'feature_announced':
    case 'feature_started':
    case 'feature_stopped':
    case 'described':
    case 'ended':
      return null
  }
}
