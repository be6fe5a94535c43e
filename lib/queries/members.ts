import {
  mayManageMembers,
  mayOpenRecords,
  maySeeCounts,
  type CommandLine,
  type MemberPrincipal,
  type MemberRole,
} from '#lib/domain/account/principal.ts'
import { findAccountBySlug, loadMembers } from '#lib/store/accounts.ts'
import { findRecentInspection, type RecentInspection } from '#lib/store/inspections.ts'
import type { QueryContext } from './context.ts'
import { recordAbout, type RecordPage, type RecordWish } from './record.ts'
import { stateAbout, type StateView } from './state.ts'

/** Who belongs to the account. What they answered is not here. */
export type MemberView = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: MemberRole
  readonly isReader: boolean
}

/** The people of an account, and what the reader may do about them. */
export type PeopleView = {
  readonly members: readonly MemberView[]
  readonly mayAdd: boolean
  readonly mayAddOwner: boolean
  readonly mayErase: boolean
  readonly mayOpenRecords: boolean
}

/** For owner, admin and auditor; null for anyone else. */
export async function findPeople(
  principal: MemberPrincipal,
  context: QueryContext,
): Promise<PeopleView | null> {
  if (!maySeeCounts(principal)) return null
  const members = await loadMembers(context.database, principal.accountId)
  return {
    members: members.map(({ subjectId, name, email, role }) => ({
      id: subjectId,
      name,
      email,
      role,
      isReader: subjectId === principal.subjectId,
    })),
    mayAdd: mayManageMembers(principal),
    mayAddOwner: principal.role === 'owner',
    mayErase: mayManageMembers(principal),
    mayOpenRecords: mayOpenRecords(principal),
  }
}

/** Who belongs to an account, for the operator's command line; null where there is no such account. */
export async function listMembers(
  _principal: CommandLine,
  accountSlug: string,
  { database }: Pick<QueryContext, 'database'>,
): Promise<readonly Omit<MemberView, 'isReader'>[] | null> {
  const account = await findAccountBySlug(database, accountSlug)
  if (account === null) return null
  const members = await loadMembers(database, account.id)
  return members.map(({ subjectId: id, name, email, role }) => ({ id, name, email, role }))
}

/** One member as an auditor sees them: the record only after a reason was given, for an hour. */
export type MemberRecordView = {
  readonly id: string
  readonly name: string
  /** Null before a reason is given, and an hour after. */
  readonly opened: OpenedRecord | null
}

export type OpenedRecord = {
  readonly until: Date
  /** As the auditor gave it. */
  readonly reason: string
  readonly record: RecordPage
  /** Where the person stood at the instant that was asked for; null where none was. */
  readonly state: StateView | null
}

export type MemberRecordWish = RecordWish & { readonly at: Date | null; readonly language: string }

/** How long a record stays open to the auditor who opened it. */
export const openForMs = 60 * 60 * 1000

/** For an auditor; null for anyone else, and for somebody who is not a member of the account. */
export async function findMemberRecord(
  principal: MemberPrincipal,
  subjectId: string,
  wish: MemberRecordWish,
  context: QueryContext,
): Promise<MemberRecordView | null> {
  if (!mayOpenRecords(principal)) return null
  const members = await loadMembers(context.database, principal.accountId)
  const member = members.find((each) => each.subjectId === subjectId)
  if (member === undefined) return null
  const { accountId, subjectId: actorId } = principal
  const since = new Date(context.now().getTime() - openForMs)
  const asked = { accountId, actorId, subjectId, since }
  const inspection = await findRecentInspection(context.database, asked)
  const opened = inspection === null ? null : await open(principal, inspection, wish, context)
  return { id: subjectId, name: member.name, opened }
}

async function open(
  principal: MemberPrincipal,
  { at, reason, subjectId }: RecentInspection,
  wish: MemberRecordWish,
  context: QueryContext,
): Promise<OpenedRecord> {
  const state =
    wish.at === null
      ? null
      : await stateAbout(principal.accountId, subjectId, wish.at, wish.language, context)
  const before = Math.min(
    wish.before ?? Number.MAX_SAFE_INTEGER,
    state?.position ?? Number.MAX_SAFE_INTEGER,
  )
  const record = await recordAbout(principal, subjectId, [], { ...wish, before }, context)
  return { until: new Date(at.getTime() + openForMs), reason, record, state }
}
