import { maySetAccount, type AccountActor, type Principal } from '#lib/domain/account/principal.ts'
import { permissionBasis } from '#lib/domain/consent/page-basis.ts'
import {
  planPermissions,
  questionsToAsk,
  type AskingSetting,
  type PermissionPlan,
  type PermissionSetting,
  type PlanRefusal,
} from '#lib/domain/consent/permission-plan.ts'
import type { Act, Question } from '#lib/domain/ledger/act.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { permissionAct } from '#lib/signing/permission-act.ts'
import { requestAct } from '#lib/signing/request-act.ts'
import { loadMemberRoles } from '#lib/store/accounts.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadAllMemberConsents } from '#lib/store/consents.ts'
import type { Context } from './context.ts'

export type PermissionsInput = {
  /** One act is about one question: features, or sharing. */
  readonly question: Question
  readonly settings: readonly PermissionSetting[]
  /** How members are asked; needed for each purpose that is newly permitted. */
  readonly askings: readonly AskingSetting[]
  /** What the page rested on (page-basis.ts). Only what widens needs it. */
  readonly expected: string | null
  /** The purpose the page was about, null for all of the question. */
  readonly scope: string | null
  readonly language: string
}

type Refusal = PlanRefusal | 'forbidden' | 'admin_needed' | 'stale_page' | 'conflict'

/**
 * Records what an account permits its members to decide, and asks them where that is to be done now:
 * permission and requests are written together or not at all. Turning off needs no current page, ends
 * the yeses under it, and permitting again revives none. The platform's software by itself only turns off.
 */
export async function setPermissions(
  principal: Principal,
  input: PermissionsInput,
  context: Context,
): Promise<Result<{ eventId: string | null; asked: number }, Refusal>> {
  if (!maySetAccount(principal)) return fail('forbidden')
  const { database } = context
  const kind = input.question === 'features' ? 'feature' : 'sharing'
  const roles = await loadMemberRoles(database, principal.accountId)
  const present = roles.filter(({ role }) => role !== 'none').map(({ subjectId }) => subjectId)
  const { cells, members } = await loadAllMemberConsents(database, principal.accountId, present, {
    at: context.now(),
    before: null,
    language: input.language,
    digestOf: context.digestOf,
  })
  const plan = planPermissions(cells, kind, input.settings, input.askings)
  if (!plan.ok) return plan
  if (plan.value.widens && principal.kind !== 'member') return fail('admin_needed')
  const current = permissionBasis(cells, kind, input.scope, context.digestOf)
  if (plan.value.widens && input.expected !== current) return fail('stale_page')
  const acts = actsOf(principal, plan.value, members, input, context)
  if (acts.length === 0) return ok({ eventId: null, asked: 0 })
  const appended = await appendActs(database, acts)
  if (!appended.ok) return fail('conflict')
  const asked = new Set(acts.flatMap(({ rows }) => rows.request?.map((row) => row.subjectId) ?? []))
  return ok({ eventId: acts[0]?.eventId ?? null, asked: asked.size })
}

type Members = Awaited<ReturnType<typeof loadAllMemberConsents>>['members']

function actsOf(
  principal: AccountActor,
  plan: PermissionPlan,
  members: Members,
  input: PermissionsInput,
  context: Context,
): Act[] {
  if (plan.settings.length === 0 && plan.askings.length === 0) return []
  const askNow = plan.askings.filter(({ mode }) => mode === 'ask_now')
  const asked = [...members].flatMap(([subjectId, member]) =>
    askNow
      .flatMap(({ purpose }) => questionsToAsk(member, purpose, input.settings, context.now()))
      .map((cell) => ({ subjectId, cell })),
  )
  const permission = permissionAct(principal, plan, context)
  return asked.length === 0 ? [permission] : [permission, requestAct(principal, asked, context)]
}
