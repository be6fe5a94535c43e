import { FormatError } from './format-error.ts'
import type { ReceiptFileFault } from './receipt-file.ts'

/** One thing a verification established, or the one it ended at. The sentence is for a person. */
export type Fact =
  | { readonly state: 'established'; readonly code: FactCode; readonly sentence: string }
  | { readonly state: 'failed'; readonly code: FailureCode; readonly sentence: string }
  | { readonly state: 'not_yet'; readonly code: 'awaiting_proof'; readonly sentence: string }

/** What stays open beside what was established: said as plainly, and no reason to refuse. */
export type OpenFact = {
  readonly state: 'open'
  readonly code: OpenCode
  readonly sentence: string
}

/** What the issuer says of one line of a receipt, once it was asked. */
export type StandingFact =
  | { readonly state: 'established'; readonly code: 'still_so'; readonly sentence: string }
  | { readonly state: 'failed'; readonly code: 'no_longer_so'; readonly sentence: string }

export type OpenCode =
  | 'status_not_asked'
  | 'status_unknown'
  | 'status_unreachable'
  | 'pdf_not_checked'
  | 'instructions_not_checked'
  | 'policy_not_checked'
  | 'witnesses_not_asked'
  | 'date_ahead'
  | 'witnessed_before_date'

/**
 * What can be established, in this order; the last two only where an instant is asked about. Of a
 * zip `zip_whole` stands in the place of `file_canonical`, and `parts_match` behind the texts.
 */
export type FactCode =
  | 'file_canonical'
  | 'zip_whole'
  | 'receipt_key_certified'
  | 'statement_signed'
  | 'texts_match'
  | 'parts_match'
  | 'entry_committed'
  | 'entry_included'
  | 'checkpoint_signed'
  | 'quorum_met'
  | 'dated_by_then'
  | 'recorded_by_then'

/** Why a receipt is refused. */
export type FailureCode =
  | ReceiptFileFault
  | 'zip_malformed'
  | 'part_missing'
  | 'part_unknown'
  | 'part_changed'
  | 'parts_reordered'
  | 'certificate_malformed'
  | 'other_ledger'
  | 'unknown_key'
  | 'unknown_signature'
  | 'certificate_signature_invalid'
  | 'statement_malformed'
  | 'statement_key_mismatch'
  | 'statement_signature_invalid'
  | 'statement_before_key'
  | 'statement_after_key'
  | 'text_missing'
  | 'text_unexpected'
  | 'text_changed'
  | 'proof_malformed'
  | 'checkpoint_malformed'
  | 'checkpoint_too_old'
  | 'entry_not_included'
  | 'entry_after_revocation'
  | 'checkpoint_signature_invalid'
  | 'cosignature_invalid'
  | 'quorum_missing'
  | 'dated_later'
  | 'recorded_later'

/** Ends a verification. Thrown only inside the package; `verifyReceipt` turns it into the last fact. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly fact: Fact

  constructor(fact: Exclude<Fact, { state: 'established' }>) {
    super(fact.sentence)
    this.fact = fact
  }
}

export function refuse(code: FailureCode, sentence: string): never {
  throw new Refusal({ state: 'failed', code, sentence })
}

/** Runs a parser; a text it does not take is refused under the code, with its reason in the sentence. */
export function requireForm<T>(code: FailureCode, what: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return refuse(code, `${what} is not in the form it must have: ${error.message}.`)
  }
}
