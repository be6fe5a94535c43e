import type { AnswerCode } from './answer-reason.ts'
import type { FeatureMode } from './feature-mode.ts'
import type { FeatureQuestion, FeatureResolution } from './resolve-feature.ts'
import type { MeetingState, Plan } from './snapshot-parts.ts'

/** What the state knows about one feature in one meeting. */
export type MeetingFacts = {
  readonly question: FeatureQuestion
  /** When time alone could change the answer, in milliseconds. */
  readonly changesAt: number
  /** Why one participant is left out; null where they are not. */
  readonly codeOf: (participant: string, mode: FeatureMode | null) => AnswerCode | null
}

/** What that comes to, whoever asks. */
export type ResolvedMeeting = {
  readonly facts: MeetingFacts
  readonly resolution: FeatureResolution
}

/** When it was worked out, and from what. */
type Occasion = {
  readonly meeting: MeetingState
  readonly plan: Plan
  /** Of the state. */
  readonly position: number
  readonly now: number
}

/**
 * What was worked out last. It stands until the state changes, or time alone changes the answer: of ten
 * thousand people in a meeting, each is asked about without a look at all the others.
 */
export class ResolvedMeetings {
  #kept: readonly (Occasion & { readonly resolved: ResolvedMeeting })[] = []

  find({ meeting, plan, position, now }: Occasion): ResolvedMeeting | null {
    const known = this.#kept.find((each) => each.meeting === meeting && each.plan === plan)
    if (known?.position !== position || now < known.now) return null
    return now < known.resolved.facts.changesAt ? known.resolved : null
  }

  keep(occasion: Occasion, resolved: ResolvedMeeting): void {
    const { meeting, plan, position } = occasion
    const others = this.#kept.filter(
      (each) => each.position === position && (each.meeting !== meeting || each.plan !== plan),
    )
    this.#kept = [{ ...occasion, resolved }, ...others.slice(0, KEPT_MAX - 1)]
  }
}

/** Features of a meeting are asked about together, and few meetings are large. */
const KEPT_MAX = 8
