import type { Database } from '#lib/store/database.ts'
import { eraseExpiredEvidence } from '#lib/store/erasures.ts'

/**
 * Erases what was kept sealed for its whole period, by the database's clock, and answers how many
 * statements that were. The commitment in the ledger stays. Twice, or by two workers at once, does the same.
 */
export async function expireEvidence(context: { readonly database: Database }): Promise<number> {
  return eraseExpiredEvidence(context.database)
}
