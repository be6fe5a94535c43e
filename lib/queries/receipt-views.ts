import { parseStatement, type Statement } from '@assent/receipt'
import type { DigestOf } from '#lib/domain/consent/basis.ts'
import type { StoredReceipt } from '#lib/store/receipts.ts'
import {
  contentOf,
  placeOfText,
  type ReceiptContent,
  type TermsReference,
} from './receipt-content.ts'
import { isNode, listAt, textAt } from './receipt-nodes.ts'
import { receiptWords, type ReceiptWords } from './receipt-words.ts'

/** A receipt as its page shows it: what the signed statement says, and how far its proof is. Plain data. */
export type ReceiptView = {
  readonly id: string
  readonly at: Date
  /** `awaiting_proof` until its entry has an index, then `complete`. */
  readonly state: ReceiptState
  /** The entry's index in the ledger, from 0; null while it awaits one. */
  readonly position: number | null
  /** SHA-256 of the signed statement, hex: the same before and after its proof. */
  readonly digest: string
  /** RFC 7638 thumbprint of the key that signed. */
  readonly keyId: string
  /** Who did it, by the random id; null where nobody is named. */
  readonly actorId: string | null
  /** The exact texts it rests on, terms first. */
  readonly termsVersions: readonly TermsReference[]
  readonly notices: readonly NoticeReference[]
} & ReceiptWords &
  ReceiptContent

export type ReceiptState = 'awaiting_proof' | 'complete'

export type NoticeReference = { readonly id: string; readonly digest: string }

/** @throws where the stored statement is none that this portal writes */
export function receiptView(receipt: StoredReceipt, digestOf: DigestOf): ReceiptView {
  const statement = parseStatement(receipt.jws)
  const resources = (statement.credential.relatedResource ?? []).map(({ id, digestSRI }) => ({
    ...placeOfText(id),
    digest: Buffer.from(digestSRI.replace('sha256-', ''), 'base64').toString('hex'),
  }))
  const termsVersions = resources.flatMap(({ terms, digest }) =>
    terms === null ? [] : [{ ...terms, digest }],
  )
  const content = contentOf(statement, receipt)
  return {
    id: receipt.eventId,
    at: receipt.at,
    state: receipt.index === null ? 'awaiting_proof' : 'complete',
    position: receipt.index,
    digest: digestOf(new TextEncoder().encode(receipt.jws)),
    keyId: statement.kid,
    actorId: actorOf(statement),
    termsVersions,
    notices: resources.flatMap(({ noticeId, digest }) =>
      noticeId === null ? [] : [{ id: noticeId, digest }],
    ),
    ...receiptWords({ ...content, termsVersions }),
    ...content,
  }
}

/** The subject who did it; null where it was done at the operator's command line, by nobody's name. */
function actorOf({ credential: { credentialSubject } }: Statement): string | null {
  const { signedBy, ...document } = credentialSubject
  const records =
    document['dpv:hasRecordOfActivity'] === undefined
      ? []
      : listAt(document, 'dpv:hasRecordOfActivity')
  const [record] = records
  const actor = record?.['dpv:hasDataSubject'] ?? signedBy ?? document['dpv:isIndicatedBy']
  return isNode(actor) ? textAt(actor, '@id').replace('urn:uuid:', '') : null
}
