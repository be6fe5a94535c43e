import { ChangeDraft } from '#lib/domain/decision/change-draft.ts'
import { addMeeting } from '#lib/domain/decision/meeting-records.ts'
import type { Published } from '#lib/domain/decision/asked-cells.ts'
import { StatedMeeting } from '#lib/domain/meeting/stated-meeting.ts'
import { loadChanges, loadMeetingFacts } from '#lib/store/decision-meetings.ts'
import {
  loadMeetingsAfter,
  loadTouchedMeetings,
  type TouchedMeeting,
} from '#lib/store/decision-touched.ts'
import type { Queryable } from '#lib/store/ledger.ts'

/**
 * Meetings as changes of the state. A small one is told whole whenever something in it is new. Of a large one
 * that was told whole only those are told again of whom there is something new: ten thousand people who answer
 * one after the other are not ten thousand times told of.
 */
export class MeetingFeed {
  /** Large ones that were told whole, with what was stated of them until then; the latest touched is last. */
  readonly #large = new Map<string, StatedMeeting>()

  /** All that are not over. */
  async *every(client: Queryable, published: Published): AsyncGenerator<ChangeDraft> {
    let last = FIRST_ID
    for (;;) {
      const ids = await loadMeetingsAfter(client, last, MEETINGS_AT_ONCE)
      if (ids.length === 0) return
      yield await this.#tellWhole(client, ids, published)
      last = ids.at(-1) ?? last
    }
  }

  /** Those of which the platform stated something, and those in which these acts were done. */
  async *touched(
    client: Queryable,
    { stated, events }: { readonly stated: readonly string[]; readonly events: readonly string[] },
    published: Published,
  ): AsyncGenerator<ChangeDraft> {
    const acted = Map.groupBy(
      await loadTouchedMeetings(client, events),
      ({ meetingId }) => meetingId,
    )
    const small: string[] = []
    for (const id of new Set([...stated, ...acted.keys()])) {
      const draft = await this.#tellNews(client, id, acted.get(id) ?? [], published)
      if (draft === null) small.push(id)
      else yield draft
    }
    for (let at = 0; at < small.length; at += MEETINGS_AT_ONCE)
      yield await this.#tellWhole(client, small.slice(at, at + MEETINGS_AT_ONCE), published)
  }

  /** What was told may not have arrived: everything is told whole once more. */
  forget(): void {
    this.#large.clear()
  }

  async #tellWhole(
    client: Queryable,
    ids: readonly string[],
    published: Published,
  ): Promise<ChangeDraft> {
    const draft = new ChangeDraft()
    for (const facts of await loadMeetingFacts(client, ids)) {
      addMeeting(draft, facts, published)
      if (facts.changes.length < LARGE) continue
      const meeting = new StatedMeeting()
      meeting.add(facts.changes)
      this.#keep(facts.id, meeting)
    }
    return draft
  }

  /** Null where it has to be told whole. */
  async #tellNews(
    client: Queryable,
    id: string,
    acted: readonly TouchedMeeting[],
    published: Published,
  ): Promise<ChangeDraft | null> {
    const meeting = this.#large.get(id)
    this.#large.delete(id)
    const people = acted.flatMap(({ participant }) => participant ?? [])
    // Of somebody who was erased, what was stated may not be what it was.
    if (meeting === undefined || people.length < acted.length) return null
    const stated = meeting.add(await loadChanges(client, [id], meeting.size))
    const news = new Set([...stated, ...people])
    const [facts] = await loadMeetingFacts(client, [id], meeting.about(news), news)
    if (facts === undefined) return null
    const draft = new ChangeDraft()
    addMeeting(draft, facts, published, news)
    this.#keep(id, meeting)
    return draft
  }

  #keep(id: string, meeting: StatedMeeting): void {
    this.#large.delete(id)
    this.#large.set(id, meeting)
    let size = 0
    for (const each of this.#large.values()) size += each.size
    for (const [oldest, { size: least }] of this.#large) {
      if (size <= KEPT_MAX) return
      this.#large.delete(oldest)
      size -= least
    }
  }
}

/** Before every id. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** As many as take a few milliseconds to apply. */
const MEETINGS_AT_ONCE = 50

/** From so many changes on a meeting is large: to tell it whole takes longer than to read what is new alone. */
const LARGE = 100
/** Changes that are kept in all, some twenty megabytes. */
const KEPT_MAX = 50_000
