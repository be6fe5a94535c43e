import { AnswerColumn } from './answer-column.ts'
import { MemberRows } from './member-rows.ts'
import { ResolvedMeetings } from './resolved-meetings.ts'
import { SharedIds } from './shared-ids.ts'
import type {
  AccountState,
  CategoryState,
  MeetingState,
  PermissionState,
  Plan,
  PurposeState,
  QuestionState,
} from './snapshot-parts.ts'
import type { Timeline } from './timeline.ts'

/**
 * All that answers are made of, in memory: what the operator published, what accounts permit, what
 * members said, and who is in which meeting. It changes only by `applyIncrement` and is asked by
 * `evaluate`; whoever keeps it calls `heard` as long as the source says that it is current.
 */
export class Snapshot {
  /** What the source had recorded up to here is in this state. */
  position = -1
  /** Until here nothing is answered: the source went on while this state was written down. */
  readyFrom = Infinity
  /** A change could not be read: nothing is answered. */
  isBroken = false
  /** A change was missed: this state will not become current. */
  isBehind = false

  /** Milliseconds: when the source was last known to have nothing newer. */
  heardAt = -Infinity
  isLost = true

  /** How long a feature is answered from the last state, in milliseconds. */
  featureMs = 30_000

  everyoneAgreesIn: ReadonlySet<string> = new Set()
  openLabels: ReadonlySet<string> = new Set()
  terms: Timeline<readonly string[]> = []
  readonly purposes = new Map<string, PurposeState>()
  readonly categories = new Map<string, CategoryState>()
  /** By number; the number is this state's own and means nothing elsewhere. */
  readonly questions: QuestionState[] = []
  readonly questionsByKey = new Map<string, QuestionState>()

  readonly accounts: AccountState[] = []
  readonly accountsById = new Map<string, number>()
  readonly accountsByExternal = new Map<string, number>()
  /** The numbers of those that said until when they only watch decisions: also where that has passed. */
  readonly observing = new Set<number>()
  readonly members = new MemberRows()
  readonly meetings = new Map<string, MeetingState>()
  readonly meetingsByExternal = new SharedIds()
  /** What `planOf` has worked out from what is published. */
  readonly plans = new Map<string, Map<string | null, Plan>>()
  /** What is asked is mostly what was asked last. */
  lastPlan: Plan | null = null
  readonly resolved = new ResolvedMeetings()
  readonly #permissions = new Map<string, PermissionState>()

  /** The source says that at `at` this state was current. It never is again once a change was missed. */
  heard(at: number): void {
    if (this.isBehind) return
    this.heardAt = at
    this.isLost = false
  }

  /** The source cannot be heard: from now on sharing is denied, and features only for a while. */
  lost(): void {
    this.isLost = true
  }

  get isReady(): boolean {
    return !this.isBroken && this.position >= this.readyFrom
  }

  questionAt(purpose: string, category: string | null): QuestionState | null {
    return this.questionsByKey.get(questionKey(purpose, category)) ?? null
  }

  /** The question, known or from now on. */
  questionAbout(purpose: string, category: string | null): QuestionState {
    const known = this.questionAt(purpose, category)
    if (known !== null) return known
    const key = questionKey(purpose, category)
    const number = this.questions.length
    const question = newQuestion(number, purpose, category)
    this.questions.push(question)
    this.questionsByKey.set(key, question)
    return question
  }

  /** The catalogue has changed. */
  forgetPlans(): void {
    this.plans.clear()
    this.lastPlan = null
  }

  /** The same settings, written once: most accounts share theirs with others. */
  onePermission(state: PermissionState): PermissionState {
    const key = JSON.stringify(Object.values(state))
    const kept = this.#permissions.get(key) ?? state
    this.#permissions.set(key, kept)
    return kept
  }

  /** By the record's id first, then by the platform's; null where it is not known, or closed. */
  accountOf(id: string): AccountState | null {
    const number = this.accountsById.get(id) ?? this.accountsByExternal.get(id)
    const account = number === undefined ? undefined : this.accounts[number]
    return account === undefined || account.isClosed ? null : account
  }

  /**
   * By the record's id first, then by the platform's, of the account where one is named; null where it is
   * not known, and where the platform's id could be that of several.
   */
  meetingOf(id: string, account: string | null): MeetingState | null {
    const ids = this.meetings.has(id) ? [id] : this.meetingsByExternal.get(id)
    const found = ids.flatMap((each) => this.meetings.get(each) ?? [])
    const host = account === null ? null : this.accountOf(account)
    const theirs =
      account === null ? found : found.filter((each) => this.accountOf(each.account) === host)
    const [only, another] = theirs
    return only === undefined || another !== undefined ? null : only
  }
}

/** Neither a purpose's key nor a category's holds a slash. */
function questionKey(purpose: string, category: string | null): string {
  return category === null ? purpose : `${purpose}/${category}`
}

function newQuestion(number: number, purpose: string, category: string | null): QuestionState {
  return {
    number,
    purpose,
    category,
    ceilings: null,
    bases: [undefined],
    basisNumbers: new Map(),
    answers: new AnswerColumn(),
  }
}
