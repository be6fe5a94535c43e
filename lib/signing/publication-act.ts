import { actorIdOf, type Principal } from '#lib/domain/account/principal.ts'
import type { Act } from '#lib/domain/ledger/act.ts'
import { publicationRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement, relatedTerms } from '#lib/domain/receipt/statement.ts'
import type { FrozenMapping } from '#lib/domain/terms/mapping.ts'
import { signAct, type StatementSigner } from './sign-act.ts'

export type PublishedVersion = {
  readonly id: string
  readonly documentSlug: string
  readonly documentTitle: string
  readonly number: number
  readonly digest: string
  readonly effectiveAt: Date
  readonly archival: boolean
}

type Making = {
  readonly now: () => Date
  readonly newId: () => string
  readonly signer: StatementSigner
  readonly publicUrl: string
}

/** The publication of a terms version with the mapping that is frozen with it, signed. */
export function publicationAct(
  principal: Principal,
  version: PublishedVersion,
  frozen: FrozenMapping,
  { now, newId, signer, publicUrl }: Making,
): Act {
  const [eventId, at, actorId] = [newId(), now(), actorIdOf(principal)]
  const { effectiveAt, archival } = version
  const terms = { ...version, title: version.documentTitle }
  const ofVersion = { eventId, termsVersionId: version.id }
  return signAct(signer, {
    event: { id: eventId, kind: 'terms_published', accountId: null, actorId, at },
    receiptOf: null,
    details: {
      publication: [ofVersion],
      clause_purpose: frozen.purposes.map((row, ordinal) => ({ ...ofVersion, ordinal, ...row })),
      ceiling: frozen.ceilings.map((row, ordinal) => ({ ...ofVersion, ordinal, ...row })),
    },
    statement: buildStatement({
      kind: 'PublicationRecord',
      ...{ eventId, at, publicUrl },
      document: publicationRecord({
        ...{ eventId, at, actorId, publicUrl, terms, effectiveAt, archival },
        mapping: frozen,
      }),
      texts: [relatedTerms(publicUrl, terms)],
    }),
  })
}
