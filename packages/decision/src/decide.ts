import { combine, isPermitted, type Opinion } from './opinion.ts'
import { inReportingOrder, type Level, type Reason, type ReasonCode } from './reason.ts'

/** One voter's word. Whatever is not a yes says why. */
export type Vote =
  | { readonly level: Level; readonly opinion: 'GRANT' }
  | {
      readonly level: Level
      readonly opinion: Exclude<Opinion, 'GRANT'>
      readonly code: ReasonCode
    }

/** The answer. `reasons` is empty exactly when it permits, else it names every vote that stands in the way. */
export type Decision = {
  readonly decision: 'permit' | 'deny'
  readonly opinion: Opinion
  readonly reasons: readonly Reason[]
}

/** Combines votes by minimum. No vote at all is a no: NO_VOTERS. */
export function decide(votes: readonly Vote[]): Decision {
  const opinion = combine(votes.map((vote) => vote.opinion))
  if (opinion === null) return deny('UNSET', [{ code: 'NO_VOTERS', level: 'question' }])
  if (isPermitted(opinion)) return { decision: 'permit', opinion, reasons: [] }
  return deny(opinion, votes.flatMap(reasonOf))
}

/**
 * All of several answers as one: what derived data takes from its sources, and what an item takes
 * from everyone in it. The strictest governs; an empty list is a no.
 */
export function decideAll(decisions: readonly Decision[]): Decision {
  const opinion = combine(decisions.map((each) => each.opinion))
  if (opinion === null) return decide([])
  if (isPermitted(opinion)) return { decision: 'permit', opinion, reasons: [] }
  return deny(
    opinion,
    decisions.flatMap((each) => each.reasons),
  )
}

/** The answer to a question about something that is not known: always a no, and it says what. */
export function decideUnknown(code: Extract<ReasonCode, `UNKNOWN_${string}`>): Decision {
  return deny('UNSET', [{ code, level: 'question' }])
}

function deny(opinion: Opinion, reasons: readonly Reason[]): Decision {
  return { decision: 'deny', opinion, reasons: inReportingOrder(reasons) }
}

function reasonOf(vote: Vote): readonly Reason[] {
  return vote.opinion === 'GRANT' ? [] : [{ code: vote.code, level: vote.level }]
}
