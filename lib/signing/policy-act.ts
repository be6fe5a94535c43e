import type { StatementKind } from '@assent/receipt'
import { conveyanceOf, type AccountActor } from '#lib/domain/account/principal.ts'
import type { Party } from '#lib/domain/catalogue/catalogue.ts'
import type { Act, ActRows, EventKind } from '#lib/domain/ledger/act.ts'
import { accountParty } from '#lib/domain/receipt/consent-receipt.ts'
import { buildStatement, type StatementDocument } from '#lib/domain/receipt/statement.ts'
import { signAct, type StatementSigner } from './sign-act.ts'

type Making = {
  readonly now: () => Date
  readonly newId: () => string
  readonly signer: StatementSigner
  readonly publicUrl: string
}

type Said = {
  readonly eventId: string
  readonly at: Date
  readonly actorId: string
  readonly account: Party
}

/** Something that an account holds to from now on, signed as a document of the account. */
export function policyAct(
  principal: AccountActor,
  making: Making,
  say: (said: Said) => {
    readonly kind: EventKind
    readonly details: ActRows
    readonly statement: StatementKind
    readonly document: StatementDocument
  },
): Act {
  const [eventId, at, actorId] = [making.newId(), making.now(), principal.subjectId]
  const { publicUrl } = making
  const party = accountParty(publicUrl, {
    slug: principal.accountSlug,
    name: principal.accountName,
    contact: principal.accountContact,
  })
  const { kind, details, statement, document } = say({ eventId, at, actorId, account: party })
  return signAct(making.signer, {
    event: { id: eventId, kind, accountId: principal.accountId, actorId, at },
    receiptOf: null,
    conveyance: conveyanceOf(principal),
    details,
    statement: buildStatement({ kind: statement, eventId, at, publicUrl, document, texts: [] }),
  })
}
