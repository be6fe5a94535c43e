import type { PurposeKind } from '@assent/decision'
import { isKnown } from '#lib/domain/catalogue/catalogue.ts'
import type { ChoiceKind } from '#lib/domain/ledger/act.ts'
import { catalogueIn, type Platform } from '#lib/domain/platform/platform.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { decideChoice, type ChoiceRefusal, type Intent } from './decide-choice.ts'
import type { MemberCell } from './member-consents.ts'

/** One thing that a person answers about themselves. */
export type Answered = {
  readonly purpose: string
  readonly category: string | null
  readonly intent: Intent
}

/** Where a member stands on all that they can answer. */
export type AnswerableMember = {
  readonly platform: Platform
  readonly member: readonly MemberCell[]
  /** What they answered and are no longer asked: a yes to it can be taken back. */
  readonly retired: readonly MemberCell[]
}

/** What an answer is recorded as; null where it is so already. `bases`: what it expects unchanged, and what is so now. */
export function decideAnswer(
  answered: Answered,
  kind: PurposeKind,
  { platform, member, retired }: AnswerableMember,
  bases: (cell: MemberCell) => { readonly expected: string | null; readonly current: string },
): Result<{ readonly cell: MemberCell; readonly kind: ChoiceKind } | null, ChoiceRefusal> {
  const { purpose, category, intent } = answered
  const cell = [...member, ...retired].find(
    ({ question }) =>
      question.kind === kind && question.purpose === purpose && question.category === category,
  )
  const catalogue = catalogueIn(platform)
  const known = catalogue === null ? 'unknown_purpose' : isKnown(catalogue, purpose, category)
  if (cell === undefined)
    return fail(known === 'unknown_category' ? 'unknown_category' : 'unknown_purpose')
  const { expected, current } = bases(cell)
  const outcome = decideChoice(intent, {
    known,
    status: cell.view.status,
    ceilings: cell.ceilings,
    account: cell.permission,
    groups: cell.groups,
    expectedBasis: expected,
    currentBasis: current,
  })
  if (!outcome.ok) return outcome
  return ok(outcome.value === 'nothing' ? null : { cell, kind: outcome.value })
}
