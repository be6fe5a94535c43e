import type { AnswerCode, FeatureMode } from '@assent/decision'
import { languageOf } from '#lib/domain/catalogue/catalogue.ts'
import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import type { AnswerEnd } from '#lib/domain/meeting/answer-end.ts'
import { answerStatus } from '#lib/domain/meeting/answer-status.ts'
import { noticedState, type NoticedState } from '#lib/domain/meeting/noticed-state.ts'
import { peopleIn } from '#lib/domain/meeting/people-in.ts'
import { waitsFor } from '#lib/domain/meeting/wait-cause.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import type { StoredMeetingAnswer } from '#lib/store/meeting-acts.ts'
import type { MeetingPerson } from '#lib/store/meeting-person.ts'
import type { MeetingWords } from '#lib/words/meeting/meeting-words.ts'
import {
  answerEffects,
  answerLabels,
  noticedSentence,
  type AnswerEffects,
} from '#lib/words/meeting/notice-sentences.ts'
import {
  ceilingOf,
  noticeView,
  type ClauseView,
  type ClauseViews,
  type NoticeView,
} from './control-views.ts'

export type NoticedFeatureView = {
  readonly feature: string
  readonly title: string
  readonly summary: string
  /** Of the two (BCP 47): another one than asked for where the operator has no names in that. */
  readonly titleLanguage: string
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

/** What is read for all features of a notice at once. */
export type NoticeReading = {
  readonly answers: readonly StoredMeetingAnswer[]
  readonly askedAt: ReadonlyMap<string, Date>
  readonly clauses: ClauseViews
  readonly names: ReadonlyMap<string, string>
  readonly words: MeetingWords
}

/** One feature in the notice of a meeting, for one who is in it. */
export function noticedFeature(
  cell: AccountCell,
  person: MeetingPerson,
  { answers, askedAt, clauses, names, words }: NoticeReading,
): NoticedFeatureView {
  const { scene, participant, decisions } = person
  const { purpose: feature } = cell.question
  const { title, summary } = cell.purpose
  const turned = scene.meeting.features.get(feature)
  const answer = decisions.ask(feature)
  const own = participant.isPresent ? decisions.ask(feature, participant.participant) : null
  const facts = { switch: turned?.switch ?? null, answer, own }
  const state = noticedState(facts)
  const isWatched = answer.observedUntil !== null
  const account = { accountName: scene.host.name, accountContact: scene.host.contact }
  const isOwnMember = participant.account === scene.host.id
  const said = answerView(answers, feature, person, words)
  return {
    feature,
    title,
    summary,
    titleLanguage: languageOf(cell.purpose, words.language),
    switch: facts.switch,
    turned: turnedWords(feature, person, names, words),
    turnedAt: turned?.turnedAt?.toISOString() ?? null,
    mode: answer.mode,
    state,
    sentence: noticedSentence(words, {
      ...{ state, isWatched },
      waitsFor: waitsFor(answer, peopleIn(scene.meeting).present),
    }),
    askedAt: askedAt.get(feature)?.toISOString() ?? null,
    answer: said,
    isAnswered: said !== null && !ENDED.has(said.status),
    isStandingNo: isStandingNo(feature, person),
    mayInclude:
      !scene.meeting.hasEnded &&
      ceilingOf(cell.ceilings) === 'open' &&
      cell.permission === 'members_decide',
    labels: answerLabels(words, answer.mode),
    effects: answerEffects(words, answer.mode, { isOwnMember }),
    notice: noticeView(cell, account),
    clauses: clauses(cell),
  }
}

const ENDED: ReadonlySet<string> = new Set(['revoked', 'stale'])

function answerView(
  answers: readonly StoredMeetingAnswer[],
  feature: string,
  person: MeetingPerson,
  words: MeetingWords,
): NoticedFeatureView['answer'] {
  const end = person.endOf(feature)
  const status = answerStatus(answers, feature, end)
  const last = answers.findLast(({ purpose }) => purpose === feature)
  if (status === 'undecided' || last === undefined) return null
  const ended =
    end === null || end.by === 'texts'
      ? null
      : { by: whoEnded(end, person, words), at: end.at.toISOString() }
  return { status, at: last.at.toISOString(), receiptId: last.eventId, ended }
}

/** As a sentence begins with it. */
function whoEnded(
  { by }: AnswerEnd,
  { scene, participant }: MeetingPerson,
  { answer }: MeetingWords,
): string {
  if (by === 'operator') return catalogueIn(scene.platform)?.operator.name ?? answer.platform
  const isTheirs = by === 'own_account' || participant.account === scene.host.id
  return isTheirs ? answer.ownOrganisation : scene.host.name
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
  words: MeetingWords,
): string | null {
  const { scene, notice } = person
  const noticed = notice.document.features.find((each) => each.feature === feature)
  const turned = scene.meeting.features.get(feature)
  if (noticed === undefined || noticed.switch === null || turned === undefined) return null
  const say = words.turned[noticed.switch]
  if (noticed.turnedBy === 'platform') return say.byPlatform
  const name = nameOf(turned.turnedBy, scene, names)
  return noticed.turnedBy === 'participant' ? say.byParticipant(name) : say.byHost(name)
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
