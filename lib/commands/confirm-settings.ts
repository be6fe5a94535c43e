import {
  planFeaturePolicies,
  type FeaturePolicyRefusal,
  type NumberedPolicy,
} from '#lib/domain/account/policy-plan.ts'
import { mayPermit, type MemberPrincipal, type Principal } from '#lib/domain/account/principal.ts'
import { settingsIn } from '#lib/domain/account/settings-import.ts'
import {
  planPermissions,
  type PermissionPlan,
  type PlanRefusal,
} from '#lib/domain/consent/permission-plan.ts'
import type { Act } from '#lib/domain/ledger/act.ts'
import type { ImportSource } from '#lib/domain/receipt/import-source.ts'
import { featurePolicyDocument } from '#lib/domain/receipt/policy-documents.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { permissionAct } from '#lib/signing/permission-act.ts'
import { policyAct } from '#lib/signing/policy-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadAccountConsents } from '#lib/store/consents.ts'
import { loadFeaturePolicies } from '#lib/store/policies.ts'
import { decideSettingsImport, findWaitingImport } from '#lib/store/settings-imports.ts'
import type { Context } from './context.ts'

type Refusal = PlanRefusal | FeaturePolicyRefusal | 'forbidden' | 'import_unknown' | 'conflict'

/**
 * Takes over what a platform brought along, as the account's own acts by whoever confirms it: what changes
 * among its permissions, and how features treat its people. Both are written or neither. Nobody is asked by it.
 * The record and the signed statements say what was taken over.
 */
export async function confirmSettings(
  principal: Principal,
  { id, language }: { readonly id: string; readonly language: string },
  context: Context,
): Promise<Result<{ receiptIds: readonly string[] }, Refusal>> {
  if (!mayPermit(principal)) return fail('forbidden')
  const { database, digestOf } = context
  const { accountId } = principal
  const waiting = await findWaitingImport(database, accountId)
  if (waiting?.id !== id) return fail('import_unknown')
  const wish = settingsIn(waiting.features)
  const moment = { at: context.now(), before: null, language, digestOf }
  const [{ cells }, policies] = await Promise.all([
    loadAccountConsents(database, accountId, moment),
    loadFeaturePolicies(database, accountId),
  ])
  // Who permits it already asked as they wished: only what is new is not asked about yet.
  const askings = wish.askings.filter(
    ({ purpose }) =>
      cells.find(({ question }) => question.purpose === purpose)?.permission !== 'members_decide',
  )
  const permissions = planPermissions(cells, 'feature', wish.permissions, askings)
  if (!permissions.ok) return permissions
  const plan = planFeaturePolicies(cells, policies, wish.policies, digestOf)
  if (!plan.ok) return plan
  const acts = [
    ...permissionActs(principal, permissions.value, { imported: waiting, context }),
    ...policyActs(principal, plan.value.changes, { imported: waiting, context }),
  ]
  const decided = { id, accountId, at: context.now(), isConfirmed: true }
  const appended = acts.length === 0 ? ok(undefined) : await appendActs(database, acts)
  if (!appended.ok) return fail('conflict')
  await decideSettingsImport(database, decided)
  return ok({ receiptIds: acts.map(({ eventId }) => eventId) })
}

type Taking = { readonly imported: ImportSource; readonly context: Context }

function permissionActs(
  principal: MemberPrincipal,
  plan: PermissionPlan,
  { imported, context }: Taking,
): readonly Act[] {
  if (plan.settings.length + plan.askings.length === 0) return []
  return [permissionAct(principal, plan, context, imported)]
}

function policyActs(
  principal: MemberPrincipal,
  changes: readonly NumberedPolicy[],
  { imported, context }: Taking,
): readonly Act[] {
  if (changes.length === 0) return []
  const { accountId } = principal
  return [
    policyAct(principal, context, ({ eventId, ...said }) => ({
      kind: 'feature_policy_set',
      details: {
        feature_policy: changes.map((row, ordinal) => ({ eventId, ordinal, accountId, ...row })),
        import_confirmation: [{ eventId, accountId, importId: imported.id }],
      },
      statement: 'FeaturePolicyDocument',
      document: featurePolicyDocument({ eventId, ...said, policies: changes, imported }),
    })),
  ]
}
