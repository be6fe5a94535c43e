import type {
  AccountHistory,
  AskingAct,
  PermissionAct,
} from '#lib/domain/consent/account-consents.ts'
import type { ChoiceAct, RequestAct } from '#lib/domain/consent/member-consents.ts'
import type { Database } from './database.ts'

// The acts that consents are folded from. `position` is the index of the act's ledger entry, or,
// while it waits to be sequenced, the place after the last entry that it would take now.
// `before` reads the past: only acts at positions below it.

const everything = Number.MAX_SAFE_INTEGER
const placed = `d.event_id AS "eventId", p.position::float8 AS position, e.at, e.actor_id AS "actorId"`
const joins = `JOIN event e ON e.id = d.event_id JOIN event_position p ON p.event_id = d.event_id`
const inOrder = `ORDER BY p.position, d.ordinal`

/** What an account has said about what it permits and how members are asked. */
export async function loadAccountHistory(
  database: Database,
  accountId: string,
  before = everything,
): Promise<AccountHistory> {
  const [permissions, askings] = await Promise.all([
    loadPermissionActs(database, accountId, before),
    loadAskingActs(database, accountId, before),
  ])
  return { accountId, permissions, askings }
}

async function loadPermissionActs(
  database: Database,
  accountId: string,
  before = everything,
): Promise<PermissionAct[]> {
  const { rows } = await database.pool.query<PermissionAct>({
    name: 'permission acts',
    text: `SELECT ${placed}, d.subject_id AS "subjectId", d.purpose, d.category, d.seq, d.kind
             FROM permission d ${joins}
            WHERE d.account_id = $1 AND p.position < $2 ${inOrder}`,
    values: [accountId, before],
  })
  return rows
}

async function loadAskingActs(
  database: Database,
  accountId: string,
  before = everything,
): Promise<AskingAct[]> {
  const { rows } = await database.pool.query<AskingAct>({
    name: 'asking acts',
    text: `SELECT ${placed}, d.purpose, d.seq, d.mode, d.reference
             FROM asking d ${joins}
            WHERE d.account_id = $1 AND p.position < $2 ${inOrder}`,
    values: [accountId, before],
  })
  return rows
}

/** Of all members of the account. */
export async function loadRequestActs(
  database: Database,
  accountId: string,
  before = everything,
): Promise<RequestAct[]> {
  const { rows } = await database.pool.query<RequestAct>({
    name: 'request acts',
    text: `SELECT ${placed}, d.subject_id AS "subjectId", d.purpose, d.category, d.notice_id AS "noticeId"
             FROM request d ${joins}
            WHERE d.account_id = $1 AND p.position < $2 ${inOrder}`,
    values: [accountId, before],
  })
  return rows
}

/** Of all members of the account. */
export async function loadChoiceActs(
  database: Database,
  accountId: string,
  before = everything,
): Promise<ChoiceAct[]> {
  const { rows } = await database.pool.query<ChoiceAct>({
    name: 'choice acts',
    text: `SELECT ${placed}, d.subject_id AS "subjectId", d.purpose, d.category, d.seq, d.kind, d.ordinal,
                  d.notice_id AS "noticeId", s.terms_version_ids AS "termsVersionIds"
             FROM choice d ${joins} JOIN selection s ON s.event_id = d.event_id
            WHERE d.account_id = $1 AND p.position < $2 ${inOrder}`,
    values: [accountId, before],
  })
  return rows
}
