import type { AnswerReason } from './answer-reason.ts'
import type { FeatureMode } from './feature-mode.ts'
import type { Opinion } from './opinion.ts'

/** What the platform is told. Instants are milliseconds since 1970 UTC; `answerJson` writes them out. */
export type Answer = {
  readonly decision: 'permit' | 'deny'
  readonly opinion: Opinion
  readonly purpose: string
  /** In force for this answer; null where the question is not about a feature in a meeting. */
  readonly mode: FeatureMode | null
  /** Each category that the purpose takes in, or that was asked about. */
  readonly categories: readonly CategoryAnswer[]
  /** Why it is not a full yes: empty exactly when it permits, and for everyone. */
  readonly reasons: readonly AnswerReason[]
  /** The terms in force. */
  readonly termsVersions: readonly string[]
  /** The position that the state behind the answer had reached. */
  readonly revision: number
  /** Of the meeting; null where the question is about none. */
  readonly roster: number | null
  readonly evaluatedAt: number
  /** Ask again by then, or sooner when told of a change. Not before `evaluatedAt`. */
  readonly validUntil: number
  /** Nobody is to enforce this answer until then: its accounts only watch decisions. Null where it holds. */
  readonly observedUntil: number | null
  /** How long ago the state was last known to be current, in milliseconds. */
  readonly stateAge: number
  /** A permit holds only where every one of them is met; empty in a deny. */
  readonly obligations: readonly Obligation[]
  /** What a host would read. */
  readonly sentence: string
}

export type CategoryAnswer = {
  readonly category: string
  /** `partial`: without the part of those who are left out. */
  readonly decision: 'permit' | 'partial' | 'deny'
  readonly leftOut: number
}

/** Participants are named by the ids that the platform gave, for its software and for nobody's screen. */
export type Obligation =
  | {
      readonly type: 'show_notice'
      readonly notice: string
      readonly participants: readonly string[]
    }
  | {
      readonly type: 'leave_out'
      readonly categories: readonly string[]
      readonly participants: readonly string[]
    }
  | { readonly type: 'listen_only'; readonly participants: readonly string[] }
  | MarkOutput

/**
 * What the feature makes has to carry a machine-readable mark that it was generated: `mark` is an IRI of the IPTC's
 * digital source types, which C2PA, IPTC and schema.org metadata hold. It is the same in every answer about the feature.
 */
export type MarkOutput = {
  readonly type: 'mark_output'
  /** text, image, audio, video. */
  readonly media: readonly string[]
  readonly mark: string
  /** The law that asks for it, by article. */
  readonly law: string
}

/**
 * Whether it is a permit that leaves nothing to do before or while the feature runs. That its output has to be marked
 * is no condition of taking anybody in, and is known of the feature beforehand: such a permit is one all the same.
 */
export function isPlainPermit({
  decision,
  obligations,
}: Pick<Answer, 'decision' | 'obligations'>): boolean {
  return decision === 'permit' && obligations.every(({ type }) => type === 'mark_output')
}

/** The answer as it travels: JSON members in snake case, instants in ISO 8601 UTC. */
export function answerJson(answer: Answer): Readonly<Record<string, unknown>> {
  return {
    decision: answer.decision,
    purpose: answer.purpose,
    ...(answer.mode === null ? {} : { mode: answer.mode }),
    categories: answer.categories.map(({ category, decision, leftOut }) => ({
      category,
      decision,
      left_out: leftOut,
    })),
    reasons: answer.reasons,
    terms_versions: answer.termsVersions,
    revision: answer.revision,
    ...(answer.roster === null ? {} : { roster: answer.roster }),
    evaluated_at: new Date(answer.evaluatedAt).toISOString(),
    valid_until: new Date(answer.validUntil).toISOString(),
    ...(answer.observedUntil === null
      ? {}
      : { observed_until: new Date(answer.observedUntil).toISOString() }),
    state_age_ms: answer.stateAge,
    obligations: answer.obligations.map(obligationJson),
    sentence: answer.sentence,
  }
}

/**
 * As an obligation travels by AuthZEN's draft profile of obligations, section 4: what it does not name itself
 * is `custom`, and here `action` says what. There is one of each at most, so its action is its id too.
 */
export function obligationJson({ type, ...more }: Obligation): Readonly<Record<string, unknown>> {
  return { id: type, type: 'custom', properties: { action: type, ...more } }
}
