/** Where somebody takes part from: a phone and a room's device cannot answer for who is behind it as a client can. */
export const DEVICES = ['client', 'phone', 'room'] as const
export type Device = (typeof DEVICES)[number]

/** Who takes part, as the platform says it. Ids are opaque; a member is named by a random subject id alone. */
export type ParticipantStatement = {
  readonly participant: string
  /** The account's id; null for a guest, and where the platform named one that is not known. */
  readonly account: string | null
  /** The member's subject; null for a guest, and where the platform named one that is not known. */
  readonly member: string | null
  /** The platform named an account or a member that is not known: neither a member nor a guest. */
  readonly isUnidentified: boolean
  readonly device: Device
  /** Can the platform show this one a notice, or read it out? */
  readonly canBeAsked: boolean
  /** ISO 3166-1 or -2; null where it is not known. */
  readonly place: string | null
  readonly isMinor: boolean | null
}

/**
 * What a platform states of a meeting, one at a time. `invited` names somebody who is not there yet, so
 * that they can be asked before; a feature is `announced` where it may be turned on.
 */
export type MeetingStatement =
  | ({ readonly kind: 'invited' | 'joined' } & ParticipantStatement)
  | { readonly kind: 'left'; readonly participant: string }
  | { readonly kind: 'host_changed'; readonly participant: string | null }
  | {
      readonly kind: 'feature_announced' | 'feature_started' | 'feature_stopped'
      readonly feature: string
      /** Who turned it, where it was somebody in the meeting. */
      readonly participant: string | null
    }
  | {
      readonly kind: 'described'
      readonly label: string | null
      readonly isForMinors: boolean
      readonly leavesOut: readonly string[]
    }
  | { readonly kind: 'ended' }

export type MeetingStatementKind = MeetingStatement['kind']

/** A statement as it is kept: `content` is the statement without its kind. */
export type MeetingChange = {
  /** 1, 2, 3 … in the order of arrival; the version of the roster. */
  readonly seq: number
  /** The platform's own name of the statement. */
  readonly key: string
  /** When it happened, by the platform's clock. */
  readonly at: Date
  readonly statement: MeetingStatement
}
