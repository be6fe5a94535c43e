import { accountReceiptKinds } from '#lib/domain/record/account-receipts.ts'
import { maySeeAccountRecord, type MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { Database } from '#lib/store/database.ts'
import { findLedgerHead } from '#lib/store/ledger.ts'
import {
  findStoredReceipt,
  loadStoredReceipts,
  type ReceiptScope,
  type StoredReceipt,
} from '#lib/store/receipts.ts'
import type { QueryContext } from './context.ts'
import { isUuid } from './is-uuid.ts'
import { receiptView, type ReceiptState, type ReceiptView } from './receipt-views.ts'

/** Null for another member's receipt and another account's, as for one that does not exist or was erased. */
export async function findReceipt(
  principal: MemberPrincipal,
  receiptId: string,
  context: QueryContext,
): Promise<ReceiptView | null> {
  const stored = await findInScope(principal, receiptId, context.database)
  return stored === null ? null : receiptView(stored, context.digestOf)
}

export type ReceiptProgress = {
  readonly state: ReceiptState
  readonly index: number | null
  /** How many entries the ledger has. */
  readonly size: number
}

/** How far a receipt's proof is. Null as above. */
export async function findReceiptProgress(
  principal: MemberPrincipal,
  receiptId: string,
  { database }: Pick<QueryContext, 'database'>,
): Promise<ReceiptProgress | null> {
  const stored = await findInScope(principal, receiptId, database)
  if (stored === null) return null
  const size = (await findLedgerHead(database.pool))?.size ?? 0
  const state = stored.index === null ? 'awaiting_proof' : 'complete'
  return { state, index: stored.index, size }
}

export type ReceiptPage = {
  readonly receipts: readonly ReceiptView[]
  /** Give it as `before` for the older ones; null when there are none. */
  readonly older: number | null
}

/** A member's own receipts and, for an owner, an admin or an auditor, the account's documents; the latest first. */
export async function listReceipts(
  principal: MemberPrincipal,
  before: number | null,
  context: QueryContext,
): Promise<ReceiptPage> {
  const stored = await loadStoredReceipts(
    context.database,
    scopeOf(principal),
    before ?? Number.MAX_SAFE_INTEGER,
    pageSize + 1,
  )
  const shown = stored.slice(0, pageSize)
  return {
    receipts: shown.map((receipt) => receiptView(receipt, context.digestOf)),
    older: stored.length > pageSize ? (shown.at(-1)?.position ?? null) : null,
  }
}

const pageSize = 25

function scopeOf(principal: MemberPrincipal): ReceiptScope {
  const { accountId, subjectId } = principal
  return {
    accountId,
    subjectId,
    documents: maySeeAccountRecord(principal) ? accountReceiptKinds : [],
  }
}

/** Null for what the member may not see, and for what is no id at all. */
export async function findInScope(
  principal: MemberPrincipal,
  receiptId: string,
  database: Database,
): Promise<StoredReceipt | null> {
  if (!isUuid(receiptId)) return null
  return findStoredReceipt(database, scopeOf(principal), receiptId)
}
