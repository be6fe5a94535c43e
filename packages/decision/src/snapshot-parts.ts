import type { AnswerColumn } from './answer-column.ts'
import type { CategoryAnswer, MarkOutput, Obligation } from './answer.ts'
import type { Ceiling } from './ceiling.ts'
import type { Ground } from './consent-status.ts'
import type { FeatureMode } from './feature-mode.ts'
import type { Regime } from './participant.ts'
import type { Permission } from './permission.ts'
import type { PurposeKind } from './resolve-within-account.ts'
import type { Timeline } from './timeline.ts'

export type PurposeState = {
  readonly key: string
  readonly kind: PurposeKind
  readonly title: string
  /** The notice to show about it now; null where there is none. */
  readonly notice: string | null
  /** A feature's inputs; what of a sharing purpose can be shared. */
  readonly categories: readonly string[]
  /** Settings in which it may never run. */
  readonly ruledOutIn: readonly string[]
  /** How what it makes has to be marked. */
  readonly output?: Omit<MarkOutput, 'type'> | null
}

export type CategoryState = {
  /** What it is derived from, down to what is asked about; itself where it is derived from nothing. */
  readonly sources: readonly string[]
  /** Silence never counts for it, such as a voiceprint. */
  readonly needsConsent: boolean
}

/** A feature as a whole, or one source category of a sharing purpose. */
export type QuestionState = {
  readonly number: number
  readonly purpose: string
  readonly category: string | null
  /** Of the terms in force, the strictest; null where nothing was said of the question: it is not known. */
  ceilings: Timeline<Ceiling> | null
  /** What yeses to it rest on, from 1. */
  readonly bases: (BasisState | undefined)[]
  readonly basisNumbers: Map<string, number>
  readonly answers: AnswerColumn
}

export type BasisState = {
  readonly id: string
  /** The strictest of the terms that a yes on it was given under. */
  readonly ceiling: Ceiling
  /** From when a yes on it is needed again, in milliseconds; null as long as nothing widened. */
  readonly staleFrom: number | null
  /** Does its notice speak of other organisations' meetings too? */
  readonly coversElsewhere: boolean
}

export type AccountState = {
  readonly number: number
  readonly id: string
  external: string | null
  isClosed: boolean
  regime: Regime
  /** Such as workplace or school; null: not said. */
  setting: string | null
  /** Features for which a school's authorisation or the agreement on health data is recorded. */
  authorised: ReadonlySet<string>
  isUnknownPlaceStrict: boolean
  /** Until when its decisions are only watched, in milliseconds; null where they hold. */
  observedUntil: number | null
  /** By the question's number. */
  readonly permissions: (PermissionState | undefined)[]
  readonly groups: Map<string, (Permission | null | undefined)[]>
  /** Of its members, those who left among them. */
  readonly rows: number[]
}

export type PermissionState = {
  readonly permission: Permission | null
  readonly ground: Ground
  readonly mode: FeatureMode | null
  readonly elsewhere: Permission | null
  readonly elsewhereMode: FeatureMode | null
  /** When it was last turned off, by position: what was said in meetings before counts no more. */
  readonly offAt: number
  readonly elsewhereOffAt: number
}

export type MeetingState = {
  readonly id: string
  /** The platform's id, which another account's meeting may have as well. */
  readonly external: string | null
  /** The hosting account's id. */
  account: string
  roster: number
  /** The participant who hosts; null where nobody does. */
  host: string | null
  label: string | null
  isForMinors: boolean
  /** Categories of which the platform can keep one person's part out. */
  leavesOut: ReadonlySet<string>
  switches: ReadonlyMap<string, 'on' | 'off'>
  readonly participants: Map<string, ParticipantState>
}

export type ParticipantState = {
  readonly id: string
  readonly isPresent: boolean
  /** Null for a guest. */
  readonly account: string | null
  readonly member: string | null
  /** The platform has named more than one person by this id. */
  readonly isSeveral: boolean
  readonly device: 'client' | 'phone' | 'room'
  readonly canBeAsked: boolean
  /** ISO 3166-1 or 3166-2; null where it is not known. */
  readonly place: string | null
  /** Null: as their account has it. */
  readonly isMinor: boolean | null
  /** The notices that were shown to them. */
  readonly told: ReadonlySet<string>
  /** By feature: what they said in this meeting, and at which position it was recorded. */
  readonly answers: ReadonlyMap<
    string,
    { readonly answer: 'include' | 'leave_out'; readonly at: number }
  >
}

/** What a purpose, and of a sharing purpose a category, comes down to: worked out once, asked often. */
export type Plan = {
  readonly purpose: PurposeState
  readonly category: string | null
  /** A feature's one; of a category shared, its own or those of all that it is derived from. */
  readonly questions: readonly [QuestionState, ...QuestionState[]]
  readonly needsConsent: boolean
  readonly permitted: readonly CategoryAnswer[]
  readonly denied: readonly CategoryAnswer[]
  /** What every permit asks, whoever it is about. */
  readonly always: readonly Obligation[]
  readonly permittedSentence: string
  readonly deniedSentence: string
}
