import { publicJwk } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import type { Act } from '#lib/domain/ledger/act.ts'
import type { PlannedKeyEvent } from '#lib/domain/ledger/key-plan.ts'
import type { RecordedKey } from '#lib/domain/ledger/signing-record.ts'
import { keyRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement, instant } from '#lib/domain/receipt/statement.ts'
import { signAct, type StatementSigner } from './sign-act.ts'

export type KeyChange = {
  readonly key: Pick<RecordedKey, 'id' | 'use' | 'publicKey' | 'createdAt'>
  readonly event: PlannedKeyEvent
  readonly reason: string
  readonly at: Date
}

type Making = {
  readonly newId: () => string
  readonly signer: StatementSigner
  readonly publicUrl: string
}

/** That a key began or ended, signed. By nobody's name: keys are the command line's and the programs'. */
export function keyAct(
  { key, event, reason, at }: KeyChange,
  { newId, signer, publicUrl }: Making,
): Act {
  const eventId = newId()
  const { kind, seq, until } = event
  const validUntil = until === null ? null : instant(until)
  const validity = { publicKey: key.publicKey, validFrom: instant(key.createdAt), validUntil }
  return signAct(signer, {
    event: {
      id: eventId,
      kind: kind === 'added' ? 'signing_key_added' : 'signing_key_ended',
      accountId: null,
      actorId: null,
      at,
    },
    receiptOf: null,
    details: { key_event: [{ eventId, keyId: key.id, seq, kind, until, reason }] },
    statement: buildStatement({
      kind: 'KeyRecord',
      ...{ eventId, at, publicUrl },
      document: keyRecord({
        ...{ eventId, at, actorId: null, keyEvent: kind, use: key.use, reason },
        jwk: publicJwk(validity, nodeCrypto),
      }),
      texts: [],
    }),
  })
}
