import { randomUUID } from 'node:crypto'
import { decideSoon } from '@assent/decision'

export const ACCOUNT = 'example-org'

export const PEOPLE = [
  { id: 'ann', name: 'Ann', role: 'owner' },
  { id: 'bob', name: 'Bob', role: 'member' },
  { id: 'cem', name: 'Cem', role: 'member' },
  // In no account: the portal's own page is where a guest is told and asked.
  { id: 'gus', name: 'Gus', role: 'guest' },
]

export const MEMBERS = PEOPLE.filter(({ role }) => role !== 'guest')

/** What hosts can start, and what this platform does about whoever has not said yes, and about what comes of it. */
export const FEATURES = [
  // Its words cannot be taken apart again, so it runs for everyone or for nobody.
  { key: 'meeting_summary', title: 'Meeting summary', meets: ['show_notice', 'mark_output'] },
  // It hears each person by themselves, so it can leave one out.
  {
    key: 'meeting_questions',
    title: 'Meeting questions',
    meets: ['show_notice', 'leave_out', 'mark_output'],
  },
]

/** One meeting of the platform's, and what it has told the portal of it. */
export class Room {
  #portal
  #client
  #questions
  #meetingId
  #told = 0
  #telling = 0
  #switches = new Map()
  #notices = new Map()
  hostUrl
  meeting
  roster = 0
  present = new Set()
  running = new Set()

  constructor(portal, client) {
    this.#portal = portal
    this.#client = client
  }

  async open() {
    const features = FEATURES.map(({ key }) => key)
    await this.#portal.register(ACCOUNT, 'Example Ltd', MEMBERS)
    const { permissionRevisions } = await this.#portal.questions(ACCOUNT)
    await this.#portal.permit(ACCOUNT, 'ann', features, permissionRevisions.features)
    const { questions } = await this.#portal.questions(ACCOUNT)
    this.#questions = questions.filter(({ purpose }) => features.includes(purpose))
    this.meeting = `example-${randomUUID()}`
    const leavesOut = ['audio', 'chat', 'screen_sharing']
    const opened = await this.#portal.openMeeting(ACCOUNT, this.meeting, leavesOut)
    this.#meetingId = opened.id
    this.roster = opened.roster
    this.hostUrl = opened.hostUrl
    // People can be asked before anything runs.
    await this.#tell(features.map((feature) => ({ kind: 'feature_announced', feature })))
  }

  /** The words to display before anybody is asked. */
  get notices() {
    return this.#questions.map(({ notice }) => notice.content)
  }

  async join(id) {
    const isMember = MEMBERS.some((each) => each.id === id)
    const changes = [{ kind: 'joined', participant: id, ...(isMember ? { member: id } : {}) }]
    if (id === 'ann') changes.push({ kind: 'host_changed', participant: id })
    await this.#tell(changes)
    this.present.add(id)
  }

  async leave(id) {
    await this.#tell([{ kind: 'left', participant: id }])
    this.present.delete(id)
  }

  /** Where the portal tells and asks them; undefined before they were here. */
  noticeOf(id) {
    return this.#notices.get(id)
  }

  askEveryone(feature) {
    return this.#portal.ask(this.#meetingId, feature)
  }

  answer(id, intent) {
    return this.#portal.answer(ACCOUNT, id, intent, this.#questions)
  }

  /** The host's own switch. Off is a vote: asking is of no use before it is on again. */
  async turn(feature, position) {
    if (this.#switches.get(feature) === position) return
    const kind = position === 'on' ? 'feature_started' : 'feature_stopped'
    await this.#tell([{ kind, feature, participant: 'ann' }])
    this.#switches.set(feature, position)
  }

  async start(feature) {
    this.running.add(feature)
    await this.turn(feature, 'on')
  }

  /** What runs stops first, and is told of afterwards. */
  async stop(feature) {
    this.running.delete(feature)
    await this.turn(feature, 'off')
  }

  isTurnedOff(feature) {
    return this.#switches.get(feature) === 'off'
  }

  get now() {
    return { id: this.meeting, account: ACCOUNT, roster: this.roster }
  }

  decide(purpose, participant) {
    const { id, ...named } = this.now
    const whom = participant === undefined ? {} : { participant }
    return this.#client.decide({ kind: 'feature', meeting: id, ...named, purpose, ...whom })
  }

  /** What the host reads. What may run without some people is none that runs for everyone or for nobody. */
  sentence({ key, title, meets }) {
    const { sentence, obligations } = this.decide(key)
    if (obligations.every(({ type }) => meets.includes(type))) return sentence
    return `${title} may not run: it is for everyone here, and not everyone has said yes.`
  }

  /** What it has made so far, with the mark that the answer asks for: without an answer there is neither. */
  outputOf({ key, title }) {
    const { decision, obligations } = this.decide(key)
    if (!this.running.has(key) || decision !== 'permit') return undefined
    const here = PEOPLE.filter(({ id }) => this.present.has(id) && this.takesIn(key, id))
    const marking = obligations.find(({ type }) => type === 'mark_output')
    return {
      text: `${title}: ${here.map(({ name }) => name).join(', ')} spoke. Nothing was decided.`,
      ...(marking === undefined ? {} : { mark: marking.mark, law: marking.law }),
    }
  }

  takesIn(key, id) {
    return this.decide(key, id).decision === 'permit'
  }

  /** May it go on as it is? Waits, for a second at most, until the client has seen who is here now. */
  async mayRun({ key, meets }) {
    const { id, ...named } = this.now
    const question = { kind: 'feature', meeting: id, ...named, purpose: key }
    const { decision, obligations } = await decideSoon(
      this.#client,
      question,
      AbortSignal.timeout(1_000),
    )
    return decision === 'permit' && obligations.every(({ type }) => meets.includes(type))
  }

  /** While the portal is being told, who is here is ahead of one side or the other: nothing is judged by that. */
  get isTelling() {
    return this.#telling > 0
  }

  async #tell(changes) {
    this.#telling++
    try {
      await this.#send(changes)
    } finally {
      this.#telling--
    }
  }

  async #send(changes) {
    const keyed = changes.map((change) => ({ ...change, key: `${this.meeting}-${++this.#told}` }))
    const { roster, notices } = await this.#portal.state(this.#meetingId, keyed)
    for (const { participant, url } of notices) this.#notices.set(participant, url)
    this.roster = Math.max(this.roster, roster)
  }
}
