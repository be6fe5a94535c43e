import type { Answer, Obligation } from '../answer.ts'

/** A published track, as `RoomService.listParticipants` and the webhooks name it. */
export type LiveKitTrack = {
  readonly sid: string
  /** MICROPHONE, CAMERA, SCREEN_SHARE, SCREEN_SHARE_AUDIO. */
  readonly source: string
  /** The identity of who published it: the participant's id in questions and answers. */
  readonly identity: string
}

/**
 * Which tracks an egress or an agent may be given now, one track each: so whoever is left out is not in what
 * the feature hears or sees. Empty for a no, and where the answer asks for a notice that was not shown: say
 * by `isNoticeShown` that it was. Ask again at each change of the answer, and stop what is not in it any more.
 */
export function livekitTracks(
  answer: Pick<Answer, 'decision' | 'obligations' | 'categories'>,
  tracks: readonly LiveKitTrack[],
  isNoticeShown: boolean,
): readonly string[] {
  if (answer.decision !== 'permit') return []
  if (!isNoticeShown && answer.obligations.some(({ type }) => type === 'show_notice')) return []
  const taken = new Set(answer.categories.map(({ category }) => category))
  return tracks
    .filter(({ source, identity }) => {
      const category = CATEGORIES.get(source)
      if (category === undefined || !taken.has(category)) return false
      return !answer.obligations.some((each) => isLeftOut(each, identity, category))
    })
    .map(({ sid }) => sid)
}

/** A source that is not known is taken by nothing. */
const CATEGORIES: ReadonlyMap<string, string> = new Map([
  ['MICROPHONE', 'audio'],
  ['SCREEN_SHARE_AUDIO', 'audio'],
  ['CAMERA', 'video'],
  ['SCREEN_SHARE', 'screen_sharing'],
])

function isLeftOut(obligation: Obligation, identity: string, category: string): boolean {
  switch (obligation.type) {
    case 'leave_out':
      return obligation.categories.includes(category) && obligation.participants.includes(identity)
    case 'listen_only':
      return obligation.participants.includes(identity)
    case 'show_notice':
    case 'mark_output':
      return false
  }
}
