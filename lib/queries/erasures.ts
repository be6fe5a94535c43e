import { answerDue, keepUntil, mayErase, type ErasureRefusal } from '#lib/domain/account/erasure.ts'
import { erasureEffects, type ErasureEffects } from '#lib/domain/account/erasure-effects.ts'
import {
  mayManageMembers,
  mayOperate,
  type CommandLine,
  type MemberPrincipal,
  type Principal,
} from '#lib/domain/account/principal.ts'
import type { Role } from '#lib/domain/ledger/act.ts'
import {
  findErasable,
  loadAwaitingErasure,
  loadErasableOf,
  loadErasures,
  loadEvidencePeriod,
  type ErasableMember,
  type StoredErasure,
} from '#lib/store/erasures.ts'
import type { QueryContext } from './context.ts'
import { isUuid } from './is-uuid.ts'

/** What erasing one member would do, for whoever is about to agree to it. Plain data. */
export type ErasurePreview = {
  readonly member: AwaitingErasure
  readonly isReader: boolean
  /** Why it cannot be done now; null where it can. */
  readonly obstacle: ErasureRefusal | null
  /** Until when the sealed evidence would be kept, if it were done now. */
  readonly keepUntil: Date
  readonly effects: ErasureEffects
}

/** Somebody to erase; of who asked, until when they are to be answered. */
export type AwaitingErasure = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly accountSlug: string
  readonly accountName: string
  readonly requestedAt: Date | null
  readonly answerDue: Date | null
}

/** For owners and admins about their own account's people, for the operator about anyone's; null for others. */
export async function findErasurePreview(
  principal: Principal,
  subjectId: string,
  context: QueryContext,
): Promise<ErasurePreview | null> {
  if (!mayManageMembers(principal) || !isUuid(subjectId)) return null
  const member = await findErasable(context.database, subjectId)
  if (member === null) return null
  if (principal.kind === 'member' && principal.accountId !== member.accountId) return null
  // Where else somebody belongs is nothing for the admins of one account to know.
  const elsewhere = mayOperate(principal) ? member.elsewhere : null
  return preview(principal, member, elsewhere, context)
}

/** What a member's own erasure would do, for themselves. */
export async function getOwnErasure(
  principal: MemberPrincipal,
  context: QueryContext,
): Promise<ErasurePreview> {
  const member = await findErasable(context.database, principal.subjectId)
  if (member === null) throw new Error('a member who is signed in is no member')
  return preview(principal, member, member.elsewhere, context)
}

/** Who asked to be erased, and who left and is named here still; for owners and admins. Null for others. */
export async function listAwaitingErasure(
  principal: MemberPrincipal,
  { database }: Pick<QueryContext, 'database'>,
): Promise<readonly AwaitingErasure[] | null> {
  if (!mayManageMembers(principal)) return null
  return (await loadAwaitingErasure(database, principal.accountId)).map(asAwaiting)
}

/** The same over all accounts. */
export async function listAllAwaitingErasure(
  _principal: CommandLine,
  { database }: Pick<QueryContext, 'database'>,
): Promise<readonly AwaitingErasure[]> {
  return (await loadAwaitingErasure(database, null)).map(asAwaiting)
}

/** Who was erased, by the ids that are left of them: what to erase again where a backup brings them back. */
export async function listErasures(
  _principal: CommandLine,
  { database }: Pick<QueryContext, 'database'>,
): Promise<readonly StoredErasure[]> {
  return loadErasures(database)
}

/** The memberships of the person with this address, to choose one by its account. */
export async function listMembershipsOf(
  _principal: CommandLine,
  email: string,
  { database }: Pick<QueryContext, 'database'>,
): Promise<readonly AwaitingErasure[]> {
  return (await loadErasableOf(database, email)).map(asAwaiting)
}

/** How long sealed evidence is kept, in ISO 8601. */
export async function getEvidencePeriod({
  database,
}: Pick<QueryContext, 'database'>): Promise<string> {
  return loadEvidencePeriod(database)
}

async function preview(
  principal: Principal,
  member: ErasableMember,
  elsewhere: boolean | null,
  { database, now }: QueryContext,
): Promise<ErasurePreview> {
  const may = mayErase(principal, member)
  const { documents } = member
  return {
    member: asAwaiting(member),
    isReader: principal.kind === 'member' && principal.subjectId === member.subjectId,
    obstacle: may.ok ? null : may.code,
    keepUntil: keepUntil(now(), await loadEvidencePeriod(database)),
    effects: erasureEffects({ elsewhere, documents }),
  }
}

function asAwaiting(member: ErasableMember): AwaitingErasure {
  const { subjectId: id, name, email, role, accountSlug, accountName, requestedAt } = member
  const due = requestedAt === null ? null : answerDue(requestedAt)
  return { id, name, email, role, accountSlug, accountName, requestedAt, answerDue: due }
}
