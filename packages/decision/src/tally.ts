import {
  answerReason,
  opinionOf,
  orderOf,
  type AnswerCode,
  type AnswerReason,
} from './answer-reason.ts'
import { combine, type Opinion } from './opinion.ts'

/** Counts who stands in the way, by reason: the same people in any order make the same tally. */
export type Tally = Map<AnswerCode, number>

export function addTo(tally: Tally, code: AnswerCode): void {
  tally.set(code, (tally.get(code) ?? 0) + 1)
}

export function reasonsOf(tally: Tally): readonly AnswerReason[] {
  return [...tally]
    .sort(([a], [b]) => orderOf(a) - orderOf(b))
    .map(([code, count]) => answerReason(code, count))
}

/** The minimum over what was counted; GRANT where nothing was: ask only where somebody voted. */
export function opinionIn(tally: Tally): Opinion {
  return combine([...tally.keys()].map(opinionOf)) ?? 'GRANT'
}

/** Of one person's reasons the one that is reported: the strictest, and of those the first. */
export function strictestCode(codes: readonly AnswerCode[]): AnswerCode | null {
  const opinion = combine(codes.map(opinionOf))
  const strictest = codes.filter((code) => opinionOf(code) === opinion)
  return strictest.sort((a, b) => orderOf(a) - orderOf(b))[0] ?? null
}
