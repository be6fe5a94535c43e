import type { MemberPrincipal, Principal } from '#lib/domain/account/principal.ts'
import { decideAnswer, type Answered } from '#lib/domain/consent/decide-answer.ts'
import type { ChoiceRefusal } from '#lib/domain/consent/decide-choice.ts'
import { answerBasis } from '#lib/domain/consent/page-basis.ts'
import type { Question } from '#lib/domain/ledger/act.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadMemberConsents, type LoadedMember } from '#lib/store/consents.ts'
import { choicesAct, type DecidedChoice } from '#lib/signing/choices-act.ts'
import type { Context } from './context.ts'

export type ChoicesInput = {
  readonly question: Question
  readonly choices: readonly Answered[]
  /** What the page rested on (page-basis.ts); null where the page did not say. Only a yes needs it. */
  readonly expected: string | null
  readonly language: string
  readonly interfaceVersion: string
}

type Refusal = ChoiceRefusal | 'forbidden' | 'mixed_question' | 'answered_meanwhile'

/** The receipt of what was recorded; null where everything was so already. */
export type Recorded = { readonly receiptId: string | null }

/**
 * Records what a person says about themselves, on one question: all features, or one sharing
 * purpose. Where a yes is turned away, nothing of it is written, and the noes made beside it are:
 * nothing stands in the way of a no, another answer of the same person at the same moment either.
 */
export async function makeChoices(
  principal: Principal,
  input: ChoicesInput,
  context: Context,
): Promise<Result<Recorded, Refusal> & { readonly recorded?: string | null }> {
  if (principal.kind !== 'member') return fail('forbidden')
  if (isMixed(input)) return fail('mixed_question')
  refuseRepeated(input)
  let isLost = false
  for (;;) {
    const loaded = await loadOwn(principal, input, context)
    const decided = input.choices.map((choice) => decideOne(choice, input, loaded, context))
    const refused = decided.find((each) => !each.ok)
    const toRecord = decided.flatMap((each) => (each.ok && each.value !== null ? [each.value] : []))
    const noes = toRecord.filter(({ kind }) => kind !== 'give')
    const code: Refusal | undefined = isLost ? 'answered_meanwhile' : refused?.code
    const choices: readonly DecidedChoice[] = code === undefined ? toRecord : noes
    const receiptId = await record(principal, input, choices, loaded, context)
    if (receiptId.ok) {
      if (code === undefined) return ok({ receiptId: receiptId.value })
      return { ...fail(code), recorded: receiptId.value }
    }
    // Lost against another answer of the same person. A yes is shown what happened; a no tries again.
    isLost ||= choices.some(({ kind }) => kind === 'give')
  }
}

/** One selection is about one question: never features with sharing, never two sharing purposes. */
function isMixed({ question, choices }: ChoicesInput): boolean {
  return question === 'sharing' && new Set(choices.map(({ purpose }) => purpose)).size > 1
}

/** Two answers to one question in one act have no order; to try them again would never end. */
function refuseRepeated({ choices }: ChoicesInput): void {
  const asked = choices.map(({ purpose, category }) => JSON.stringify([purpose, category]))
  if (new Set(asked).size < asked.length)
    throw new Error('a selection answers one question more than once')
}

async function loadOwn(
  principal: MemberPrincipal,
  input: ChoicesInput,
  context: Context,
): Promise<LoadedMember> {
  return loadMemberConsents(context.database, principal.accountId, principal.subjectId, {
    at: context.now(),
    before: null,
    language: input.language,
    digestOf: context.digestOf,
  })
}

function decideOne(
  choice: ChoicesInput['choices'][number],
  input: ChoicesInput,
  loaded: LoadedMember,
  context: Context,
): Result<DecidedChoice | null, ChoiceRefusal> {
  const kind = input.question === 'features' ? 'feature' : 'sharing'
  const scope = kind === 'feature' ? null : choice.purpose
  return decideAnswer(choice, kind, loaded, () => ({
    expected: input.expected,
    current: answerBasis(loaded.cells, kind, scope, context.digestOf),
  }))
}

async function record(
  principal: MemberPrincipal,
  input: ChoicesInput,
  choices: readonly DecidedChoice[],
  loaded: LoadedMember,
  context: Context,
): Promise<Result<string | null, 'conflict'>> {
  if (choices.length === 0) return ok(null)
  const act = choicesAct(principal, { ...input, choices, platform: loaded.platform }, context)
  const appended = await appendActs(context.database, [act])
  return appended.ok ? ok(act.eventId) : fail('conflict')
}
