import type { EventKind, Question } from '#lib/domain/ledger/act.ts'
import type { Database } from './database.ts'

/** A signed statement with its secret and its place. Gone once it was erased, while its entry stays. */
export type StoredReceipt = {
  readonly eventId: string
  readonly kind: EventKind
  readonly at: Date
  readonly accountId: string | null
  /** The member whose receipt it is; null for an account's and the operator's own acts. */
  readonly subjectId: string | null
  /** What a selection answered; null for all other acts. */
  readonly question: Question | null
  readonly jws: string
  readonly salt: Uint8Array
  /** The entry's index; null while it awaits one. */
  readonly index: number | null
  /** The index, or the one it would get now: what lists are sorted by. */
  readonly position: number
}

/** The receipts that may be looked at: somebody's own and, where `documents` says so, their account's. */
export type ReceiptScope = {
  readonly accountId: string
  readonly subjectId: string
  /** The kinds of the account's own acts that are in it too. */
  readonly documents: readonly EventKind[]
}

/** Null for one that is not in the scope, as for one that does not exist. */
export async function findStoredReceipt(
  database: Database,
  scope: ReceiptScope,
  eventId: string,
): Promise<StoredReceipt | null> {
  const { rows } = await database.pool.query<StoredReceipt>({
    name: 'receipt',
    text: `${receipts} WHERE ${inScope} AND r.event_id = $4`,
    values: [scope.accountId, scope.subjectId, scope.documents, eventId],
  })
  return rows[0] ?? null
}

/** The receipt of what somebody answered in a meeting; null where it was another, elsewhere or erased. */
export async function findMeetingReceipt(
  database: Database,
  about: { readonly meetingId: string; readonly subjectId: string },
  eventId: string,
): Promise<StoredReceipt | null> {
  const { rows } = await database.pool.query<StoredReceipt>({
    name: 'meeting receipt',
    text: `${receipts} JOIN meeting_response m ON m.event_id = r.event_id
            WHERE m.meeting_id = $1 AND m.subject_id = $2 AND r.event_id = $3`,
    values: [about.meetingId, about.subjectId, eventId],
  })
  return rows[0] ?? null
}

/** The latest first, below the position `before`, `limit` at most. */
export async function loadStoredReceipts(
  database: Database,
  scope: ReceiptScope,
  before: number,
  limit: number,
): Promise<StoredReceipt[]> {
  const { rows } = await database.pool.query<StoredReceipt>({
    name: 'receipts',
    text: `${receipts} WHERE ${inScope} AND p.position < $4
            ORDER BY p.position DESC LIMIT $5`,
    values: [scope.accountId, scope.subjectId, scope.documents, before, limit],
  })
  return rows
}

/** Whose receipt it is and of what, for whoever knows its id; never the statement itself. */
export type ReceiptOwner = {
  readonly eventId: string
  readonly kind: EventKind
  readonly accountId: string | null
  readonly subjectId: string | null
  /** The language of what was shown; null for all but a person's answers. */
  readonly language: string | null
  /** The meeting that it was answered in; null for all else. */
  readonly meetingId: string | null
  /** What a person answered about themselves for good, in the order of the statement. */
  readonly choices: readonly { readonly purpose: string; readonly category: string | null }[]
}

/** Null for one that was erased, as for one that does not exist. */
export async function findReceiptOwner(
  database: Database,
  eventId: string,
): Promise<ReceiptOwner | null> {
  const { rows } = await database.pool.query<ReceiptOwner>({
    name: 'receipt owner',
    text: `SELECT r.event_id AS "eventId", e.kind, r.account_id AS "accountId",
                  r.subject_id AS "subjectId", n.language, m.meeting_id AS "meetingId",
                  ARRAY(SELECT json_build_object('purpose', c.purpose, 'category', c.category)
                          FROM choice c WHERE c.event_id = r.event_id ORDER BY c.ordinal) AS choices
             FROM receipt r JOIN event e ON e.id = r.event_id
             LEFT JOIN selection n ON n.event_id = r.event_id
             LEFT JOIN meeting_response m ON m.event_id = r.event_id
            WHERE r.event_id = $1`,
    values: [eventId],
  })
  return rows[0] ?? null
}

/** All of an account, its members' too, in the order of the record: from position `from` on, `limit` at most. */
export async function loadAccountReceipts(
  database: Database,
  accountId: string,
  from: number,
  limit: number,
): Promise<StoredReceipt[]> {
  const { rows } = await database.pool.query<StoredReceipt>({
    name: 'account receipts',
    text: `${receipts} WHERE r.account_id = $1 AND p.position >= $2 ORDER BY p.position LIMIT $3`,
    values: [accountId, from, limit],
  })
  return rows
}

/** A member's own, and those of the account's acts that they did, as `documents` names them: as above. */
export async function loadOwnReceipts(
  database: Database,
  { accountId, subjectId, documents }: ReceiptScope,
  from: number,
  limit: number,
): Promise<StoredReceipt[]> {
  const { rows } = await database.pool.query<StoredReceipt>({
    name: 'own receipts',
    text: `${receipts} WHERE ${inScope} AND (r.subject_id = $2 OR e.actor_id = $2)
             AND p.position >= $4 ORDER BY p.position LIMIT $5`,
    values: [accountId, subjectId, documents, from, limit],
  })
  return rows
}

/** That the ledger's and the receipts' keys began and ended: few, and about nobody. In the order of the record. */
export async function loadKeyReceipts(database: Database): Promise<StoredReceipt[]> {
  const { rows } = await database.pool.query<StoredReceipt>(
    `${receipts} JOIN key_event k ON k.event_id = r.event_id ORDER BY p.position`,
  )
  return rows
}

const receipts = `
  SELECT r.event_id AS "eventId", e.kind, e.at, r.account_id AS "accountId",
         r.subject_id AS "subjectId", n.question, r.jws, s.salt,
         p.position::float8 AS position, CASE WHEN p.sequenced THEN p.position::float8 END AS index
    FROM receipt r
    JOIN secret s ON s.event_id = r.event_id
    JOIN event e ON e.id = r.event_id
    JOIN event_position p ON p.event_id = r.event_id
    LEFT JOIN selection n ON n.event_id = r.event_id`

const inScope = `r.account_id = $1 AND
  (r.subject_id = $2 OR (r.subject_id IS NULL AND e.kind::text = ANY($3)))`
