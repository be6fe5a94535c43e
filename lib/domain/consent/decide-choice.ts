import { strictestCeiling, type Ceiling, type Permission } from '@assent/decision'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import type { ConsentStatus } from './status.ts'

/** What a person asks for with a control: the two buttons that look alike. */
export type Intent = 'include' | 'leave_out'

/** What is recorded for it; `nothing` when it is so already. */
export type ChoiceOutcome = 'give' | 'refuse' | 'withdraw' | 'nothing'

export type ChoiceRefusal =
  | 'unknown_purpose'
  | 'unknown_category'
  | 'purpose_ended'
  | 'prohibited_by_terms'
  | 'no_choice_offered'
  | 'not_permitted'
  | 'stale_page'

/** What holds for the purpose and category at the instant of the choice. */
export type ChoiceContext = {
  readonly known: 'known' | 'unknown_purpose' | 'unknown_category'
  readonly status: ConsentStatus
  /** Of the terms in force: what is answered now is answered under them. */
  readonly ceilings: readonly Ceiling[]
  readonly account: Permission | null
  readonly groups: readonly (Permission | null)[]
  /** The basis the page was made from (basis.ts), null when the page did not say, and the one in force. */
  readonly expectedBasis: string | null
  readonly currentBasis: string
}

/**
 * What a person's intent is recorded as. A yes needs something to say yes to, a choice that is
 * offered and permitted, and a page that is current. A no needs none of these: for a known purpose
 * it always succeeds, and a yes can be taken back after its purpose has left the catalogue.
 */
export function decideChoice(
  intent: Intent,
  context: ChoiceContext,
): Result<ChoiceOutcome, ChoiceRefusal> {
  return intent === 'include' ? decideInclude(context) : decideLeaveOut(context)
}

/** The no's outcome, by status: what was said yes to is withdrawn, what was not is refused. */
export function leaveOutOutcome(status: ConsentStatus): Exclude<ChoiceOutcome, 'give'> {
  switch (status) {
    case 'given':
    case 'stale':
      return 'withdraw'
    case 'refused':
    case 'withdrawn':
      return 'nothing'
    case 'undecided':
    case 'requested':
    case 'revoked':
    case 'expired':
      return 'refuse'
  }
}

function decideInclude(context: ChoiceContext): Result<ChoiceOutcome, ChoiceRefusal> {
  if (context.known !== 'known') return fail(context.known)
  const ceiling = strictestCeiling(context.ceilings)
  if (ceiling === 'ended') return fail('purpose_ended')
  if (ceiling === 'forbidden') return fail('prohibited_by_terms')
  if (ceiling === 'no_choice') return fail('no_choice_offered')
  if (context.account !== 'members_decide' || context.groups.includes('off')) {
    return fail('not_permitted')
  }
  if (context.expectedBasis !== context.currentBasis) return fail('stale_page')
  return ok(context.status === 'given' ? 'nothing' : 'give')
}

function decideLeaveOut(context: ChoiceContext): Result<ChoiceOutcome, ChoiceRefusal> {
  const outcome = leaveOutOutcome(context.status)
  if (context.known !== 'known' && outcome !== 'withdraw') return fail(context.known)
  return ok(outcome)
}
