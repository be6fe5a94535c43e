import type { CommandLine } from '#lib/domain/account/principal.ts'
import { evidenceOpeningRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement } from '#lib/domain/receipt/statement.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import type { Database } from '#lib/store/database.ts'
import type { StoredReceipt } from '#lib/store/receipts.ts'
import { loadSealedEvidence, type SealedEvidence } from '#lib/store/sealed-evidence.ts'
import type { Context } from './context.ts'

/**
 * Opens the sealed evidence about an erased member, for a court or an authority. That it was opened, and
 * why, is on record before anything of it is handed out: if we stop in between, the record says more than
 * happened, never less. `owner` is the database as the role that owns its tables.
 */
export async function openEvidence(
  _principal: CommandLine,
  input: {
    readonly wanted: Parameters<typeof loadSealedEvidence>[1]
    readonly reason: string
  },
  context: Context & { readonly owner: Database },
): Promise<Result<{ statements: readonly StoredReceipt[] }, 'evidence_unknown' | 'conflict'>> {
  const evidence = await loadSealedEvidence(context.owner, input.wanted)
  if (evidence === null) return fail('evidence_unknown')
  const appended = await appendActs(context.database, [openingAct(evidence, input.reason, context)])
  return appended.ok ? ok({ statements: evidence.statements }) : fail('conflict')
}

function openingAct(
  { accountId, subjectId }: SealedEvidence,
  reason: string,
  { newId, now, signer, publicUrl }: Context,
) {
  const [eventId, at, actorId] = [newId(), now(), null]
  return signAct(signer, {
    event: { id: eventId, kind: 'evidence_opened', accountId, actorId, at },
    receiptOf: null,
    details: {
      evidence_opening: [{ eventId, accountId, subjectId }],
      reason: [{ eventId, accountId, text: reason }],
    },
    statement: buildStatement({
      kind: 'EvidenceOpeningRecord',
      ...{ eventId, at, publicUrl },
      document: evidenceOpeningRecord({ eventId, at, actorId, accountId, subjectId }),
      texts: [],
    }),
  })
}
