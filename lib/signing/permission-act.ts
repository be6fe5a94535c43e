import { conveyanceOf, type AccountActor } from '#lib/domain/account/principal.ts'
import type { PermissionPlan } from '#lib/domain/consent/permission-plan.ts'
import type { Act } from '#lib/domain/ledger/act.ts'
import type { PublishedTerms } from '#lib/domain/platform/platform.ts'
import { accountParty } from '#lib/domain/receipt/consent-receipt.ts'
import type { ImportSource } from '#lib/domain/receipt/import-source.ts'
import { permissionDocument } from '#lib/domain/receipt/permission-document.ts'
import { buildStatement, relatedTerms } from '#lib/domain/receipt/statement.ts'
import { signAct, type StatementSigner } from './sign-act.ts'

type Making = {
  readonly now: () => Date
  readonly newId: () => string
  readonly signer: StatementSigner
  readonly publicUrl: string
}

/** What an account permits from now on, signed. A document of its own kind, never a consent record. */
export function permissionAct(
  principal: AccountActor,
  plan: PermissionPlan,
  making: Making,
  /** Where the settings were brought along, and are taken over by it. */
  imported?: ImportSource,
): Act {
  const { accountId, subjectId: actorId } = principal
  const [eventId, at] = [making.newId(), making.now()]
  const { publicUrl } = making
  const account = accountParty(publicUrl, {
    slug: principal.accountSlug,
    name: principal.accountName,
    contact: principal.accountContact,
  })
  const settings = plan.settings.map(({ cell, category, kind }) => ({
    purpose: cell.purpose,
    category,
    kind,
  }))
  return signAct(making.signer, {
    event: { id: eventId, kind: 'permissions_set', accountId, actorId, at },
    receiptOf: null,
    conveyance: conveyanceOf(principal),
    details: {
      permission: plan.settings.map(({ cell, purpose, category, kind }, ordinal) => ({
        ...{ eventId, ordinal, accountId, subjectId: accountId, purpose, category, kind },
        seq: (cell.permissionAct?.seq ?? 0) + 1,
      })),
      asking: plan.askings.map(({ purpose, mode, reference }, ordinal) => ({
        ...{ eventId, ordinal, accountId, purpose, mode, reference },
        seq: nextAskingSeq(plan, purpose),
      })),
      ...(imported && { import_confirmation: [{ eventId, accountId, importId: imported.id }] }),
    },
    statement: buildStatement({
      kind: 'PermissionDocument',
      eventId,
      at,
      publicUrl,
      document: permissionDocument({
        eventId,
        at,
        actorId,
        account,
        settings,
        asking: plan.askings,
        imported,
      }),
      texts: termsOf(plan).map((terms) => relatedTerms(publicUrl, terms)),
    }),
  })
}

function nextAskingSeq(plan: PermissionPlan, purpose: string): number {
  return (plan.askingSeqs.get(purpose) ?? 0) + 1
}

function termsOf(plan: PermissionPlan): PublishedTerms[] {
  const terms = plan.settings.flatMap(({ cell }) => cell.clauses.map((clause) => clause.terms))
  return [...new Map(terms.map((each) => [each.id, each])).values()]
}
