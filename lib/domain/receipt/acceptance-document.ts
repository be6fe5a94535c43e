import type { TermsAnswer } from '#lib/domain/ledger/act.ts'
import type { Party } from '#lib/domain/catalogue/catalogue.ts'
import { partyAs } from './consent-receipt.ts'
import { instant, termsUrl, urnOf, type StatementDocument, type TermsText } from './statement.ts'

/**
 * What an account answered to a terms version, by the name that was typed. A document of its own
 * kind: accepting terms is not a consent and is never written as one.
 */
export function acceptanceDocument(act: {
  readonly eventId: string
  readonly at: Date
  readonly publicUrl: string
  readonly actorId: string
  readonly account: Party
  readonly operator: Party
  readonly terms: TermsText & { readonly title: string }
  readonly answer: TermsAnswer
  /** The day an answer was put off to. */
  readonly until: Date | null
  readonly name: string
  readonly authority: string
}): StatementDocument {
  return {
    '@id': urnOf(act.eventId),
    '@type': 'AcceptanceDocument',
    'dct:created': instant(act.at),
    answer: act.answer,
    ...(act.until === null ? {} : { until: instant(act.until) }),
    'dct:references': {
      '@id': termsUrl(act.publicUrl, act.terms),
      'dct:title': act.terms.title,
      'schema:sha256': act.terms.digest,
    },
    signedBy: {
      '@id': urnOf(act.actorId),
      'dpv:hasName': act.name,
      authority: act.authority,
    },
    'dpv:hasEntity': [partyAs(null, act.account), partyAs(null, act.operator)],
  }
}
