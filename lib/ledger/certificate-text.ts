import { formatReceiptKeyCertificate } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { keyEnd, type RecordedKey } from '#lib/domain/ledger/signing-record.ts'
import { instant } from '#lib/domain/receipt/statement.ts'

/** What the ledger says of a receipt key, with its end where it has one. */
export function certificateText(
  key: Pick<RecordedKey, 'publicKey' | 'createdAt' | 'events'>,
): string {
  const end = keyEnd(key)
  const last = key.events.at(-1)
  return formatReceiptKeyCertificate(
    {
      publicKey: key.publicKey,
      validFrom: instant(key.createdAt),
      validUntil: end === null ? null : instant(end),
      revokedAt: last?.kind === 'revoked' ? last.index : null,
    },
    nodeCrypto,
  )
}
