import { ownAnswers } from '#lib/domain/meeting/own-answers.ts'
import type { MeetingCaller } from '#lib/domain/meeting/meeting-caller.ts'
import { observedUntil } from '#lib/domain/meeting/observed-until.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { loadMeetingAnswers, loadMeetingAskings } from '#lib/store/meeting-acts.ts'
import {
  loadMeetingPerson,
  type MeetingPerson,
  type MeetingPersonRefusal,
} from '#lib/store/meeting-person.ts'
import { findHost } from '#lib/store/meeting-scene.ts'
import { loadNames } from '#lib/store/people.ts'
import type { Language } from '#lib/words/language.ts'
import { meetingWords } from '#lib/words/meeting/words-by-language.ts'
import type { QueryContext } from './context.ts'
import { loadClauseViews, type PartyView } from './control-views.ts'
import { noticedFeature, type NoticedFeatureView } from './noticed-feature.ts'

/** What somebody in a meeting is told and asked, as it is now. Plain data, fit for a client. */
export type MeetingNoticeView = {
  readonly meeting: string
  /** Of the notice, SHA-256, hex: what is sent back with a display and an answer. */
  readonly digest: string
  readonly language: Language
  readonly roster: number
  readonly hasEnded: boolean
  /**
   * Decisions in this meeting are only watched until then (ISO 8601), and nobody has to follow an answer
   * before; null where they hold.
   */
  readonly observedUntil: string | null
  readonly operator: string
  /** Whose meeting it is, and how to reach them. */
  readonly host: PartyView
  /** Is the reader a member of some account, with answers of their own that stand beside these? */
  readonly settings: { readonly account: string; readonly accountName: string } | null
  readonly features: readonly NoticedFeatureView[]
}

/** The notice of a meeting for one who is in it. */
export async function findMeetingNotice(
  caller: MeetingCaller,
  about: { readonly meetingId: string; readonly participant: string | null },
  language: Language,
  context: QueryContext,
): Promise<Result<MeetingNoticeView, MeetingPersonRefusal>> {
  const { database, digestOf } = context
  const moment = { at: context.now(), before: null, language, digestOf }
  const person = await loadMeetingPerson(database, caller, about, moment)
  if (typeof person === 'string') return fail(person)
  const { scene, participant, notice, decisions } = person
  const features = notice.document.features.flatMap(({ feature }) => scene.cells.get(feature) ?? [])
  const [given, askings, clauses, names, settings] = await Promise.all([
    loadMeetingAnswers(database, scene.stored.id, participant.participant),
    loadMeetingAskings(database, scene.stored.id),
    loadClauseViews(context, features),
    loadNames(database, membersIn(person)),
    settingsOf(person, context),
  ])
  const askedAt = new Map(askings.map(({ purpose, at }) => [purpose, at]))
  const answers = ownAnswers(given, ({ subjectId }) => subjectId === person.subjectId)
  const reading = { answers, askedAt, clauses, names, words: meetingWords[language] }
  return ok({
    meeting: scene.stored.id,
    digest: notice.digest,
    language,
    roster: scene.meeting.roster,
    hasEnded: scene.meeting.hasEnded,
    observedUntil: observedUntil(features.map((cell) => decisions.ask(cell.question.purpose))),
    operator: catalogueIn(scene.platform)?.operator.name ?? '',
    host: { ...scene.host.contact, name: scene.host.name },
    settings,
    features: features.map((cell) => noticedFeature(cell, person, reading)).sort(byStanding),
  })
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
