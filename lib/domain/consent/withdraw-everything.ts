import type { Decision } from '@assent/decision'
import { leaveOutOutcome } from './decide-choice.ts'
import type { ConsentStatus } from './status.ts'

/** Where a member stands on one purpose and category. */
export type Standing = {
  readonly purpose: string
  readonly category: string | null
  readonly status: ConsentStatus
  readonly decision: Decision
}

/** The no that is recorded for one standing. */
export type Withdrawal = {
  readonly purpose: string
  readonly category: string | null
  readonly outcome: 'refuse' | 'withdraw'
}

/**
 * The noes that "withdraw everything" records: one for each yes, over both questions, and one for
 * each feature that runs on another ground than the person's yes. What nobody said yes to and what
 * does not run is left as it is: it is a no already, and no answer is put in anyone's mouth.
 */
export function withdrawEverything(standings: readonly Standing[]): readonly Withdrawal[] {
  return standings.flatMap(({ purpose, category, status, decision }): readonly Withdrawal[] => {
    const outcome = leaveOutOutcome(status)
    if (outcome === 'nothing') return []
    const isAnswered = outcome === 'withdraw' || decision.decision === 'permit'
    return isAnswered ? [{ purpose, category, outcome }] : []
  })
}
