import { maySpeakOf } from '#lib/domain/meeting/may-speak-of.ts'
import type { MeetingParticipant } from '#lib/domain/meeting/fold-meeting.ts'
import type { MeetingCaller } from '#lib/domain/meeting/meeting-caller.ts'
import { peopleIn } from '#lib/domain/meeting/people-in.ts'
import {
  meetingNotice,
  type MeetingNotice,
  type MeetingNoticeDocument,
} from '#lib/domain/meeting/meeting-notice.ts'
import { loadAnswerEnds, type AnswerEnds } from './answer-ends.ts'
import type { Moment } from './consents.ts'
import type { Database } from './database.ts'
import { findGuest, findMeetingNotice, isErased } from './meeting-acts.ts'
import { loadMeetingDecisions, type Freshness, type MeetingDecisions } from './meeting-decisions.ts'
import { loadMeetingScene, type MeetingScene } from './meeting-scene.ts'

/** One person in a meeting, with all that bears on what they are shown and may answer. */
export type MeetingPerson = {
  readonly scene: MeetingScene
  readonly decisions: MeetingDecisions
  /** Of what they said, as it is now. */
  readonly endOf: AnswerEnds
  readonly participant: MeetingParticipant
  /** What stands for them in acts; null for a guest of whom there was none yet. */
  readonly subjectId: string | null
  /** The meeting's notice as it is now. */
  readonly notice: MeetingNotice
}

export type MeetingPersonRefusal =
  'forbidden' | 'meeting_unknown' | 'participant_unknown' | 'participant_erased'

/**
 * Whom a caller speaks for. A link is of one person; the platform's software names one, with a key that has
 * `scope`. What a caller may not speak of does not exist. `freshness` is of the decisions alone.
 */
export async function loadMeetingPerson(
  database: Database,
  caller: MeetingCaller,
  about: { readonly meetingId: string; readonly participant: string | null },
  moment: Moment,
  freshness: Freshness = 'now',
): Promise<MeetingPerson | MeetingPersonRefusal> {
  if (caller.kind === 'api_client' && !caller.scopes.includes('answers')) return 'forbidden'
  const scene = await loadMeetingScene(database, about.meetingId, moment)
  if (scene === null || !maySpeakOf(caller, scene.stored)) return 'meeting_unknown'
  const participant = participantFor(caller, about.participant, scene)
  if (participant === null || !(await isSomebody(database, participant)))
    return 'participant_unknown'
  const { meetingId } = about
  if (await isErased(database, meetingId, participant.participant)) return 'participant_erased'
  const [decisions, subjectId, endOf] = await Promise.all([
    loadMeetingDecisions(database, meetingId, moment, freshness),
    participant.member ?? findGuest(database, meetingId, participant.participant),
    loadAnswerEnds(database, scene, participant, moment),
  ])
  if (decisions === null) return 'meeting_unknown'
  const notice = noticeOf(scene, decisions, moment)
  return { scene, decisions, participant, subjectId, notice, endOf }
}

/** The same, as they read: in the language of what was on their screen. */
export type MeetingReader = MeetingPerson & {
  /** What they read, by its digest: the notice as it is now, or one that was shown before; null where it was neither. */
  readonly displayed: MeetingNoticeDocument | null
  readonly language: string
}

/**
 * Whoever read the notice with this digest. In which language that was, the digest says, and not the request:
 * `moment.language` is only where the search begins. `languages` are all that a notice is shown in.
 */
export async function loadMeetingReader(
  database: Database,
  caller: MeetingCaller,
  about: { readonly meetingId: string; readonly participant: string | null },
  read: { readonly digest: string; readonly languages: readonly string[] },
  moment: Moment,
): Promise<MeetingReader | MeetingPersonRefusal> {
  const load = (language: string) =>
    loadMeetingPerson(database, caller, about, { ...moment, language }, 'within_a_second')
  const kept = await findMeetingNotice(database, about.meetingId, read.digest)
  if (kept !== null) {
    const person = await load(kept.language)
    return typeof person === 'string' ? person : readerOf(person, kept, kept.language)
  }
  const first = await load(moment.language)
  if (typeof first === 'string') return first
  if (first.notice.digest === read.digest)
    return readerOf(first, first.notice.document, moment.language)
  for (const language of read.languages) {
    const person = await load(language)
    if (typeof person === 'string') return person
    if (person.notice.digest === read.digest)
      return readerOf(person, person.notice.document, language)
  }
  return readerOf(first, null, moment.language)
}

function readerOf(
  person: MeetingPerson,
  displayed: MeetingNoticeDocument | null,
  language: string,
): MeetingReader {
  return { ...person, displayed, language }
}

function participantFor(
  caller: MeetingCaller,
  named: string | null,
  { meeting }: MeetingScene,
): MeetingParticipant | null {
  if (caller.kind === 'api_client') return meeting.participants.get(named ?? '') ?? null
  return peopleIn(meeting).byNumber.get(caller.number) ?? null
}

/** Nobody says anything for whom the platform says more of than is known, or who was erased. */
async function isSomebody(
  { prisma }: Database,
  { isUnidentified, member }: MeetingParticipant,
): Promise<boolean> {
  if (isUnidentified) return false
  if (member === null) return true
  return (await prisma.member.findUnique({ where: { subjectId: member } })) !== null
}

/** The meeting's notice as it is now. */
function noticeOf(
  { stored, meeting, cells }: MeetingScene,
  decisions: MeetingDecisions,
  { language, digestOf }: Pick<Moment, 'language' | 'digestOf'>,
): MeetingNotice {
  const modeOf = (feature: string) => decisions.ask(feature).mode
  return meetingNotice({ meetingId: stored.id, language, meeting, cells, modeOf }, digestOf)
}
