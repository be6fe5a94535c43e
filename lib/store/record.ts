import type { EventKind, Role } from '#lib/domain/ledger/act.ts'
import type { Database } from './database.ts'

/** Which acts somebody may read: the account's own, the published, and those about one member. */
export type RecordScope = {
  readonly accountId: string
  /** Whose own acts and requests are included. */
  readonly subjectId: string
  /** The account's acts that are shown, by kind. */
  readonly accountKinds: readonly EventKind[]
}

export type RecordFilter = {
  readonly kinds: readonly EventKind[] | null
  /** Only acts at positions below it. */
  readonly before: number | null
  readonly count: number
}

type RecordRow = {
  readonly id: string
  readonly position: number
  readonly sequenced: boolean
}

/** Newest first. Whatever is not in the scope is not found, however one asks. */
export async function loadRecord(
  database: Database,
  scope: RecordScope,
  filter: RecordFilter,
): Promise<StoredAct[]> {
  const { rows } = await database.pool.query<RecordRow>({
    name: 'record',
    text: `SELECT e.id, p.position::float8 AS position, p.sequenced
             FROM event e JOIN event_position p ON p.event_id = e.id
            WHERE p.position < $5 AND ($4::text[] IS NULL OR e.kind::text = ANY($4))
              AND (e.account_id IS NULL AND (
                     e.kind IN ('signing_key_added', 'signing_key_ended') AND e.kind::text = ANY($3) OR
                     e.kind IN ('terms_published', 'terms_in_force', 'catalogue_published', 'purpose_ended')
                  OR e.kind = 'terms_approved' AND EXISTS (
                       SELECT FROM approval a JOIN publication USING (terms_version_id)
                        WHERE a.event_id = e.id))
                OR e.account_id = $1 AND (
                     e.kind::text = ANY($3)
                  OR e.kind IN ('choices_made', 'erasure_requested', 'meeting_answered', 'notice_displayed') AND e.actor_id = $2
                  OR e.kind IN ('member_added', 'role_changed') AND EXISTS (
                       SELECT FROM member_role r WHERE r.event_id = e.id AND r.subject_id = $2)
                  OR e.kind = 'group_set' AND (EXISTS (
                       SELECT FROM group_member m WHERE m.event_id = e.id AND m.subject_id = $2)
                    OR EXISTS (
                       SELECT FROM group_permission g JOIN group_member m USING (group_id)
                        WHERE g.event_id = e.id AND m.subject_id = $2))
                  OR e.kind = 'members_asked' AND EXISTS (
                       SELECT FROM request r WHERE r.event_id = e.id AND r.subject_id = $2)
                  OR e.kind = 'record_opened' AND EXISTS (
                       SELECT FROM inspection i WHERE i.event_id = e.id
                          AND (i.subject_id = $2 OR e.actor_id = $2))))
            ORDER BY p.position DESC LIMIT $6`,
    values: [
      scope.accountId,
      scope.subjectId,
      scope.accountKinds,
      filter.kinds,
      filter.before ?? Number.MAX_SAFE_INTEGER,
      filter.count,
    ],
  })
  return loadActs(database, rows)
}

export type RoleChange = {
  readonly subjectId: string
  readonly role: Role
  readonly position: number
}

/** Who came, left or changed role in an account, in the order of the record. */
export async function loadRoleChanges(
  database: Database,
  accountId: string,
): Promise<RoleChange[]> {
  const { rows } = await database.pool.query<RoleChange>({
    name: 'role changes',
    text: `SELECT r.subject_id AS "subjectId", r.role, p.position::float8 AS position
             FROM member_role r JOIN event_position p ON p.event_id = r.event_id
            WHERE r.account_id = $1 ORDER BY p.position, r.ordinal`,
    values: [accountId],
  })
  return rows
}

export type StoredAct = Awaited<ReturnType<typeof loadActs>>[number]

async function loadActs(database: Database, rows: readonly RecordRow[]) {
  const events = await database.prisma.event.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    include: {
      publication: { include: { version: { omit: { bytes: true }, include: { document: true } } } },
      ending: true,
      activation: true,
      approval: { include: { version: { omit: { bytes: true }, include: { document: true } } } },
      cataloguePublication: { select: { number: true } },
      acceptance: true,
      acceptanceSignature: true,
      permissions: { orderBy: { ordinal: 'asc' } },
      askings: { orderBy: { ordinal: 'asc' } },
      accountPolicy: true,
      observation: true,
      group: { select: { name: true } },
      groupMembers: { orderBy: { ordinal: 'asc' } },
      groupPermissions: { orderBy: { ordinal: 'asc' } },
      conveyance: { include: { apiKey: { select: { name: true } } } },
      importConfirmation: { include: { import: { select: { source: true } } } },
      actor: { select: { kind: true } },
      featurePolicies: { orderBy: { ordinal: 'asc' } },
      requests: { orderBy: { ordinal: 'asc' } },
      selection: true,
      choices: { orderBy: { ordinal: 'asc' } },
      memberRoles: true,
      inspection: true,
      keyEvent: { include: { key: { select: { use: true } } } },
      apiKey: { select: { name: true } },
      apiKeyRevocation: { include: { apiKey: { select: { name: true } } } },
      disclosure: true,
      reason: true,
      erasure: true,
      evidenceOpening: true,
      receipt: { select: { eventId: true } },
    },
  })
  const byId = new Map(events.map((event) => [event.id, event]))
  const groupIdOf = (event: (typeof events)[number] | undefined) =>
    (event?.groupMembers[0] ?? event?.groupPermissions[0])?.groupId ?? null
  const names = await loadGroupNames(
    database,
    events.flatMap((event) => groupIdOf(event) ?? []),
  )
  return rows.flatMap(({ id, position, sequenced }) => {
    const event = byId.get(id)
    if (event === undefined) return []
    const groupName = event.group?.name ?? names.get(groupIdOf(event) ?? '') ?? null
    return [{ ...event, position, sequenced, groupName }]
  })
}

async function loadGroupNames(
  database: Database,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (groupIds.length === 0) return new Map()
  const groups = await database.prisma.accountGroup.findMany({
    where: { subjectId: { in: [...groupIds] } },
    select: { subjectId: true, name: true },
  })
  return new Map(groups.map(({ subjectId, name }) => [subjectId, name]))
}
