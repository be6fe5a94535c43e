import { dueActivations, inForceFrom, type PublishedTerms } from '#lib/domain/platform/platform.ts'
import type { Act } from '#lib/domain/ledger/act.ts'
import { activationRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement, relatedTerms } from '#lib/domain/receipt/statement.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import type { Context } from './context.ts'

/**
 * Records that scheduled versions have taken force, and answers how many. They govern by their date
 * whether or not this has run; the event is how everyone who follows the record is told. If we stop
 * before the append, the next call finds them due; of two workers at once one appends, and the other
 * finds nothing left.
 */
export async function activateTerms(context: Context): Promise<number> {
  const { database, now } = context
  const due = dueActivations(await loadPlatform(database), now())
  let activated = 0
  for (const terms of due) {
    const { ok } = await appendActs(database, [activationAct(terms, context)])
    if (ok) activated += 1
  }
  return activated
}

function activationAct(version: PublishedTerms, context: Context): Act {
  const { publicUrl, now, newId, signer } = context
  const [eventId, at] = [newId(), now()]
  const terms = { ...version, title: version.documentTitle }
  const recorded = { eventId, at, actorId: null, publicUrl, terms }
  return signAct(signer, {
    event: { id: eventId, kind: 'terms_in_force', accountId: null, actorId: null, at },
    receiptOf: null,
    details: { activation: [{ eventId, termsVersionId: version.id }] },
    statement: buildStatement({
      kind: 'ActivationRecord',
      ...{ eventId, at, publicUrl },
      document: activationRecord({ ...recorded, inForceFrom: inForceFrom(version) }),
      texts: [relatedTerms(publicUrl, terms)],
    }),
  })
}
