import {
  mayConveyAnswers,
  type AccountClient,
  type ConveyanceMethod,
  type MemberPrincipal,
  type Principal,
} from '#lib/domain/account/principal.ts'
import {
  decideAnswer,
  type AnswerableMember,
  type Answered,
} from '#lib/domain/consent/decide-answer.ts'
import type { ChoiceRefusal } from '#lib/domain/consent/decide-choice.ts'
import type { MemberCell } from '#lib/domain/consent/member-consents.ts'
import type { Act, Question } from '#lib/domain/ledger/act.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { choicesAct, type DecidedChoice } from '#lib/signing/choices-act.ts'
import { loadMembershipsByExternalId } from '#lib/store/accounts.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadSomeMemberConsents } from '#lib/store/consents.ts'
import type { Context } from './context.ts'

/** What was on the person's screen: the digest of the notice, and of all that a yes rests on. */
export type Displayed = { readonly notice: string; readonly basis: string }

/** What one person answered in the platform's own client, on one question. */
export type ConveyedAnswer = {
  /** Whom the platform calls so. */
  readonly member: string
  readonly question: Question
  /** A yes says what was displayed. A no needs nothing. */
  readonly choices: readonly (Answered & { readonly displayed: Displayed | null })[]
  readonly language: string
  /** Of the platform's client. */
  readonly interfaceVersion: string
  readonly method: ConveyanceMethod
}

/** The receipt of what was recorded, null where nothing was; why a yes was not, where one was not. */
export type Conveyed = {
  readonly receiptId: string | null
  readonly refused: ConveyanceRefusal | null
}

export type ConveyanceRefusal = ChoiceRefusal | 'member_unknown' | 'answered_meanwhile'

/**
 * Records what people said about themselves in the platform's own client, each as that person's own act,
 * all of them by one statement. Where a yes of somebody is turned away, their noes are recorded and the
 * others' answers too: nothing stands in the way of a no.
 */
export async function conveyChoices(
  principal: Principal,
  answers: readonly ConveyedAnswer[],
  context: Context,
): Promise<Result<readonly Conveyed[], 'forbidden'>> {
  if (!mayConveyAnswers(principal)) return fail('forbidden')
  const ids = [...new Set(answers.map(({ member }) => member))]
  const members = await loadMembershipsByExternalId(context.database, principal.accountId, ids)
  const decided = await decideAll(principal, answers, members, context)
  const acts = decided.flatMap(({ act }) => act ?? [])
  const appended = acts.length === 0 ? ok(undefined) : await appendActs(context.database, acts)
  if (appended.ok) return ok(decided.map(outcomeOf))
  // Somebody answered elsewhere at the same moment: then each goes by itself, and only theirs is lost.
  const outcomes: Conveyed[] = []
  for (const answer of answers) outcomes.push(await conveyOne(principal, answer, members, context))
  return ok(outcomes)
}

type Decided = { readonly act: Act | null; readonly refused: ConveyanceRefusal | null }

type Members = ReadonlyMap<string, MemberPrincipal>

function outcomeOf({ act, refused }: Decided): Conveyed {
  return { receiptId: act?.eventId ?? null, refused }
}

/** A yes that is lost against another answer of the same person is refused; a no tries again. */
async function conveyOne(
  principal: AccountClient,
  answer: ConveyedAnswer,
  members: Members,
  context: Context,
): Promise<Conveyed> {
  let isLost = false
  for (;;) {
    const choices: ConveyedAnswer['choices'] = isLost
      ? answer.choices.filter(({ intent }) => intent === 'leave_out')
      : answer.choices
    const [decided] = await decideAll(principal, [{ ...answer, choices }], members, context)
    if (decided === undefined) throw new Error('one answer is decided as one')
    const { act } = decided
    const appended = act === null ? ok(undefined) : await appendActs(context.database, [act])
    if (appended.ok) {
      const { receiptId, refused } = outcomeOf(decided)
      return { receiptId, refused: isLost ? 'answered_meanwhile' : refused }
    }
    isLost ||= choices.some(({ intent }) => intent === 'include')
  }
}

/** In the order of the answers. Those in one language see the same state. */
async function decideAll(
  principal: AccountClient,
  answers: readonly ConveyedAnswer[],
  members: Members,
  context: Context,
): Promise<readonly Decided[]> {
  const loaded = new Map<string, ReadonlyMap<string, AnswerableMember>>()
  for (const [language, ofLanguage] of Map.groupBy(answers, (answer) => answer.language)) {
    const subjects = ofLanguage.flatMap(({ member }) => members.get(member)?.subjectId ?? [])
    const purposes = new Set(
      ofLanguage.flatMap(({ choices }) => choices.map(({ purpose }) => purpose)),
    )
    const consents = await loadSomeMemberConsents(
      context.database,
      principal.accountId,
      { subjectIds: [...new Set(subjects)], purposes },
      { at: context.now(), before: null, language, digestOf: context.digestOf },
    )
    loaded.set(language, consents)
  }
  return answers.map((answer) => {
    const member = members.get(answer.member)
    const consents = member && loaded.get(answer.language)?.get(member.subjectId)
    if (member === undefined || consents === undefined)
      return { act: null, refused: 'member_unknown' }
    return decideOne(principal, answer, { member, consents }, context)
  })
}

function decideOne(
  { subjectId: apiKeyId }: AccountClient,
  answer: ConveyedAnswer,
  whose: { readonly member: MemberPrincipal; readonly consents: AnswerableMember },
  context: Context,
): Decided {
  const { consents, member } = whose
  const kind = answer.question === 'features' ? 'feature' : 'sharing'
  const decided = answer.choices.map((choice) =>
    decideAnswer(choice, kind, consents, (cell) => basesOf(choice.displayed, cell)),
  )
  const refused = decided.find((each) => !each.ok)?.code ?? null
  const all = decided.flatMap((each) => (each.ok && each.value !== null ? [each.value] : []))
  const choices: readonly DecidedChoice[] =
    refused === null ? all : all.filter((each) => each.kind !== 'give')
  if (choices.length === 0) return { act: null, refused }
  const conveyance = { apiKeyId, method: answer.method }
  const selection = { ...answer, choices, platform: consents.platform }
  return { act: choicesAct({ ...member, conveyance }, selection, context), refused }
}

/** What was displayed was this notice, and nothing that it rests on has changed since. */
function basesOf(displayed: Displayed | null, cell: MemberCell) {
  const isCurrent = displayed !== null && displayed.notice === cell.notice.digest
  return { expected: isCurrent ? displayed.basis : null, current: cell.basisDigest }
}
