import { actorIdOf, mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { approvalRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement, relatedTerms } from '#lib/domain/receipt/statement.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { draftRefusal } from '#lib/domain/terms/publication-draft.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadOpenDraft } from '#lib/store/publications.ts'
import type { Context } from './context.ts'

type Refusal =
  | 'forbidden'
  | 'terms_unknown'
  | 'terms_published'
  | 'catalogue_missing'
  | 'mapping_invalid'
  | 'review_outdated'
  | 'verdicts_unconfirmed'
  | 'stale_page'
  | 'conflict'

/**
 * Says that a version may be published exactly as its draft stands: text, mapping and review. It ends
 * with the next change of any of them. Whoever approved does not publish it too (publish-terms.ts).
 */
export async function approveTerms(
  principal: Principal,
  input: {
    readonly documentSlug: string
    readonly number: number
    /** The digest of the draft that was on the screen. */
    readonly expected: string
  },
  context: Context,
): Promise<Result<{ eventId: string }, Refusal>> {
  if (!mayOperate(principal)) return fail('forbidden')
  const { database, digestOf, publicUrl, now } = context
  const at = now()
  const found = await loadOpenDraft(database, input, { at, digestOf })
  if (!found.ok) return found
  const { version, draft } = found.value
  if (input.expected !== draft.digest) return fail('stale_page')
  const refusal = draftRefusal(draft)
  if (refusal !== null) return fail(refusal)
  const [eventId, actorId] = [context.newId(), actorIdOf(principal)]
  const terms = { ...version, title: version.documentTitle }
  const approval = { eventId, at, actorId, publicUrl, terms, digest: draft.digest }
  const act = signAct(context.signer, {
    event: { id: eventId, kind: 'terms_approved', accountId: null, actorId, at },
    receiptOf: null,
    details: { approval: [{ eventId, termsVersionId: version.id, digest: draft.digest }] },
    statement: buildStatement({
      kind: 'ApprovalRecord',
      eventId,
      at,
      publicUrl,
      document: approvalRecord(approval),
      texts: [relatedTerms(publicUrl, terms)],
    }),
  })
  const appended = await appendActs(database, [act])
  return appended.ok ? ok({ eventId }) : fail('conflict')
}
