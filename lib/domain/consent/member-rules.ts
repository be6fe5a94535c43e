import { isSilenceNoVote, memberRules, resolveWithinAccount, type RuleCode } from '@assent/decision'
import type { AccountPolicy } from '#lib/domain/account/policy.ts'
import { findCategory, type Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import type { MemberCell } from './member-consents.ts'

/** What rules of a kind look at of a member and of their account. */
export type RulesNow = Pick<AccountPolicy, 'regime' | 'setting'> & {
  /** As the platform states it; null where it said nothing. */
  readonly isMinor: boolean | null
  /** Where the authorisation of a feature is recorded; null where there is none. */
  readonly authorisationOf: (purpose: string) => string | null
}

/** A member's side of a question as the decision point answers it: with the rules that hold whatever they say. */
export type RuledCell = MemberCell & {
  readonly rules: readonly RuleCode[]
  /** Why it runs without a yes; null where it takes one. */
  readonly otherGround: string | null
  /** Of those under age: it runs on what their account was authorised to. */
  readonly isAuthorised: boolean
}

/** By the rule of the decision point (packages/decision, "The rules"): there is no other one. */
export function underRules(
  cell: MemberCell,
  catalogue: Catalogue,
  { regime, setting, isMinor: stated, authorisationOf }: RulesNow,
): RuledCell {
  const { question, purpose, category } = cell
  const { kind } = question
  const isMinor = stated ?? regime === 'minors'
  const takesIn = category === null ? purpose.categories : [category.key]
  const needsConsent = takesIn.some((key) => findCategory(catalogue, key)?.needsConsent === true)
  const authorisation = authorisationOf(purpose.key)
  const rules = memberRules(
    { kind, ruledOutIn: purpose.ruledOutIn ?? [], needsConsent },
    { regime, setting, isAuthorised: authorisation !== null },
    isMinor,
  )
  const isGrounded = cell.ground === 'other_ground'
  const ground = isSilenceNoVote({ kind, needsConsent }, isGrounded, isMinor)
    ? 'other_ground'
    : 'consent'
  const own = resolveWithinAccount({
    ...{ kind, ceilings: cell.governingCeilings, account: cell.permission, groups: cell.groups },
    ...{ ground, member: cell.view.status },
  })
  const isAuthorised = isMinor && ground === 'other_ground' && !isGrounded
  return {
    ...{ ...cell, rules, ground, isAuthorised },
    decision: rules.length === 0 ? own : { ...own, decision: 'deny', opinion: 'PROHIBITED' },
    otherGround:
      ground === 'consent' ? null : isGrounded ? (cell.asking?.reference ?? null) : authorisation,
  }
}
