import { shownCount, type Answer, type ShownCount } from '@assent/decision'
import type { ApiClient } from '#lib/domain/account/principal.ts'
import { maySpeakOf } from '#lib/domain/meeting/may-speak-of.ts'
import type { HostLink } from '#lib/domain/meeting/meeting-caller.ts'
import { whyOnly } from '#lib/domain/meeting/why-only.ts'
import { observedUntil } from '#lib/domain/meeting/observed-until.ts'
import { peopleIn } from '#lib/domain/meeting/people-in.ts'
import { leastToRun } from '#lib/domain/meeting/least-to-run.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { loadMeetingAskings } from '#lib/store/meeting-acts.ts'
import { loadMeetingDecisions } from '#lib/store/meeting-decisions.ts'
import { loadMeetingScene, type MeetingScene } from '#lib/store/meeting-scene.ts'
import type { QueryContext } from './context.ts'
import { byStanding } from './meeting-notice.ts'

/** How a meeting stands for whoever hosts it: counts, and never who. Plain data. */
export type MeetingHostView = {
  readonly meeting: string
  /** The platform's own id. */
  readonly name: string
  readonly operator: string
  readonly account: { readonly slug: string; readonly name: string }
  readonly roster: number
  readonly hasEnded: boolean
  readonly isHostPresent: boolean
  readonly present: number
  /** Decisions are only watched until then, ISO 8601; null where they hold. */
  readonly observedUntil: string | null
  readonly features: readonly HostedFeatureView[]
}

export type HostedFeatureView = {
  readonly feature: string
  readonly title: string
  readonly switch: 'on' | 'off' | null
  readonly decision: 'permit' | 'deny'
  readonly mode: Answer['mode']
  /** What a host reads of it after that: counts, under five "not everyone". */
  readonly sentence: string
  /** The least that would let it run, or let it take everybody in; empty where nothing is needed. */
  readonly least: readonly string[]
  readonly included: ShownCount
  /** ISO 8601. */
  readonly askedAt: string | null
  /** Could asking change anything? */
  readonly mayAsk: boolean
}

/** Null where the caller hosts no such meeting. */
export async function findMeetingHostView(
  caller: HostLink | ApiClient,
  meetingId: string,
  language: string,
  context: QueryContext,
): Promise<MeetingHostView | null> {
  const { database, digestOf } = context
  const moment = { at: context.now(), before: null, language, digestOf }
  const scene = await loadMeetingScene(database, meetingId, moment)
  if (scene === null || !maySpeakOf(caller, scene.stored)) return null
  const [decisions, askings] = await Promise.all([
    loadMeetingDecisions(database, meetingId, moment),
    loadMeetingAskings(database, meetingId),
  ])
  if (decisions === null) return null
  const { stored, meeting, host, platform } = scene
  const { present } = peopleIn(meeting)
  const askedAt = new Map(askings.map(({ purpose, at }) => [purpose, at]))
  return {
    meeting: stored.id,
    name: stored.externalId,
    operator: catalogueIn(platform)?.operator.name ?? '',
    account: { slug: host.slug, name: host.name },
    roster: meeting.roster,
    hasEnded: meeting.hasEnded,
    isHostPresent: meeting.participants.get(meeting.host ?? '')?.isPresent === true,
    present,
    observedUntil: observedUntil(
      [...meeting.features.keys()].map((feature) => decisions.ask(feature)),
    ),
    features: [...meeting.features.keys()]
      .map((feature) => {
        const answer = decisions.ask(feature)
        return featureView(feature, scene, answer, present, askedAt.get(feature) ?? null)
      })
      .sort(byStanding),
  }
}

function featureView(
  feature: string,
  { meeting, cells }: MeetingScene,
  answer: Answer,
  present: number,
  askedAt: Date | null,
): HostedFeatureView {
  const cell = cells.get(feature)
  const title = cell?.purpose.title ?? feature
  const leftOut = Math.max(0, ...answer.categories.map((each) => each.leftOut))
  return {
    feature,
    title,
    switch: meeting.features.get(feature)?.switch ?? null,
    decision: answer.decision,
    mode: answer.mode,
    sentence: whyOnly(title, answer.sentence),
    least: leastToRun(answer),
    included: shownCount(answer.decision === 'permit' ? present - leftOut : 0, present),
    askedAt: askedAt?.toISOString() ?? null,
    mayAsk: !meeting.hasEnded && cell?.permission === 'members_decide' && answer.reasons.length > 0,
  }
}
