import {
  planGroup,
  type GroupNow,
  type GroupPlan,
  type GroupSetting,
} from '#lib/domain/account/group-plan.ts'
import { maySetAccount, type AccountActor, type Principal } from '#lib/domain/account/principal.ts'
import { isKnown, type Known } from '#lib/domain/catalogue/catalogue.ts'
import type { Act } from '#lib/domain/ledger/act.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { groupDocument } from '#lib/domain/receipt/policy-documents.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { policyAct } from '#lib/signing/policy-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadGroupNow } from '#lib/store/groups.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { loadSubjects } from '#lib/store/registry.ts'
import type { Context } from './context.ts'

export type GroupInput = {
  /** What the platform calls it. */
  readonly externalId: string
  /** What people call it, from its first act on; null: it has to be there. */
  readonly name: string | null
  /** By the platform's ids. */
  readonly joining: readonly string[]
  readonly leaving: readonly string[]
  readonly settings: readonly GroupSetting[]
  /** The revision that it rests on. Only what widens needs it. */
  readonly expected: string | null
}

type Refusal =
  | Exclude<Known, 'known'>
  | 'forbidden'
  | 'group_unknown'
  | 'member_unknown'
  | 'admin_needed'
  | 'stale_page'
  | 'conflict'

/**
 * Sets who is in a group of an account's people and what is off for them: a group only restricts. What it turns
 * off ends the yeses under it, and lifting it revives none; the same for whoever comes in and leaves. The
 * platform's software by itself only narrows. Null where everything was so already.
 */
export async function setGroup(
  principal: Principal,
  { expected, ...input }: GroupInput,
  context: Context,
): Promise<Result<{ eventId: string | null }, Refusal>> {
  if (!maySetAccount(principal)) return fail('forbidden')
  const [{ accountId }, { database }] = [principal, context]
  const unknown = await whatIsUnknown(input.settings, context)
  if (unknown !== null) return fail(unknown)
  const named = [...input.joining, ...input.leaving]
  const subjects = await loadSubjects(database, accountId, named)
  if (named.some((externalId) => !subjects.has(externalId))) return fail('member_unknown')
  const idsOf = (externalIds: readonly string[]) =>
    externalIds.flatMap((externalId) => subjects.get(externalId) ?? [])
  const now = await loadGroupNow(database, accountId, input.externalId, [...subjects.values()])
  const { settings } = input
  const name = now.name ?? input.name
  if (name === null) return fail('group_unknown')
  const plan = planGroup(now, {
    joining: idsOf(input.joining),
    leaving: idsOf(input.leaving),
    settings,
  })
  const refusal = plan.widens ? wideningRefusal(principal, expected, now) : null
  if (refusal !== null) return fail(refusal)
  const isSame = plan.members.length === 0 && plan.settings.length === 0
  if (now.id !== null && isSame) return ok({ eventId: null })
  const act = groupAct(principal, { ...input, name, id: now.id }, plan, context)
  const appended = await appendActs(database, [act])
  return appended.ok ? ok({ eventId: act.eventId }) : fail('conflict')
}

/** What widens takes an admin and a current page. */
function wideningRefusal(
  { kind }: AccountActor,
  expected: string | null,
  { revision }: GroupNow,
): 'admin_needed' | 'stale_page' | null {
  if (kind !== 'member') return 'admin_needed'
  return expected === String(revision) ? null : 'stale_page'
}

async function whatIsUnknown(
  settings: readonly GroupSetting[],
  { database }: Context,
): Promise<Exclude<Known, 'known'> | null> {
  if (settings.length === 0) return null
  const catalogue = catalogueIn(await loadPlatform(database))
  for (const { purpose, category } of settings) {
    const known = catalogue === null ? 'unknown_purpose' : isKnown(catalogue, purpose, category)
    if (known !== 'known') return known
  }
  return null
}

function groupAct(
  principal: AccountActor,
  {
    id,
    externalId,
    name,
  }: Pick<GroupInput, 'externalId'> & { readonly name: string; readonly id: string | null },
  plan: GroupPlan,
  context: Context,
): Act {
  const { accountId } = principal
  const groupId = id ?? context.newId()
  return policyAct(principal, context, ({ eventId, ...said }) => {
    const group = { eventId, subjectId: groupId, accountId, externalId, name }
    return {
      kind: 'group_set',
      details: {
        subject: id === null ? [{ id: groupId, kind: 'group', accountId }] : [],
        account_group: id === null ? [group] : [],
        group_member: plan.members.map((row, ordinal) => ({
          ...{ eventId, ordinal, accountId, groupId },
          ...row,
        })),
        group_permission: plan.settings.map((row, ordinal) => ({
          ...{ eventId, ordinal, accountId, groupId },
          ...row,
        })),
      },
      statement: 'GroupDocument',
      document: groupDocument({ eventId, ...said, groupId, name, ...plan }),
    }
  })
}
