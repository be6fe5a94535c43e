import pg from 'pg'
import type { Role } from '#lib/domain/ledger/act.ts'
import { CHANGE_CHANNEL } from './change-signal.ts'
import type { Database } from './database.ts'

/** Who of these is known here already, in one account. */
export type Registered = {
  /** Subject ids. */
  readonly byExternalId: ReadonlyMap<string, string>
  readonly byEmail: ReadonlyMap<string, RegisteredPerson>
}

export type RegisteredPerson = {
  readonly id: string
  readonly membership: { readonly subjectId: string; readonly externalId: string | null } | null
}

type PersonRow = {
  readonly id: string
  readonly email: string
  readonly subjectId: string | null
  readonly externalId: string | null
}

/** Addresses in lower case, as they are kept. */
export async function loadRegistered(
  database: Database,
  accountId: string,
  {
    externalIds,
    emails,
  }: { readonly externalIds: readonly string[]; readonly emails: readonly string[] },
): Promise<Registered> {
  const [byExternalId, { rows }] = await Promise.all([
    loadSubjects(database, accountId, externalIds),
    database.pool.query<PersonRow>({
      name: 'registered people',
      text: `SELECT p.id, p.email, m.subject_id AS "subjectId", m.external_id AS "externalId"
               FROM person p LEFT JOIN member m ON m.person_id = p.id AND m.account_id = $1
              WHERE p.email = ANY($2)`,
      values: [accountId, emails],
    }),
  ])
  const people = rows.map(({ id, email, subjectId, externalId }) => {
    const membership = subjectId === null ? null : { subjectId, externalId }
    return [email, { id, membership }] as const
  })
  return { byExternalId, byEmail: new Map(people) }
}

/** The members of an account by what the platform calls them. */
export async function loadSubjects(
  database: Database,
  accountId: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await database.pool.query<{ externalId: string; subjectId: string }>({
    name: 'subjects by external id',
    text: `SELECT external_id AS "externalId", subject_id AS "subjectId"
             FROM member WHERE account_id = $1 AND external_id = ANY($2)`,
    values: [accountId, externalIds],
  })
  return new Map(rows.map(({ externalId, subjectId }) => [externalId, subjectId]))
}

export type MemberLink = { readonly subjectId: string; readonly externalId: string }

/**
 * From now on the platform's ids lead to these members, all or none: false where one of them is taken. No act,
 * since it says nothing about anybody; whoever follows hears of it all the same.
 */
export async function linkMembers(
  database: Database,
  links: readonly MemberLink[],
): Promise<boolean> {
  const subjectIds = links.map(({ subjectId }) => subjectId)
  const externalIds = links.map(({ externalId }) => externalId)
  try {
    await database.pool.query({
      name: 'link members',
      text: `WITH linked AS (
               UPDATE member SET external_id = given.external_id, linked_in = pg_current_xact_id()
                 FROM unnest($1::uuid[], $2::text[]) AS given(subject_id, external_id)
                WHERE member.subject_id = given.subject_id AND member.external_id IS NULL
               RETURNING 1)
             SELECT pg_notify('${CHANGE_CHANNEL}', '') WHERE EXISTS (SELECT FROM linked)`,
      values: [subjectIds, externalIds],
    })
    return true
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION) return false
    throw error
  }
}

const UNIQUE_VIOLATION = '23505'

export type ListedAccount = {
  readonly id: string
  readonly externalId: string | null
  readonly slug: string
  readonly name: string
  readonly isSandbox: boolean
}

/** In the order in which they were registered, from after an id on. */
export async function loadAccountPage(
  database: Database,
  page: { readonly only: string | null; readonly after: string | null; readonly count: number },
): Promise<ListedAccount[]> {
  const { rows } = await database.pool.query<ListedAccount>({
    name: 'account page',
    text: `SELECT id, external_id AS "externalId", slug, name, is_sandbox AS "isSandbox"
             FROM account
            WHERE ($1::uuid IS NULL OR id = $1) AND ($2::uuid IS NULL OR id > $2)
            ORDER BY id LIMIT $3`,
    values: [page.only, page.after, page.count],
  })
  return rows
}

export type ListedMember = {
  readonly id: string
  readonly externalId: string | null
  readonly role: Role
}

/** Those who belong to it now, without their names: the platform has its own. */
export async function loadMemberPage(
  database: Database,
  accountId: string,
  page: { readonly after: string | null; readonly count: number },
): Promise<ListedMember[]> {
  const { rows } = await database.pool.query<ListedMember>({
    name: 'member page',
    text: `SELECT m.subject_id AS id, m.external_id AS "externalId", r.role
             FROM member m
             JOIN LATERAL (SELECT role FROM member_role r WHERE r.subject_id = m.subject_id
                            ORDER BY seq DESC LIMIT 1) r ON r.role <> 'none'
            WHERE m.account_id = $1 AND ($2::uuid IS NULL OR m.subject_id > $2)
            ORDER BY m.subject_id LIMIT $3`,
    values: [accountId, page.after, page.count],
  })
  return rows
}
