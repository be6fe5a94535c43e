import type { Permission, PurposeKind } from '@assent/decision'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import type { AccountCell } from './account-consents.ts'
import { decideAsking, mayAsk, type Asking, type AskingMode, type AskingRefusal } from './asking.ts'
import { isLeftToMembers, type MemberCell } from './member-consents.ts'
import { nextStatus } from './status.ts'

export type PermissionSetting = {
  readonly purpose: string
  readonly category: string | null
  readonly kind: Permission
}

export type AskingSetting = {
  readonly purpose: string
  readonly mode: AskingMode
  readonly reference: string | null
}

/** What an admin is about to save: only settings that change something, and how members will be asked. */
export type PermissionPlan = {
  readonly settings: readonly (PermissionSetting & { readonly cell: AccountCell })[]
  readonly askings: readonly (Asking & { readonly purpose: string })[]
  /** The last asking recorded for each purpose, by its seq. */
  readonly askingSeqs: ReadonlyMap<string, number>
  readonly widens: boolean
}

export type PlanRefusal =
  | AskingRefusal
  | 'unknown_purpose'
  | 'unknown_category'
  | 'purpose_ended'
  | 'prohibited_by_terms'
  | 'no_choice_offered'
  | 'asking_required'

/**
 * Checks settings against what the catalogue asks and the terms leave open. Turning something off is
 * always possible. Permitting ends in a question: how are members to be asked?
 */
export function planPermissions(
  cells: readonly AccountCell[],
  kind: PurposeKind,
  settings: readonly PermissionSetting[],
  askings: readonly AskingSetting[],
): Result<PermissionPlan, PlanRefusal> {
  const planned: (PermissionSetting & { readonly cell: AccountCell })[] = []
  for (const setting of settings) {
    const cell = cells.find(({ question }) => isAbout(question, kind, setting))
    if (cell === undefined) return fail(unknownOf(cells, kind, setting))
    if (cell.permission === setting.kind) continue
    const refusal = setting.kind === 'members_decide' ? ceilingRefusal(cell) : null
    if (refusal !== null) return fail(refusal)
    planned.push({ ...setting, cell })
  }
  const decided = decideAskings(cells, kind, askings)
  if (!decided.ok) return decided
  const permitted = planned.filter((setting) => setting.kind === 'members_decide')
  const asked = new Set(decided.value.map(({ purpose }) => purpose))
  if (permitted.some(({ purpose }) => !asked.has(purpose))) return fail('asking_required')
  const widens = permitted.length > 0 || decided.value.some(({ mode }) => mode === 'other_ground')
  const askingSeqs = new Map(
    cells.map(({ question, asking }) => [question.purpose, asking?.seq ?? 0]),
  )
  return ok({ settings: planned, askings: decided.value, askingSeqs, widens })
}

/** The questions a member is asked now about a purpose that is, or is about to be, permitted. */
export function questionsToAsk(
  member: readonly MemberCell[],
  purpose: string,
  settings: readonly PermissionSetting[],
  at: Date,
): readonly MemberCell[] {
  return member.filter((cell) => {
    if (cell.question.purpose !== purpose) return false
    const setting = settings.find((each) => isAbout(cell.question, cell.question.kind, each))
    const permission = setting?.kind ?? cell.permission
    if (!isLeftToMembers({ ...cell, permission }) || ceilingRefusal(cell) !== null) return false
    const status =
      setting === undefined ? cell.view.status : nextStatus(cell.view.status, 'members_decide')
    const askedAt = cell.view.asked?.at ?? null
    return mayAsk(cell.question.kind, { status, askedAt }, at.toISOString())
  })
}

function decideAskings(
  cells: readonly AccountCell[],
  kind: PurposeKind,
  askings: readonly AskingSetting[],
): Result<readonly (Asking & { purpose: string })[], PlanRefusal> {
  const decided: (Asking & { purpose: string })[] = []
  const known = cells.filter(({ question }) => question.kind === kind)
  for (const { purpose, mode, reference } of askings) {
    if (!known.some(({ question }) => question.purpose === purpose)) return fail('unknown_purpose')
    const asking = decideAsking(kind, mode, reference)
    if (!asking.ok) return asking
    decided.push({ ...asking.value, purpose })
  }
  return ok(decided)
}

function ceilingRefusal(
  cell: AccountCell,
): 'purpose_ended' | 'prohibited_by_terms' | 'no_choice_offered' | null {
  if (cell.ceilings.includes('ended')) return 'purpose_ended'
  if (cell.ceilings.includes('forbidden')) return 'prohibited_by_terms'
  return cell.ceilings.includes('no_choice') ? 'no_choice_offered' : null
}

function unknownOf(
  cells: readonly AccountCell[],
  kind: PurposeKind,
  { purpose }: PermissionSetting,
): 'unknown_purpose' | 'unknown_category' {
  const isKnown = cells.some(
    ({ question }) => question.kind === kind && question.purpose === purpose,
  )
  return isKnown ? 'unknown_category' : 'unknown_purpose'
}

function isAbout(
  question: {
    readonly kind: PurposeKind
    readonly purpose: string
    readonly category: string | null
  },
  kind: PurposeKind,
  about: { readonly purpose: string; readonly category: string | null },
): boolean {
  return (
    question.kind === kind &&
    question.purpose === about.purpose &&
    question.category === about.category
  )
}
