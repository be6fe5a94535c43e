import type { Role } from '#lib/domain/ledger/act.ts'
import type { Database } from './database.ts'

/** A member who can be erased, also one who left, with what an erasure has to know of them. */
export type ErasableMember = {
  readonly subjectId: string
  readonly accountId: string
  readonly accountSlug: string
  readonly accountName: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly seq: number
  readonly otherOwners: number
  /** Does the same person belong to another account, or to the staff? */
  readonly elsewhere: boolean
  /** How many answers to terms bear the name they typed. */
  readonly documents: number
  readonly requestedAt: Date | null
}

const members = `
  SELECT m.subject_id AS "subjectId", m.account_id AS "accountId", a.slug AS "accountSlug",
         a.name AS "accountName", p.name, p.email, r.role, r.seq,
         (SELECT count(*)::int FROM member o
            JOIN LATERAL (SELECT role FROM member_role x WHERE x.subject_id = o.subject_id
                           ORDER BY seq DESC LIMIT 1) x ON x.role = 'owner'
           WHERE o.account_id = m.account_id AND o.subject_id <> m.subject_id) AS "otherOwners",
         EXISTS (SELECT FROM member o WHERE o.person_id = p.id AND o.subject_id <> m.subject_id)
           OR EXISTS (SELECT FROM staff s WHERE s.person_id = p.id) AS elsewhere,
         (SELECT count(*)::int FROM acceptance_signature g
           WHERE g.signer_id = m.subject_id AND g.name <> '') AS documents,
         e.at AS "requestedAt"
    FROM member m JOIN person p ON p.id = m.person_id JOIN account a ON a.id = m.account_id
    JOIN LATERAL (SELECT role, seq FROM member_role r WHERE r.subject_id = m.subject_id
                   ORDER BY seq DESC LIMIT 1) r ON true
    LEFT JOIN erasure_request q ON q.subject_id = m.subject_id
    LEFT JOIN event e ON e.id = q.event_id`

/** Null for somebody who never was a member, or was erased. */
export async function findErasable(
  database: Database,
  subjectId: string,
): Promise<ErasableMember | null> {
  const { rows } = await database.pool.query<ErasableMember>({
    name: 'erasable member',
    text: `${members} WHERE m.subject_id = $1`,
    values: [subjectId],
  })
  return rows[0] ?? null
}

/** Every membership of a person, by the slug of its account. */
export async function loadErasableOf(database: Database, email: string): Promise<ErasableMember[]> {
  const { rows } = await database.pool.query<ErasableMember>({
    name: 'erasable memberships',
    text: `${members} WHERE p.email = $1 ORDER BY a.slug`,
    values: [email],
  })
  return rows
}

/** Members who asked, or who left and whose name is still here; the request that waits longest first. Null: of all accounts. */
export async function loadAwaitingErasure(
  database: Database,
  accountId: string | null,
): Promise<ErasableMember[]> {
  const { rows } = await database.pool.query<ErasableMember>({
    name: 'awaiting erasure',
    text: `${members} WHERE ($1::uuid IS NULL OR m.account_id = $1) AND (q.event_id IS NOT NULL OR r.role = 'none')
            ORDER BY e.at NULLS LAST, a.slug, p.name`,
    values: [accountId],
  })
  return rows
}

export type StoredErasure = {
  readonly subjectId: string
  readonly accountSlug: string
  readonly at: Date
  readonly keepUntil: Date
}

/** Who was erased, by the ids that are left of them, the first one first. */
export async function loadErasures(database: Database): Promise<StoredErasure[]> {
  const { rows } = await database.pool.query<StoredErasure>(
    `SELECT x.subject_id AS "subjectId", a.slug AS "accountSlug", e.at, x.keep_until AS "keepUntil"
       FROM erasure x JOIN event e ON e.id = x.event_id JOIN account a ON a.id = x.account_id
      ORDER BY e.at, e.id`,
  )
  return rows
}

/** How long evidence is kept sealed, in ISO 8601. @throws where the migration's setting is gone */
export async function loadEvidencePeriod(database: Database): Promise<string> {
  const { value } = await database.prisma.setting.findUniqueOrThrow({ where: { key: periodKey } })
  return value
}

/** Of erasures from now on. Only the owner of the tables may: the running programs could shorten it else. */
export async function saveEvidencePeriod(owner: Database, period: string): Promise<void> {
  await owner.prisma.setting.update({ where: { key: periodKey }, data: { value: period } })
}

const periodKey = 'evidence_period'

/** Evidence that has passed its period; answers how many statements it was. */
export async function eraseExpiredEvidence({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ gone: number }>(
    'SELECT erase_expired_evidence()::float8 AS gone',
  )
  return rows[0]?.gone ?? 0
}
