import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { findCategory, type Catalogue, type Category } from '#lib/domain/catalogue/catalogue.ts'
import type { MemberCell } from '#lib/domain/consent/member-consents.ts'
import type { Act, ChoiceKind, Question } from '#lib/domain/ledger/act.ts'
import {
  catalogueIn,
  type Platform,
  type PublishedNotice,
  type PublishedTerms,
} from '#lib/domain/platform/platform.ts'
import {
  accountParty,
  consentReceipt,
  recordId,
  type ConsentChoice,
} from '#lib/domain/receipt/consent-receipt.ts'
import { buildStatement, relatedNotice, relatedTerms } from '#lib/domain/receipt/statement.ts'
import { signAct, type StatementSigner } from './sign-act.ts'

export type DecidedChoice = { readonly cell: MemberCell; readonly kind: ChoiceKind }

export type ChoicesSelection = {
  readonly question: Question
  readonly language: string
  readonly interfaceVersion: string
  readonly choices: readonly DecidedChoice[]
  readonly platform: Platform
}

type Making = {
  readonly now: () => Date
  readonly newId: () => string
  readonly signer: StatementSigner
  readonly publicUrl: string
}

/** One selection of one member, signed: its choices, and the consent receipt over all of them. */
export function choicesAct(
  principal: MemberPrincipal,
  selection: ChoicesSelection,
  making: Making,
): Act {
  const { accountId, subjectId } = principal
  const [eventId, at] = [making.newId(), making.now()]
  const terms = distinct(selection.choices.flatMap(({ cell }) => cell.clauses.map((c) => c.terms)))
  const notices = distinct(selection.choices.map(({ cell }) => cell.notice))
  const ofMember = { eventId, accountId, subjectId }
  return signAct(making.signer, {
    event: { id: eventId, kind: 'choices_made', accountId, actorId: subjectId, at },
    receiptOf: subjectId,
    conveyance: principal.conveyance,
    details: {
      selection: [
        {
          ...ofMember,
          question: selection.question,
          language: selection.language,
          interfaceVersion: selection.interfaceVersion,
          termsVersionIds: terms.map(({ id }) => id),
        },
      ],
      choice: selection.choices.map(({ cell, kind }, ordinal) => ({
        ...ofMember,
        ordinal,
        purpose: cell.question.purpose,
        category: cell.question.category,
        seq: (cell.lastChoice?.seq ?? 0) + 1,
        kind,
        noticeId: cell.notice.id,
      })),
    },
    statement: statementOf(principal, selection, { eventId, at, terms, notices }, making.publicUrl),
  })
}

function statementOf(
  principal: MemberPrincipal,
  selection: ChoicesSelection,
  act: {
    readonly eventId: string
    readonly at: Date
    readonly terms: readonly PublishedTerms[]
    readonly notices: readonly PublishedNotice[]
  },
  publicUrl: string,
) {
  const catalogue = catalogueIn(selection.platform)
  return buildStatement({
    kind: 'ConsentReceipt',
    eventId: act.eventId,
    at: act.at,
    publicUrl,
    document: consentReceipt({
      eventId: act.eventId,
      at: act.at,
      publicUrl,
      language: selection.language,
      interfaceVersion: selection.interfaceVersion,
      controlUrl: `${publicUrl}/accounts/${principal.accountSlug}/${selection.question}`,
      subjectId: principal.subjectId,
      account: accountParty(publicUrl, {
        slug: principal.accountSlug,
        name: principal.accountName,
        contact: principal.accountContact,
      }),
      authority: catalogue?.authority ?? null,
      choices: selection.choices.map((choice) => receiptChoice(choice, catalogue)),
    }),
    texts: [
      ...act.terms.map((each) => relatedTerms(publicUrl, each)),
      ...act.notices.map((each) => relatedNotice(publicUrl, each)),
    ],
  })
}

function receiptChoice({ cell, kind }: DecidedChoice, catalogue: Catalogue | null): ConsentChoice {
  const { lastChoice } = cell
  return {
    kind,
    purpose: cell.purpose,
    categories: cell.category === null ? inputsOf(cell, catalogue) : [cell.category],
    notice: { ...cell.notice.content, text: cell.notice },
    clauses: cell.clauses.map(({ terms, clause }) => ({
      terms,
      anchor: clause.anchor,
      digest: clause.digest,
    })),
    replaces: lastChoice === null ? null : recordId(lastChoice.eventId, lastChoice.ordinal),
  }
}

/** A feature is asked as one, about all its inputs. */
function inputsOf(cell: MemberCell, catalogue: Catalogue | null): readonly Category[] {
  if (catalogue === null) return []
  return cell.purpose.categories.flatMap((key) => findCategory(catalogue, key) ?? [])
}

function distinct<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()]
}
