import type { PermissionAct } from '#lib/domain/consent/account-consents.ts'
import type { ChoiceAct, RequestAct } from '#lib/domain/consent/member-consents.ts'
import type { MemberFacts } from '#lib/domain/decision/member-record.ts'
import type { TouchedMember } from './decision-touched.ts'
import { loadGroupHistories } from './group-acts.ts'
import type { Queryable } from './ledger.ts'

/** Where an act stands: the view event_position, which is counted once for all of a statement here. */
export const placed = `
  waiting AS MATERIALIZED (
    SELECT event_id, coalesce((SELECT max(index) + 1 FROM entry), 0)
                     + row_number() OVER (ORDER BY transaction, ordinal) - 1 AS position
      FROM ledger_pending)`
export const place = `d.event_id AS "eventId", coalesce(n.index, w.position)::float8 AS position,
  e.at, e.actor_id AS "actorId"`
export const places = `JOIN event e ON e.id = d.event_id
  LEFT JOIN entry n ON n.event_id = d.event_id LEFT JOIN waiting w ON w.event_id = d.event_id`
export const inOrder = `ORDER BY coalesce(n.index, w.position), d.ordinal`

/** What decisions rest on about these members, of as many as are read at once. */
export async function loadMemberFacts(
  database: Queryable,
  members: readonly TouchedMember[],
): Promise<MemberFacts[]> {
  const subjectIds = members.map(({ subjectId }) => subjectId)
  const accountIds = [...new Set(members.map(({ accountId }) => accountId))]
  const standings = await loadStandings(database, subjectIds)
  const choices = await loadChoices(database, subjectIds)
  const requests = await loadRequests(database, subjectIds)
  const permissions = await loadLocks(database, accountIds)
  const groupsOf = await loadGroupHistories(database, subjectIds)
  const standingOf = new Map(standings.map((each) => [each.subjectId, each]))
  const choicesOf = Map.groupBy(choices, ({ subjectId }) => subjectId)
  const requestsOf = Map.groupBy(requests, ({ subjectId }) => subjectId)
  const permissionsOf = Map.groupBy(permissions, ({ accountId }) => accountId)
  return members.map(({ accountId, subjectId }) => ({
    groups: groupsOf(subjectId),
    isMinor: standingOf.get(subjectId)?.isMinor ?? null,
    accountId,
    subjectId,
    externalId: standingOf.get(subjectId)?.externalId ?? null,
    hasLeft: standingOf.get(subjectId)?.isMember !== true,
    choices: choicesOf.get(subjectId) ?? [],
    requests: requestsOf.get(subjectId) ?? [],
    permissions: permissionsOf.get(accountId) ?? [],
  }))
}

type Standing = {
  readonly subjectId: string
  readonly externalId: string | null
  readonly isMember: boolean
  /** As the platform stated last; null: as their account has it. */
  readonly isMinor: boolean | null
}

/** Whose row is gone was erased. */
async function loadStandings(
  database: Queryable,
  subjectIds: readonly string[],
): Promise<Standing[]> {
  const { rows } = await database.query<Standing>({
    name: 'standings of members',
    text: `SELECT m.subject_id AS "subjectId", m.external_id AS "externalId", r.role <> 'none' AS "isMember",
                  (SELECT minor FROM member_age a WHERE a.subject_id = m.subject_id
                    ORDER BY seq DESC LIMIT 1) AS "isMinor"
             FROM member m
             JOIN LATERAL (SELECT role FROM member_role r WHERE r.subject_id = m.subject_id
                            ORDER BY seq DESC LIMIT 1) r ON true
            WHERE m.subject_id = ANY($1)`,
    values: [subjectIds],
  })
  return rows
}

async function loadChoices(
  database: Queryable,
  subjectIds: readonly string[],
): Promise<ChoiceAct[]> {
  const { rows } = await database.query<ChoiceAct>({
    name: 'choices of members',
    text: `WITH ${placed}
           SELECT ${place}, d.ordinal, d.subject_id AS "subjectId", d.purpose, d.category, d.seq, d.kind,
                  d.notice_id AS "noticeId", s.terms_version_ids AS "termsVersionIds"
             FROM choice d JOIN selection s ON s.event_id = d.event_id ${places}
            WHERE d.subject_id = ANY($1) ${inOrder}`,
    values: [subjectIds],
  })
  return rows
}

async function loadRequests(
  database: Queryable,
  subjectIds: readonly string[],
): Promise<RequestAct[]> {
  const { rows } = await database.query<RequestAct>({
    name: 'requests to members',
    text: `WITH ${placed}
           SELECT ${place}, d.subject_id AS "subjectId", d.purpose, d.category,
                  d.notice_id AS "noticeId"
             FROM request d ${places}
            WHERE d.subject_id = ANY($1) ${inOrder}`,
    values: [subjectIds],
  })
  return rows
}

/** Of each question that an account ever turned off, all that it said: elsewhere nothing ends a yes. */
async function loadLocks(
  database: Queryable,
  accountIds: readonly string[],
): Promise<(PermissionAct & { readonly accountId: string })[]> {
  const { rows } = await database.query<PermissionAct & { readonly accountId: string }>({
    name: 'locks of accounts',
    text: `WITH ${placed}
           SELECT ${place}, d.account_id AS "accountId", d.subject_id AS "subjectId", d.purpose,
                  d.category, d.seq, d.kind
             FROM permission d ${places}
            WHERE d.account_id = ANY($1)
              AND EXISTS (SELECT FROM permission o
                           WHERE o.subject_id = d.subject_id AND o.purpose = d.purpose
                             AND o.category IS NOT DISTINCT FROM d.category AND o.kind = 'off')
            ${inOrder}`,
    values: [accountIds],
  })
  return rows
}
