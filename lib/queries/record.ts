import { maySeeAccountRecord, type MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { EventKind } from '#lib/domain/ledger/act.ts'
import type { Platform } from '#lib/domain/platform/platform.ts'
import { loadNames } from '#lib/store/people.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { loadPositions } from '#lib/store/positions.ts'
import { loadRecord, loadRoleChanges, type StoredAct } from '#lib/store/record.ts'
import type { QueryContext } from './context.ts'
import { recordEntry, type RecordEntry } from './record-entry.ts'

export type RecordPage = {
  readonly entries: readonly RecordEntry[]
  /** Give it as `before` for the older ones; null at the beginning of the record. */
  readonly older: number | null
}

export type RecordWish = {
  /** Null: acts of every kind. */
  readonly kinds: readonly EventKind[] | null
  /** Only acts below this position. */
  readonly before: number | null
}

const pageSize = 25

/**
 * What a member may read, newest first: their own acts, and the account's. Admins see the account's
 * acts by name; what other members answered is nowhere here (product.md, rule 9).
 */
export async function listRecord(
  principal: MemberPrincipal,
  wish: RecordWish,
  context: QueryContext,
): Promise<RecordPage> {
  return recordAbout(principal, principal.subjectId, accountKindsFor(principal), wish, context)
}

/** The record about one subject, as `principal` reads it. Whether they may is for the caller to know. */
export async function recordAbout(
  principal: MemberPrincipal,
  subjectId: string,
  accountKinds: readonly EventKind[],
  wish: RecordWish,
  { database }: QueryContext,
): Promise<RecordPage> {
  const { accountId } = principal
  const scope = { accountId, subjectId, accountKinds }
  const acts = await loadRecord(database, scope, { ...wish, count: pageSize + 1 })
  const shown = acts.slice(0, pageSize)
  const platform = await loadPlatform(database)
  const [published, names, roles] = await Promise.all([
    loadPositions(database, publicationsIn(platform)),
    loadNames(database, [subjectId, ...subjectsIn(shown)]),
    loadRoleChanges(database, accountId),
  ])
  const seesCounts = maySeeAccountRecord(principal) && subjectId === principal.subjectId
  const reader = { principal, subjectId, platform, published, names, roles, seesCounts }
  return {
    entries: shown.map((act) => recordEntry(act, reader)),
    older: acts.length > pageSize ? (shown.at(-1)?.position ?? null) : null,
  }
}

function accountKindsFor(principal: MemberPrincipal): readonly EventKind[] {
  const open: EventKind[] = [
    'account_created',
    'terms_answered',
    'permissions_set',
    'account_policy_set',
    'feature_policy_set',
    'observation_set',
    'records_exported',
  ]
  return maySeeAccountRecord(principal) ? [...open, ...seenByAdmins] : open
}

const seenByAdmins: readonly EventKind[] = [
  'group_set',
  'meeting_asked',
  'members_asked',
  'member_added',
  'role_changed',
  'signing_key_added',
  'signing_key_ended',
  'api_key_created',
  'api_key_revoked',
  'erasure_requested',
  'member_erased',
  'guest_erased',
  'evidence_opened',
]

function publicationsIn({ catalogues, notices, terms }: Platform): string[] {
  return [...new Set([...catalogues, ...notices, ...terms].map(({ eventId }) => eventId))]
}

function subjectsIn(acts: readonly StoredAct[]): string[] {
  const ids = acts.flatMap((act) => [
    act.actorId,
    act.inspection?.subjectId,
    ...act.memberRoles.map(({ subjectId }) => subjectId),
  ])
  return [...new Set(ids.filter((id) => id != null))]
}
