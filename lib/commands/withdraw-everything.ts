import type { MemberPrincipal, Principal } from '#lib/domain/account/principal.ts'
import type { MemberCell } from '#lib/domain/consent/member-consents.ts'
import { withdrawEverything as withdrawals } from '#lib/domain/consent/withdraw-everything.ts'
import type { Act, Question } from '#lib/domain/ledger/act.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { choicesAct, type DecidedChoice } from '#lib/signing/choices-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadMemberConsents, type LoadedMember } from '#lib/store/consents.ts'
import type { Context } from './context.ts'

export type WithdrawEverythingInput = {
  readonly language: string
  readonly interfaceVersion: string
}

/**
 * Takes back every yes of a person, features and sharing alike: one act for them, two selections and
 * two receipts on record, since the questions never share a record. Both are written or neither.
 */
export async function withdrawEverything(
  principal: Principal,
  input: WithdrawEverythingInput,
  context: Context,
): Promise<Result<{ receiptIds: readonly string[] }, 'forbidden'>> {
  if (principal.kind !== 'member') return fail('forbidden')
  for (;;) {
    const { accountId, subjectId } = principal
    const loaded = await loadMemberConsents(context.database, accountId, subjectId, {
      at: context.now(),
      before: null,
      language: input.language,
      digestOf: context.digestOf,
    })
    const noes = noesOf(loaded)
    const acts = (['features', 'sharing'] as const).flatMap((question) =>
      withdrawalAct(principal, { ...input, question }, noes, loaded, context),
    )
    if (acts.length === 0) return ok({ receiptIds: [] })
    const appended = await appendActs(context.database, acts)
    if (appended.ok) return ok({ receiptIds: acts.map(({ eventId }) => eventId) })
    // Another answer of the same person came first: nothing was written, and a no tries again.
  }
}

function noesOf({ member, retired }: LoadedMember): readonly DecidedChoice[] {
  const answered = [...member, ...retired]
  const standings = answered.map(({ question, view, decision }) => ({
    purpose: question.purpose,
    category: question.category,
    status: view.status,
    decision,
  }))
  return withdrawals(standings).flatMap(({ purpose, category, outcome }) => {
    const cell = answered.find((each) => isAbout(each, purpose, category))
    return cell === undefined ? [] : [{ cell, kind: outcome }]
  })
}

function isAbout(cell: MemberCell, purpose: string, category: string | null): boolean {
  return cell.question.purpose === purpose && cell.question.category === category
}

function withdrawalAct(
  principal: MemberPrincipal,
  selection: WithdrawEverythingInput & { readonly question: Question },
  noes: readonly DecidedChoice[],
  { platform }: LoadedMember,
  context: Context,
): Act[] {
  const kind = selection.question === 'features' ? 'feature' : 'sharing'
  const choices = noes.filter(({ cell }) => cell.question.kind === kind)
  return choices.length === 0
    ? []
    : [choicesAct(principal, { ...selection, choices, platform }, context)]
}
