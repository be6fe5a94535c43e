import {
  mayAnswerTerms,
  type MemberPrincipal,
  type Principal,
} from '#lib/domain/account/principal.ts'
import type { Act, TermsAnswer } from '#lib/domain/ledger/act.ts'
import {
  catalogueIn,
  stateOf,
  type Platform,
  type PublishedTerms,
} from '#lib/domain/platform/platform.ts'
import { acceptanceDocument } from '#lib/domain/receipt/acceptance-document.ts'
import { accountParty } from '#lib/domain/receipt/consent-receipt.ts'
import { buildStatement, relatedTerms } from '#lib/domain/receipt/statement.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { putOffUntil } from '#lib/domain/terms/terms-answer.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { loadAcceptances } from '#lib/store/acceptances.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import type { Context } from './context.ts'

type Refusal =
  | 'forbidden'
  | 'terms_unknown'
  | 'terms_archival'
  | 'catalogue_missing'
  | 'stale_page'
  | 'until_out_of_range'
  | 'conflict'

export type TermsAnswerInput = {
  readonly documentSlug: string
  readonly number: number
  /** SHA-256 of the text that was on the screen, hex. */
  readonly digest: string
  readonly answer: TermsAnswer
  /** The day to put the answer off to, YYYY-MM-DD: a fortnight on unless said. Only with later. */
  readonly until?: string | undefined
  readonly name: string
  readonly authority: string
}

/**
 * Records what an account answers to a terms version: accept, decline or decide later, by a day within
 * a year. It blocks nothing and writes no consent. Only accepting needs the page to be current.
 */
export async function answerTerms(
  principal: Principal,
  input: TermsAnswerInput,
  context: Context,
): Promise<Result<{ eventId: string }, Refusal>> {
  if (!mayAnswerTerms(principal)) return fail('forbidden')
  const platform = await loadPlatform(context.database)
  const terms = platform.terms.find(
    (each) => each.documentSlug === input.documentSlug && each.number === input.number,
  )
  if (terms === undefined) return fail('terms_unknown')
  if (terms.archival) return fail('terms_archival')
  if (input.answer === 'accept' && !isCurrent(platform, terms, input, context.now()))
    return fail('stale_page')
  const until =
    input.answer === 'later' ? putOffUntil(input.until ?? null, context.now()) : ok(null)
  if (!until.ok) return until
  const answers = await loadAcceptances(context.database, principal.accountId)
  const seq = answers.filter((each) => each.termsVersionId === terms.id).length + 1
  const act = answerAct(principal, platform, terms, { ...input, until: until.value, seq }, context)
  if (act === null) return fail('catalogue_missing')
  const appended = await appendActs(context.database, [act])
  return appended.ok ? ok({ eventId: act.eventId }) : fail('conflict')
}

function isCurrent(
  platform: Platform,
  terms: PublishedTerms,
  input: TermsAnswerInput,
  now: Date,
): boolean {
  return terms.digest === input.digest && stateOf(platform, terms, now) !== 'superseded'
}

function answerAct(
  principal: MemberPrincipal,
  platform: Platform,
  terms: PublishedTerms,
  input: Omit<TermsAnswerInput, 'until'> & { readonly until: Date | null; readonly seq: number },
  context: Context,
): Act | null {
  const operator = catalogueIn(platform)?.operator
  if (operator === undefined) return null
  const { publicUrl } = context
  const [eventId, at] = [context.newId(), context.now()]
  const { accountId, subjectId: actorId } = principal
  const { answer, until, name, authority, seq } = input
  const account = accountParty(publicUrl, {
    slug: principal.accountSlug,
    name: principal.accountName,
    contact: principal.accountContact,
  })
  return signAct(context.signer, {
    event: { id: eventId, kind: 'terms_answered', accountId, actorId, at },
    receiptOf: null,
    conveyance: principal.conveyance,
    details: {
      acceptance: [{ eventId, accountId, termsVersionId: terms.id, seq, answer, until }],
      acceptance_signature: [{ eventId, accountId, signerId: actorId, name, authority }],
    },
    statement: buildStatement({
      kind: 'AcceptanceDocument',
      eventId,
      at,
      publicUrl,
      document: acceptanceDocument({
        eventId,
        at,
        publicUrl,
        actorId,
        account,
        operator,
        terms: { ...terms, title: terms.documentTitle },
        answer,
        until,
        name,
        authority,
      }),
      texts: [relatedTerms(publicUrl, terms)],
    }),
  })
}
