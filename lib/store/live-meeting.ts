import { applyIncrement, loadState, Snapshot } from '@assent/decision'
import { addAccount } from '#lib/domain/decision/account-records.ts'
import type { Published } from '#lib/domain/decision/asked-cells.ts'
import { ChangeDraft } from '#lib/domain/decision/change-draft.ts'
import { addMeeting } from '#lib/domain/decision/meeting-records.ts'
import { addMember } from '#lib/domain/decision/member-record.ts'
import { addPublished } from '#lib/domain/decision/published-records.ts'
import { touchedBy, type Touched } from '#lib/domain/decision/touched.ts'
import { BasisBook } from '#lib/domain/decision/yes-basis.ts'
import type { Meeting } from '#lib/domain/meeting/fold-meeting.ts'
import type { Database } from './database.ts'
import { loadAccountFacts } from './decision-accounts.ts'
import { loadMeetingFacts } from './decision-meetings.ts'
import { loadMemberFacts } from './decision-members.ts'
import { loadHorizon, loadNews, type Horizon } from './decision-news.ts'
import { loadTouchedMeetings, loadTouchedMembers } from './decision-touched.ts'
import type { KnownMeeting } from './known-meetings.ts'
import type { Queryable } from './ledger.ts'
import { loadPositions } from './positions.ts'
import { steadyRead } from './steady-read.ts'
import { ToldNews, type Fresh } from './told-news.ts'

/**
 * The state of one meeting and of everybody in it alone, as the decision point would have it: made from the
 * same records, whole once, and then by what is new. One that is used by one reader, a call after the other;
 * after one that failed it is to be made anew.
 */
export class LiveMeeting {
  readonly snapshot = new Snapshot()
  readonly #database: Database
  readonly #bases: BasisBook
  readonly #accounts = new Set<string>()
  readonly #members = new Set<string>()
  readonly #told = new ToldNews()
  #horizon: Horizon
  /** What was told of the meeting: up to this change, with so many erased. */
  #size: number
  readonly #erased: number

  private constructor(
    database: Database,
    { size, erased }: KnownMeeting,
    horizon: Horizon,
    { digestOf }: Published,
  ) {
    this.#database = database
    this.#horizon = horizon
    this.#size = size
    this.#erased = erased
    this.#bases = new BasisBook(digestOf)
  }

  static async open(
    database: Database,
    known: KnownMeeting,
    published: Published,
  ): Promise<LiveMeeting> {
    return steadyRead(database, async (client) => {
      const news = await loadNews(client, await loadHorizon(client))
      const live = new LiveMeeting(database, known, news.horizon, published)
      live.#told.settle(news)
      const draft = new ChangeDraft()
      addPublished(draft, published)
      const everybody = new Set(known.meeting.participants.keys())
      await live.#tell(client, draft, { known, published, people: everybody, isWhole: true })
      await live.#load(draft)
      return live
    })
  }

  /** Brings it up to now, by what was recorded and stated since. False where it has to be made anew. */
  async follow(known: KnownMeeting, published: Published): Promise<boolean> {
    if (known.erased !== this.#erased || known.size < this.#size) return false
    return steadyRead(this.#database, async (client) => {
      const news = await loadNews(client, this.#horizon)
      const fresh = this.#told.freshIn(news)
      const touched = touchedBy(fresh.acts)
      if (news.isPartial || touched.isPublished) return false
      const acted = await this.#acted(client, touched, known)
      if (acted === null) return false
      const people = new Set([...known.stated.namedIn(this.#size, known.size), ...acted])
      const draft = new ChangeDraft()
      const again = { fresh, touched }
      await this.#tell(client, draft, { known, published, people, again })
      const { position } = this.snapshot
      if (applyIncrement(this.snapshot, draft.finish(position, position + 1)) !== 'applied')
        return false
      this.#horizon = news.horizon
      this.#told.settle(news)
      this.#size = known.size
      return true
    })
  }

  get roster(): number {
    const [meeting] = this.snapshot.meetings.values()
    return meeting?.roster ?? 0
  }

  /** Who of the meeting did something in these acts; null where what was stated of somebody is not what it was. */
  async #acted(
    client: Queryable,
    { meetingEvents }: Touched,
    { stored }: KnownMeeting,
  ): Promise<readonly string[] | null> {
    if (meetingEvents.length === 0) return []
    const touched = await loadTouchedMeetings(client, meetingEvents)
    const here = touched.filter(({ meetingId }) => meetingId === stored.id)
    const people = here.flatMap(({ participant }) => participant ?? [])
    return people.length < here.length ? null : people
  }

  async #tell(client: Queryable, draft: ChangeDraft, telling: Telling): Promise<void> {
    const { known, published, people, again } = telling
    const named = identified(known.meeting, people)
    const hosts = telling.isWhole === true ? [known.stored.accountId] : []
    await this.#tellAccounts(client, draft, { named, hosts, telling })
    const newcomers = named.filter(({ subjectId }) => !this.#members.has(subjectId))
    const spoken = again === undefined ? [] : await this.#spoken(client, again)
    const members = [...newcomers, ...spoken]
    if (members.length > 0) {
      const { catalogues, endings } = published.platform
      const acts = [...catalogues, ...endings].map(({ eventId }) => eventId)
      const positions = await loadPositions(this.#database, acts)
      for (const member of await loadMemberFacts(client, distinct(members)))
        addMember(draft, member, { published, positions, bases: this.#bases })
      for (const { subjectId } of members) this.#members.add(subjectId)
      this.#bases.keep()
    }
    await this.#tellPeople(client, draft, telling)
  }

  async #tellAccounts(
    client: Queryable,
    draft: ChangeDraft,
    {
      named,
      hosts,
      telling: { published, again },
    }: {
      readonly named: readonly Identity[]
      readonly hosts: readonly string[]
      readonly telling: Telling
    },
  ): Promise<void> {
    const theirs = [...hosts, ...named.map(({ accountId }) => accountId)]
    const touched = again?.touched.accountIds ?? []
    const ids = new Set([
      ...theirs.filter((id) => !this.#accounts.has(id)),
      ...touched.filter((id) => this.#accounts.has(id)),
    ])
    if (ids.size === 0) return
    const recent = new Set(again?.fresh.acts.map(({ eventId }) => eventId))
    for (const account of await loadAccountFacts(client, [...ids]))
      addAccount(draft, account, published.platform, recent)
    for (const id of ids) this.#accounts.add(id)
  }

  /** Members who are there and of whom there is something new. */
  async #spoken(client: Queryable, { fresh, touched }: Again): Promise<readonly Identity[]> {
    const { memberEvents } = touched
    const acted = memberEvents.length === 0 ? [] : await loadTouchedMembers(client, memberEvents)
    return [...acted, ...fresh.members].filter(({ subjectId }) => this.#members.has(subjectId))
  }

  async #tellPeople(
    client: Queryable,
    draft: ChangeDraft,
    { known, published, people, isWhole }: Telling,
  ): Promise<void> {
    const isSame = people.size === 0 && known.size === this.#size
    if (isSame && isWhole !== true) return
    const { id } = known.stored
    const only = isWhole === true ? null : people
    const [facts] = await loadMeetingFacts(
      client,
      [id],
      known.stated.about(people, known.size),
      only,
    )
    if (facts !== undefined) addMeeting(draft, facts, published, people)
  }

  async #load(draft: ChangeDraft): Promise<void> {
    const { records, ...header } = draft.finish(0, 0)
    const end = { type: 'end', records: records.length, position: 0 }
    const lines = [{ ...header, after: null }, ...records, end]
    await loadState(
      this.snapshot,
      lines.map((line) => `${JSON.stringify(line)}\n`),
      () => Promise.resolve(),
    )
  }
}

type Again = { readonly fresh: Fresh; readonly touched: Touched }

type Telling = {
  readonly known: KnownMeeting
  readonly published: Published
  /** Of whom there is something new in the meeting. */
  readonly people: ReadonlySet<string>
  readonly isWhole?: true
  /** What was recorded since it was told last. */
  readonly again?: Again
}

type Identity = { readonly accountId: string; readonly subjectId: string }

function identified({ participants }: Meeting, people: ReadonlySet<string>): readonly Identity[] {
  return distinct(
    [...people].flatMap((each) => {
      const { account = null, member = null } = participants.get(each) ?? {}
      return account === null || member === null ? [] : { accountId: account, subjectId: member }
    }),
  )
}

function distinct(members: readonly Identity[]): readonly Identity[] {
  return [...new Map(members.map((each) => [each.subjectId, each])).values()]
}
