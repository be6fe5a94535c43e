import type { AnswerCode, FeatureMode } from '@assent/decision'
import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import type { AnswerEnd } from '#lib/domain/meeting/answer-end.ts'
import { answerStatus } from '#lib/domain/meeting/answer-status.ts'
import type { MeetingCaller } from '#lib/domain/meeting/meeting-caller.ts'
import {
  answerEffects,
  answerLabels,
  noticedSentence,
  noticedState,
  type AnswerEffects,
  type NoticedState,
} from '#lib/domain/meeting/notice-sentences.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import {
  loadMeetingAnswers,
  loadMeetingAskings,
  type StoredMeetingAnswer,
} from '#lib/store/meeting-acts.ts'
import {
  loadMeetingPerson,
  type MeetingPerson,
  type MeetingPersonRefusal,
} from '#lib/store/meeting-person.ts'
import { findHost } from '#lib/store/meeting-scene.ts'
import { loadNames } from '#lib/store/people.ts'
import type { QueryContext } from './context.ts'
import {
  ceilingOf,
  loadClauseViews,
  noticeView,
  type ClauseView,
  type ClauseViews,
  type NoticeView,
  type PartyView,
} from './control-views.ts'

/** What somebody in a meeting is told and asked, as it is now. Plain data, fit for a client. */
export type MeetingNoticeView = {
  readonly meeting: string
  /** Of the notice, SHA-256, hex: what is sent back with a display and an answer. */
  readonly digest: string
  readonly language: string
  readonly roster: number
  readonly hasEnded: boolean
  readonly operator: string
  /** Whose meeting it is, and how to reach them. */
  readonly host: PartyView
  /** Is the reader a member of some account, with answers of their own that stand beside these? */
  readonly settings: { readonly account: string; readonly accountName: string } | null
  readonly features: readonly NoticedFeatureView[]
}

export type NoticedFeatureView = {
  readonly feature: string
  readonly title: string
  readonly summary: string
  readonly switch: 'on' | 'off' | null
  /** "Turned on by Ada Admin, who hosts this meeting"; null where nobody turned it. */
  readonly turned: string | null
  /** ISO 8601, as all instants here: the page reads it anew from a route. */
  readonly turnedAt: string | null
  readonly mode: FeatureMode | null
  readonly state: NoticedState
  readonly sentence: { readonly state: string; readonly follows: string }
  /** Everybody was asked about it, last at this instant. */
  readonly askedAt: string | null
  /** What the reader said in this meeting, and the receipt of it. */
  readonly answer: {
    readonly status: 'given' | 'refused' | 'withdrawn' | 'revoked' | 'stale'
    readonly at: string
    readonly receiptId: string
    /** Who ended it though they took nothing back, and when: where it is revoked. */
    readonly ended: { readonly by: string; readonly at: string } | null
  } | null
  /** Did they say anything that counts now? */
  readonly isAnswered: boolean
  /** A no of theirs outside this meeting holds here too. */
  readonly isStandingNo: boolean
  readonly mayInclude: boolean
  readonly labels: { readonly include: string; readonly leaveOut: string }
  readonly effects: AnswerEffects
  readonly notice: NoticeView
  readonly clauses: readonly ClauseView[]
}

/** The notice of a meeting for one who is in it. */
export async function findMeetingNotice(
  caller: MeetingCaller,
  about: { readonly meetingId: string; readonly participant: string | null },
  language: string,
  context: QueryContext,
): Promise<Result<MeetingNoticeView, MeetingPersonRefusal>> {
  const { database, digestOf } = context
  const moment = { at: context.now(), before: null, language, digestOf }
  const person = await loadMeetingPerson(database, caller, about, moment)
  if (typeof person === 'string') return fail(person)
  const { scene, participant, notice } = person
  const features = notice.document.features.flatMap(({ feature }) => scene.cells.get(feature) ?? [])
  const [answers, askings, clauses, names, settings] = await Promise.all([
    loadMeetingAnswers(database, scene.stored.id, participant.participant),
    loadMeetingAskings(database, scene.stored.id),
    loadClauseViews(context, features),
    loadNames(database, membersIn(person)),
    settingsOf(person, context),
  ])
  const askedAt = new Map(askings.map(({ purpose, at }) => [purpose, at]))
  const reading = { answers, askedAt, clauses, names }
  return ok({
    meeting: scene.stored.id,
    digest: notice.digest,
    language,
    roster: scene.meeting.roster,
    hasEnded: scene.meeting.hasEnded,
    operator: catalogueIn(scene.platform)?.operator.name ?? '',
    host: { ...scene.host.contact, name: scene.host.name },
    settings,
    features: features.map((cell) => featureView(cell, person, reading)).sort(byStanding),
  })
}

type Reading = {
  readonly answers: readonly StoredMeetingAnswer[]
  readonly askedAt: ReadonlyMap<string, Date>
  readonly clauses: ClauseViews
  readonly names: ReadonlyMap<string, string>
}

function featureView(
  cell: AccountCell,
  person: MeetingPerson,
  { answers, askedAt, clauses, names }: Reading,
): NoticedFeatureView {
  const { scene, participant, decisions } = person
  const { purpose: feature } = cell.question
  const { title, summary } = cell.purpose
  const turned = scene.meeting.features.get(feature)
  const answer = decisions.ask(feature)
  const own = participant.isPresent ? decisions.ask(feature, participant.participant) : null
  const facts = { title, switch: turned?.switch ?? null, answer, own }
  const account = { accountName: scene.host.name, accountContact: scene.host.contact }
  const isOwnMember = participant.account === scene.host.id
  const said = answerView(answers, feature, person)
  return {
    feature,
    title,
    summary,
    switch: facts.switch,
    turned: turnedWords(feature, person, names),
    turnedAt: turned?.turnedAt?.toISOString() ?? null,
    mode: answer.mode,
    state: noticedState(facts),
    sentence: noticedSentence(facts),
    askedAt: askedAt.get(feature)?.toISOString() ?? null,
    answer: said,
    isAnswered: said !== null && !ENDED.has(said.status),
    isStandingNo: isStandingNo(feature, person),
    mayInclude:
      !scene.meeting.hasEnded &&
      ceilingOf(cell.ceilings) === 'open' &&
      cell.permission === 'members_decide',
    labels: answerLabels(answer.mode),
    effects: answerEffects(answer.mode, { isOwnMember }),
    notice: noticeView(cell, account),
    clauses: clauses(cell),
  }
}

const ENDED: ReadonlySet<string> = new Set(['revoked', 'stale'])

function answerView(
  answers: readonly StoredMeetingAnswer[],
  feature: string,
  person: MeetingPerson,
): NoticedFeatureView['answer'] {
  const end = person.endOf(feature)
  const status = answerStatus(answers, feature, end)
  const last = answers.findLast(({ purpose }) => purpose === feature)
  if (status === 'undecided' || last === undefined) return null
  const ended =
    end === null || end.by === 'texts'
      ? null
      : { by: whoEnded(end, person), at: end.at.toISOString() }
  return { status, at: last.at.toISOString(), receiptId: last.eventId, ended }
}

/** As a sentence begins with it. */
function whoEnded({ by }: AnswerEnd, { scene, participant }: MeetingPerson): string {
  if (by === 'operator') return catalogueIn(scene.platform)?.operator.name ?? 'The platform'
  const isTheirs = by === 'own_account' || participant.account === scene.host.id
  return isTheirs ? 'Your organisation' : scene.host.name
}

const STANDING_NOES: ReadonlySet<AnswerCode> = new Set(['MEMBER_REFUSED', 'MEMBER_WITHDREW'])

/** Asked of the reader alone: what the meeting is told is about others too. */
function isStandingNo(
  feature: string,
  { participant: { account, member }, decisions }: MeetingPerson,
): boolean {
  if (account === null || member === null) return false
  const { reasons } = decisions.askMember(feature, account, member)
  return reasons.some(({ code }) => STANDING_NOES.has(code))
}

function turnedWords(
  feature: string,
  person: MeetingPerson,
  names: ReadonlyMap<string, string>,
): string | null {
  const { scene, notice } = person
  const noticed = notice.document.features.find((each) => each.feature === feature)
  const turned = scene.meeting.features.get(feature)
  if (noticed === undefined || noticed.switch === null || turned === undefined) return null
  const verb = noticed.switch === 'on' ? 'Turned on' : 'Turned off'
  if (noticed.turnedBy === 'platform') return `${verb} by the meeting service itself`
  const name = nameOf(turned.turnedBy, scene, names)
  if (noticed.turnedBy === 'participant') return `${verb} by ${name ?? 'somebody in this meeting'}`
  return name === null
    ? `${verb} by the host of this meeting`
    : `${verb} by ${name}, who hosts this meeting`
}

/** Of somebody of another organisation or of none it is not said who: they did not come here to be named. */
function nameOf(
  participant: string | null,
  { meeting, host }: MeetingPerson['scene'],
  names: ReadonlyMap<string, string>,
): string | null {
  const who = meeting.participants.get(participant ?? '')
  return who?.account === host.id ? (names.get(who.member ?? '') ?? null) : null
}

function membersIn({ scene }: MeetingPerson): readonly string[] {
  const turners = [...scene.meeting.features.values()].flatMap(({ turnedBy }) => turnedBy ?? [])
  return turners.flatMap((id) => scene.meeting.participants.get(id)?.member ?? [])
}

async function settingsOf({ participant, scene }: MeetingPerson, { database }: QueryContext) {
  if (participant.account === null || participant.member === null) return null
  const account =
    participant.account === scene.host.id
      ? scene.host
      : await findHost(database, participant.account)
  return account === null ? null : { account: account.slug, accountName: account.name }
}

type Standing = Pick<NoticedFeatureView, 'switch' | 'title'>

/** What is on comes first, then what may come, then what is off. */
export function byStanding(a: Standing, b: Standing): number {
  const place = ({ switch: position }: Standing) =>
    position === 'on' ? 0 : position === null ? 1 : 2
  return place(a) - place(b) || (a.title < b.title ? -1 : 1)
}
