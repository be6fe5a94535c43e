import { canonicalJson } from '@assent/receipt'
import type { FeatureMode } from '@assent/decision'
import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import type { DigestOf } from '#lib/domain/consent/basis.ts'
import type { Meeting } from './fold-meeting.ts'

/**
 * What people in a meeting are told and asked, at one instant, without a word about any of them: which
 * features are on or may be turned on, by which notices and clauses, and what a no does. The same facts are
 * the same bytes, so its digest names what was on a screen.
 */
export type MeetingNoticeDocument = {
  readonly v: 1
  readonly meeting: string
  readonly language: string
  readonly features: readonly NoticedFeature[]
}

export type NoticedFeature = {
  readonly feature: string
  readonly switch: 'on' | 'off' | null
  /** Who turned it: the host, somebody else in the meeting, or the platform by itself. */
  readonly turnedBy: 'host' | 'participant' | 'platform' | null
  /** What becomes of it where somebody has not said yes; null where nothing decides about it yet. */
  readonly mode: FeatureMode | null
  readonly notice: { readonly id: string; readonly digest: string }
  /** Everything that a yes rests on, as one digest. */
  readonly basis: string
}

export type MeetingNotice = {
  readonly document: MeetingNoticeDocument
  readonly bytes: Uint8Array
  /** SHA-256 of the bytes, hex. */
  readonly digest: string
}

/** Features that nobody turned or announced are in no notice, and so are those without one of their own. */
export function meetingNotice(
  about: {
    readonly meetingId: string
    readonly language: string
    readonly meeting: Meeting
    /** The hosting account's, by feature. */
    readonly cells: ReadonlyMap<string, AccountCell>
    readonly modeOf: (feature: string) => FeatureMode | null
  },
  digestOf: DigestOf,
): MeetingNotice {
  const { meetingId, language, meeting, cells, modeOf } = about
  const features = [...meeting.features].flatMap(([feature, { switch: position, ...turned }]) => {
    const cell = cells.get(feature)
    if (cell === undefined) return []
    const turnedBy = position === null ? null : turnedByWhom(turned.turnedBy, meeting)
    return {
      feature,
      switch: position,
      turnedBy,
      mode: modeOf(feature),
      notice: { id: cell.notice.id, digest: cell.notice.digest },
      basis: cell.basisDigest,
    }
  })
  const document: MeetingNoticeDocument = {
    v: 1,
    meeting: meetingId,
    language,
    features: features.sort((a, b) => (a.feature < b.feature ? -1 : 1)),
  }
  const bytes = new TextEncoder().encode(canonicalJson(document))
  return { document, bytes, digest: digestOf(bytes) }
}

function turnedByWhom(who: string | null, { host }: Meeting): NoticedFeature['turnedBy'] {
  if (who === null) return 'platform'
  return who === host ? 'host' : 'participant'
}

/** What a yes to a feature expects unchanged in the notice that was read; null where it was not in it. */
export function answerBasisIn(document: MeetingNoticeDocument, feature: string): string | null {
  const found = document.features.find((each) => each.feature === feature)
  return found === undefined ? null : `${found.basis} ${found.mode ?? 'undecided'}`
}
