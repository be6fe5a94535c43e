import { basicsOf, reasonsFor, unanswered, whyNotNow } from './answer-parts.ts'
import type { AnswerCode } from './answer-reason.ts'
import type { Answer } from './answer.ts'
import type { Ceiling } from './ceiling.ts'
import { memberVote } from './consent-status.ts'
import { consentedCode } from './participant.ts'
import type { AccountState, Plan, QuestionState } from './snapshot-parts.ts'
import { planOf } from './plan.ts'
import { isSilenceNoVote, memberRules } from './member-rules.ts'
import type { MemberQuestion } from './question.ts'
import type { Snapshot } from './snapshot.ts'
import { consentedCeiling, standingAt, standingUntil } from './standing.ts'
import { changesAfter, valueAt } from './timeline.ts'

/** May the purpose be used on one member, as far as their own account decides it? */
export function evaluateMember(snapshot: Snapshot, question: MemberQuestion, now: number): Answer {
  const found = findMember(snapshot, question, now)
  if (typeof found === 'string') return unanswered(snapshot, question.purpose, found, now)
  const { plan, row } = found
  const codes = memberCodes(snapshot, found, now)
  const isPermitted = codes.length === 0
  let changesAt = Infinity
  for (const each of plan.questions)
    changesAt = Math.min(
      changesAt,
      standingUntil(each, row),
      changesAfter(each.ceilings ?? [], now),
    )
  const { opinion, reasons } = isPermitted ? PERMITTED : reasonsFor(codes)
  const basics = basicsOf(snapshot, plan.purpose.kind, now, changesAt)
  return {
    decision: isPermitted ? 'permit' : 'deny',
    opinion,
    purpose: plan.purpose.key,
    mode: null,
    categories: isPermitted ? plan.permitted : plan.denied,
    reasons,
    termsVersions: basics.termsVersions,
    revision: basics.revision,
    roster: null,
    evaluatedAt: basics.evaluatedAt,
    validUntil: basics.validUntil,
    observedUntil: basics.observedUntil,
    stateAge: basics.stateAge,
    obligations: isPermitted ? plan.always : NO_OBLIGATIONS,
    sentence: isPermitted ? plan.permittedSentence : plan.deniedSentence,
  }
}

/** The same answer as a boolean, and nothing written for it. */
export function isMemberPermitted(
  snapshot: Snapshot,
  question: MemberQuestion,
  now: number,
): boolean {
  const found = findMember(snapshot, question, now)
  return typeof found !== 'string' && memberCodes(snapshot, found, now).length === 0
}

type Found = { readonly plan: Plan; readonly account: AccountState; readonly row: number }

function findMember(
  snapshot: Snapshot,
  { account: accountId, member, purpose, category }: MemberQuestion,
  now: number,
): Found | AnswerCode {
  const plan = planOf(snapshot, purpose, category ?? null)
  if (typeof plan === 'string') return plan
  const why = whyNotNow(snapshot, plan.purpose.kind, now)
  if (why !== null) return why
  const account = snapshot.accountOf(accountId)
  if (account === null) return 'UNKNOWN_ACCOUNT'
  const row = snapshot.members.find(account.number, member)
  return row === null ? 'UNKNOWN_MEMBER' : { plan, account, row }
}

/** All that stands in the way; empty exactly when it is permitted. Nothing is allocated for a yes. */
function memberCodes(snapshot: Snapshot, found: Found, now: number): readonly AnswerCode[] {
  const { plan, account, row } = found
  const isMinor = snapshot.members.isMinor(row) ?? account.regime === 'minors'
  const isOrdinary = !isMinor && account.regime === 'none' && account.setting === null
  let codes = isOrdinary ? NOTHING : ruleCodes(plan, account, isMinor)
  for (const question of plan.questions) {
    const ceiling = ceilingAt(question, now)
    if (ceiling !== 'open') codes = [...codes, ...consentedCode(ceiling)]
    codes = withAbove(codes, snapshot, found, question)
    codes = withOwn(codes, found, question, isMinor, now)
  }
  return codes
}

function ruleCodes(plan: Plan, account: AccountState, isMinor: boolean): readonly AnswerCode[] {
  const { kind, key, ruledOutIn } = plan.purpose
  const { regime, setting, authorised } = account
  const purpose = { kind, ruledOutIn, needsConsent: plan.needsConsent }
  return memberRules(purpose, { regime, setting, isAuthorised: authorised.has(key) }, isMinor)
}

/** Before anything was said of it, nobody can have been offered a choice. */
export function ceilingAt(question: QuestionState, now: number): Ceiling {
  return valueAt(question.ceilings ?? [], now) ?? 'no_choice'
}

/** Their account's word, and that of each of their groups. */
function withAbove(
  codes: readonly AnswerCode[],
  { members }: Snapshot,
  { account, row }: Found,
  { number }: QuestionState,
): readonly AnswerCode[] {
  const permission = account.permissions[number]?.permission ?? null
  const above: readonly AnswerCode[] =
    permission === 'members_decide'
      ? codes
      : [...codes, permission === 'off' ? 'ACCOUNT_OFF' : 'ACCOUNT_UNSET']
  if (account.groups.size === 0) return above
  const isOff = members.groupsOf(row).some((group) => account.groups.get(group)?.[number] === 'off')
  return isOff ? [...above, 'GROUP_OFF'] : above
}

/** Their own word; and of the terms in force and those consented under, the stricter governs. */
function withOwn(
  codes: readonly AnswerCode[],
  { plan, account, row }: Found,
  question: QuestionState,
  isMinor: boolean,
  now: number,
): readonly AnswerCode[] {
  const standing = standingAt(question, row, now)
  if (standing === 'given') {
    const consented = consentedCeiling(question, row)
    return consented === 'open' ? codes : [...codes, ...consentedCode(consented)]
  }
  const vote = memberVote(standing)
  if (vote.opinion === 'GRANT') return codes
  const isGrounded = account.permissions[question.number]?.ground === 'other_ground'
  const { kind } = plan.purpose
  const isNoVote = isSilenceNoVote({ kind, needsConsent: plan.needsConsent }, isGrounded, isMinor)
  return vote.opinion === 'UNSET' && isNoVote ? codes : [...codes, vote.code]
}

const NOTHING: readonly AnswerCode[] = []
const NO_OBLIGATIONS: Answer['obligations'] = []
const PERMITTED: Pick<Answer, 'opinion' | 'reasons'> = { opinion: 'GRANT', reasons: [] }
