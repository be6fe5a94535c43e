import { actorIdOf, type Principal } from '#lib/domain/account/principal.ts'
import type { Act } from '#lib/domain/ledger/act.ts'
import { publicationRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement, relatedTerms } from '#lib/domain/receipt/statement.ts'
import type { PublicationDraft } from '#lib/domain/terms/publication-draft.ts'
import { signAct, type StatementSigner } from './sign-act.ts'

/** A terms version, with all that is frozen with it. */
export type Publication = Pick<PublicationDraft, 'mapping' | 'review'> & {
  readonly version: {
    readonly id: string
    readonly documentId: string
    readonly documentSlug: string
    readonly documentTitle: string
    readonly number: number
    readonly digest: string
    readonly effectiveAt: Date
    readonly archival: boolean
  }
  /** 1, 2, 3 … of the document. */
  readonly seq: number
  readonly at: Date
}

type Making = {
  readonly newId: () => string
  readonly signer: StatementSigner
  readonly publicUrl: string
}

/** The publication of a terms version, signed. */
export function publicationAct(
  principal: Principal,
  { version, mapping, review, seq, at }: Publication,
  { newId, signer, publicUrl }: Making,
): Act {
  const [eventId, actorId] = [newId(), actorIdOf(principal)]
  const { documentId, effectiveAt, archival } = version
  const terms = { ...version, title: version.documentTitle }
  const ofVersion = { eventId, termsVersionId: version.id }
  const { againstId, changes, summaries } = review
  const each = <Row extends object>(rows: readonly Row[]) =>
    rows.map((row, ordinal) => ({ ...ofVersion, ordinal, ...row }))
  return signAct(signer, {
    event: { id: eventId, kind: 'terms_published', accountId: null, actorId, at },
    receiptOf: null,
    details: {
      publication: [{ ...ofVersion, documentId, seq, againstId }],
      clause_purpose: each(mapping.purposes),
      ceiling: each(mapping.ceilings),
      clause_verdict: each(changes),
      terms_summary: each(summaries),
    },
    statement: buildStatement({
      kind: 'PublicationRecord',
      ...{ eventId, at, publicUrl },
      document: publicationRecord({
        ...{ eventId, at, actorId, publicUrl, terms, effectiveAt, archival },
        ...{ mapping, review },
      }),
      texts: [relatedTerms(publicUrl, terms)],
    }),
  })
}
