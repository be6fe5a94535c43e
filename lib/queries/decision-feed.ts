import { loadPositions } from '#lib/store/positions.ts'
import { hearChanges } from '#lib/store/change-signal.ts'
import { addAccount } from '#lib/domain/decision/account-records.ts'
import type { Published } from '#lib/domain/decision/asked-cells.ts'
import { ChangeDraft } from '#lib/domain/decision/change-draft.ts'
import { addMember } from '#lib/domain/decision/member-record.ts'
import { addPublished } from '#lib/domain/decision/published-records.ts'
import { touchedBy } from '#lib/domain/decision/touched.ts'
import { BasisBook } from '#lib/domain/decision/yes-basis.ts'
import { loadAccountFacts, loadAccountsAfter } from '#lib/store/decision-accounts.ts'
import { loadMemberFacts } from '#lib/store/decision-members.ts'
import {
  areRecorded,
  BEGINNING,
  loadHorizon,
  loadLastBefore,
  loadNews,
  type News,
} from '#lib/store/decision-news.ts'
import {
  loadMembersAfter,
  loadTouchedMembers,
  type TouchedMember,
} from '#lib/store/decision-touched.ts'
import type { Queryable } from '#lib/store/ledger.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { beginSteadyRead, steadyRead } from '#lib/store/steady-read.ts'
import { ToldNews } from '#lib/store/told-news.ts'
import type { QueryContext } from './context.ts'
import { FeedLost, recognise, type Bookmark } from './feed-bookmark.ts'
import { MeetingFeed } from './meeting-feed.ts'

/** What came of looking for news. */
export type FeedTurn = {
  /** To be applied in their order; none where there was no news. */
  readonly drafts: readonly ChangeDraft[]
  readonly haveKeysChanged: boolean
  /**
   * Milliseconds: with the drafts applied the state is what it was at this instant, or something later.
   * Null where that is not known.
   */
  readonly currentAt: number | null
  readonly isReplica: boolean
}

/**
 * What decisions are made from, as changes: first everything, then whatever is new. A record that was
 * touched is read again whole and told whole, so that nothing depends on how often or in which pieces it
 * is read. One that is used by one reader, a call after the other.
 */
export class DecisionFeed {
  readonly #context: Pick<QueryContext, 'database' | 'now' | 'digestOf'>
  readonly #bases: BasisBook
  #horizon = BEGINNING
  readonly #told = new ToldNews()
  #positions: ReadonlyMap<string, number> = new Map()
  /** Acts that were told lately. */
  readonly #recent: string[] = []
  readonly #meetings = new MeetingFeed()
  #isInDoubt = false

  constructor(context: Pick<QueryContext, 'database' | 'now' | 'digestOf'>) {
    this.#context = context
    this.#bases = new BasisBook(context.digestOf)
  }

  /** Calls whenever there may be news: a hint, and none on a replica. Ends with `stopping`. */
  listen(onSignal: () => void, stopping: AbortSignal): Promise<void> {
    return hearChanges(this.#context.database, onSignal, stopping)
  }

  /** Everything, in pieces that are quickly applied: as it is at one instant. To be taken to its end. */
  async *start(): AsyncGenerator<ChangeDraft> {
    const reading = await beginSteadyRead(this.#context.database)
    try {
      const horizon = await loadHorizon(reading.client)
      const news = await loadNews(reading.client, horizon)
      const published = await this.#readPublished()
      yield this.#draft((draft) => addPublished(draft, published))
      yield* this.#everyAccount(reading.client, published)
      yield* this.#everyMember(reading.client, published)
      yield* this.#meetings.every(reading.client, published)
      await reading.end()
      this.#settle(news)
    } finally {
      reading.abandon()
    }
  }

  /** For `resume`, of a state to which everything that was told so far has been applied. */
  async bookmark(): Promise<Bookmark> {
    const horizon = this.#horizon
    const lastEventId = await loadLastBefore(this.#context.database.pool, horizon.index)
    return { horizon, lastEventId, bases: this.#bases.kept() }
  }

  /**
   * In the place of `start`, over a state that is kept: what was recorded since, in pieces. What the state
   * holds already may come once more. @throws FeedLost where the state is of another record
   */
  async *resume(bookmark: Bookmark): AsyncGenerator<ChangeDraft> {
    const reading = await beginSteadyRead(this.#context.database)
    try {
      await recognise(reading.client, bookmark)
      this.#horizon = bookmark.horizon
      const published = await this.#readPublished()
      yield this.#draft((draft) => addPublished(draft, published))
      yield this.#draft((draft) => {
        if (!this.#bases.restore(draft, bookmark.bases, published))
          throw new FeedLost('what was consented to is not in the record')
      })
      yield* this.#everyAccount(reading.client, published)
      let news: News
      do {
        news = await loadNews(reading.client, this.#horizon)
        yield* (await this.#tell(reading.client, news)).drafts
        this.#settle(news)
      } while (news.isPartial)
      await reading.end()
    } finally {
      reading.abandon()
    }
  }

  /** What is new since. Where it fails nothing was told, and the next call tells it. */
  async next(): Promise<FeedTurn> {
    const { database, now } = this.#context
    const at = now().getTime()
    try {
      const glance = await loadNews(database.pool, this.#horizon)
      await this.#recognise(glance)
      if (this.#told.isAllOf(glance)) {
        this.#settle(glance)
        const { isReplica } = glance
        return { drafts: [], haveKeysChanged: false, currentAt: currentAt(glance, at), isReplica }
      }
      return await steadyRead(database, async (client) => {
        const readAt = now().getTime()
        const news = await loadNews(client, this.#horizon)
        const turn = await this.#tell(client, news)
        this.#settle(news)
        const { isReplica } = news
        return { ...turn, currentAt: currentAt(news, readAt), isReplica }
      })
    } catch (error) {
      this.#bases.undo()
      this.#meetings.forget()
      this.#isInDoubt = true
      throw error
    }
  }

  /** After a fault the database may be another one: what was told last has to be in it. @throws FeedLost */
  async #recognise({ head }: News): Promise<void> {
    if (head < this.#horizon.index) throw new FeedLost('the record is shorter than it was')
    if (!this.#isInDoubt) return
    if (!(await areRecorded(this.#context.database.pool, this.#recent)))
      throw new FeedLost('acts that were told are not in the record')
    this.#isInDoubt = false
  }

  #settle(news: News): void {
    this.#horizon = news.horizon
    this.#recent.push(...news.acts.map(({ eventId }) => eventId))
    if (this.#recent.length > 2 * RECENT_MAX) this.#recent.splice(0, RECENT_MAX)
    this.#told.settle(news)
    this.#bases.keep()
  }

  async #tell(
    client: Queryable,
    news: News,
  ): Promise<Pick<FeedTurn, 'drafts' | 'haveKeysChanged'>> {
    const { acts, meetings: stated, members } = this.#told.freshIn(news)
    const touched = touchedBy(acts)
    const published = await this.#readPublished()
    const recent = new Set(acts.map(({ eventId }) => eventId))
    const drafts: ChangeDraft[] = []
    if (touched.isPublished)
      drafts.push(
        this.#draft((draft) => {
          addPublished(draft, published)
          this.#bases.publishedAgain(draft, published)
        }),
      )
    for (const ids of piecesOf(touched.accountIds, ACCOUNTS_AT_ONCE))
      drafts.push(await this.#accounts(client, ids, published, recent))
    const acted = await loadTouchedMembers(client, touched.memberEvents)
    for (const piece of piecesOf([...acted, ...members], MEMBERS_AT_ONCE))
      drafts.push(await this.#members(client, piece, published))
    const inMeetings = { stated, events: touched.meetingEvents }
    for await (const draft of this.#meetings.touched(client, inMeetings, published))
      drafts.push(draft)
    // Who was told what is said by the notices that are published now.
    if (touched.isPublished)
      for await (const draft of this.#meetings.every(client, published)) drafts.push(draft)
    return { drafts, haveKeysChanged: touched.haveKeysChanged }
  }

  /** May be newer than what else is read at that instant: what was published since is told again by its act. */
  async #readPublished(): Promise<Published> {
    const { database, now, digestOf } = this.#context
    const platform = await loadPlatform(database)
    const acts = [...platform.catalogues, ...platform.endings].map(({ eventId }) => eventId)
    this.#positions = await loadPositions(database, acts)
    return { platform, at: now(), digestOf }
  }

  #draft(fill: (draft: ChangeDraft) => void): ChangeDraft {
    const draft = new ChangeDraft()
    fill(draft)
    return draft
  }

  async *#everyAccount(client: Queryable, published: Published): AsyncGenerator<ChangeDraft> {
    let last = FIRST_ID
    for (;;) {
      const ids = await loadAccountsAfter(client, last, ACCOUNTS_AT_ONCE)
      if (ids.length === 0) return
      yield await this.#accounts(client, ids, published, new Set())
      last = ids.at(-1) ?? last
    }
  }

  async *#everyMember(client: Queryable, published: Published): AsyncGenerator<ChangeDraft> {
    let last = FIRST_ID
    for (;;) {
      const members = await loadMembersAfter(client, last, MEMBERS_AT_ONCE)
      if (members.length === 0) return
      yield await this.#members(client, members, published)
      last = members.at(-1)?.subjectId ?? last
    }
  }

  async #accounts(
    client: Queryable,
    ids: readonly string[],
    { platform }: Published,
    recent: ReadonlySet<string>,
  ): Promise<ChangeDraft> {
    const accounts = await loadAccountFacts(client, ids)
    return this.#draft((draft) => {
      for (const account of accounts) addAccount(draft, account, platform, recent)
    })
  }

  async #members(
    client: Queryable,
    members: readonly TouchedMember[],
    published: Published,
  ): Promise<ChangeDraft> {
    const facts = await loadMemberFacts(client, members)
    const telling = { published, positions: this.#positions, bases: this.#bases }
    return this.#draft((draft) => {
      for (const member of facts) addMember(draft, member, telling)
    })
  }
}

/** Before every id. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** As many as take a few milliseconds to apply. */
const ACCOUNTS_AT_ONCE = 200
const MEMBERS_AT_ONCE = 500

/** More than a replica may lack that takes over. */
const RECENT_MAX = 5_000

function piecesOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size))
}

/** A replica is as current as the last sign of life from the primary that it has carried out. */
function currentAt({ isPartial, isReplica, pulse }: News, readAt: number): number | null {
  if (isPartial) return null
  if (!isReplica) return readAt
  return pulse === null ? null : Math.min(readAt, pulse)
}
