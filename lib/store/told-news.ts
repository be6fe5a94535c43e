import type { News } from './decision-news.ts'

export type Fresh = {
  readonly acts: News['acts']
  /** Their ids. */
  readonly meetings: readonly string[]
  readonly members: News['members']
}

/** What a feed has told of the news that come again until every transaction of their time has ended. */
export class ToldNews {
  /** Acts that were told while they waited, with the places they would have taken. */
  readonly #waiting = new Map<string, number>()
  /** The last statement that was told, of meetings about which something was stated lately. */
  #stated: ReadonlyMap<string, number> = new Map()
  /** What the platform stated of members lately. */
  #ofMembers: ReadonlySet<string> = new Set()

  /** An act that was told, and has come to stand elsewhere, is fresh again: what depends on the order does. */
  freshIn({ acts, meetings, members }: News): Fresh {
    return {
      acts: acts.filter(({ eventId, position }) => this.#waiting.get(eventId) !== position),
      meetings: meetings
        .filter(({ id, seq }) => seq > (this.#stated.get(id) ?? 0))
        .map(({ id }) => id),
      members: members.filter((each) => !this.#ofMembers.has(statementName(each))),
    }
  }

  isAllOf(news: News): boolean {
    return Object.values(this.freshIn(news)).every(({ length }) => length === 0)
  }

  settle({ acts, meetings, members }: News): void {
    for (const { eventId, position, isSequenced } of acts)
      if (isSequenced) this.#waiting.delete(eventId)
      else this.#waiting.set(eventId, position)
    this.#stated = new Map(meetings.map(({ id, seq }) => [id, seq]))
    this.#ofMembers = new Set(members.map(statementName))
  }
}

function statementName({ subjectId, mark }: News['members'][number]): string {
  return `${subjectId} ${mark}`
}
