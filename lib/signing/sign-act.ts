import {
  leafBytes,
  SALT_LENGTH,
  signStatement,
  type Credential,
  type Hasher,
} from '@assent/receipt'
import type { Conveyance } from '#lib/domain/account/principal.ts'
import type { Act, ActRows, EventKind } from '#lib/domain/ledger/act.ts'
import { urnOf } from '#lib/domain/receipt/statement.ts'

/** The key that signs statements, and the means to hide which entry is whose. */
export type StatementSigner = {
  /** RFC 7638 thumbprint of the receipt key. */
  readonly kid: string
  readonly sign: (message: Uint8Array) => Uint8Array
  /** From when on the key signs no more; null while no end is known. */
  readonly until: Date | null
  readonly randomBytes: (length: number) => Uint8Array
  readonly crypto: Hasher
}

export type ActDraft = {
  readonly event: {
    readonly id: string
    readonly kind: EventKind
    readonly accountId: string | null
    readonly actorId: string | null
    readonly at: Date
  }
  /** The member whose receipt the statement is, null where it is the account's or the operator's. */
  readonly receiptOf: string | null
  /** Where the platform's software handed the act over: the statement says so. */
  readonly conveyance?: Conveyance | undefined
  readonly details: ActRows
  readonly statement: Credential
}

/** Signs an act's statement and makes the rows that commit it to the ledger. Writes nothing. */
export function signAct(signer: StatementSigner, draft: ActDraft): Act {
  const { event, conveyance } = draft
  // Nobody could verify it. It takes a program that did not hear of the next key for as long as both signed.
  if (signer.until !== null && event.at >= signer.until)
    throw new Error(`The receipt key ${signer.kid} ended at ${signer.until.toISOString()}`)
  const jws = signStatement(conveyedStatement(draft), signer.kid, signer.sign)
  const salt = signer.randomBytes(SALT_LENGTH)
  return {
    eventId: event.id,
    rows: {
      event: [event],
      ...draft.details,
      ...(conveyance === undefined ? {} : { conveyance: [{ eventId: event.id, ...conveyance }] }),
      receipt: [{ eventId: event.id, accountId: event.accountId, subjectId: draft.receiptOf, jws }],
      secret: [{ eventId: event.id, salt }],
      ledger_pending: [{ eventId: event.id, leaf: leafBytes(jws, salt, signer.crypto) }],
    },
  }
}

function conveyedStatement({ statement, conveyance }: ActDraft): Credential {
  if (conveyance === undefined) return statement
  const { apiKeyId, method } = conveyance
  const said = { conveyedBy: urnOf(apiKeyId), method }
  return { ...statement, credentialSubject: { ...statement.credentialSubject, ...said } }
}
