import type { Role } from '#lib/domain/ledger/act.ts'
import type { AccountContact } from '#lib/domain/account/contact.ts'
import type { MemberPrincipal, MemberRole } from '#lib/domain/account/principal.ts'
import type { Database } from './database.ts'

export type StoredAccount = { readonly id: string; readonly slug: string; readonly name: string }

export async function findAccountBySlug(
  database: Database,
  slug: string,
): Promise<StoredAccount | null> {
  return database.prisma.account.findUnique({
    where: { slug },
    select: { id: true, slug: true, name: true },
  })
}

export type AccountDetails = StoredAccount & {
  readonly contact: AccountContact
  readonly externalId: string | null
  readonly isSandbox: boolean
}

/** By what the platform calls it or, where nothing is called so, by its short name. */
export async function findAccountByReference(
  database: Database,
  reference: string,
): Promise<AccountDetails | null> {
  const { account } = database.prisma
  const row =
    (await account.findUnique({ where: { externalId: reference } })) ??
    (await account.findUnique({ where: { slug: reference } }))
  return row === null ? null : detailsOf(row)
}

export async function findAccountById(
  { prisma }: Database,
  id: string,
): Promise<AccountDetails | null> {
  const row = await prisma.account.findUnique({ where: { id } })
  return row === null ? null : detailsOf(row)
}

function detailsOf(row: Omit<AccountDetails, 'contact'> & AccountContact): AccountDetails {
  const { id, slug, address, email, url, externalId, isSandbox } = row
  const name = row.name + (isSandbox ? SANDBOX : '')
  return { id, slug, name, contact: { address, email, url }, externalId, isSandbox }
}

/** In the order of their slugs. */
export async function loadAccounts(
  database: Database,
): Promise<(StoredAccount & { readonly isSandbox: boolean })[]> {
  return database.prisma.account.findMany({
    select: { id: true, slug: true, name: true, isSandbox: true },
    orderBy: { slug: 'asc' },
  })
}

export type StoredMember = {
  readonly subjectId: string
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly role: MemberRole
}

/** The people who belong to an account now, by name. Of one person only, where `personId` is given. */
export async function loadMembers(
  database: Database,
  accountId: string,
  personId: string | null = null,
): Promise<StoredMember[]> {
  const { rows } = await database.pool.query<StoredMember>({
    name: 'members',
    text: `SELECT m.subject_id AS "subjectId", p.id AS "personId", p.name, p.email, r.role
             FROM member m JOIN person p ON p.id = m.person_id
             JOIN LATERAL (SELECT role FROM member_role r WHERE r.subject_id = m.subject_id
                            ORDER BY seq DESC LIMIT 1) r ON r.role <> 'none'
            WHERE m.account_id = $1 AND ($2::uuid IS NULL OR m.person_id = $2)
            ORDER BY p.name, m.subject_id`,
    values: [accountId, personId],
  })
  return rows
}

/** The accounts a person belongs to, each as the principal they are there. */
export async function loadMemberships(
  database: Database,
  personId: string,
): Promise<MemberPrincipal[]> {
  const { rows } = await database.pool.query<Omit<MemberPrincipal, 'kind'>>({
    name: 'memberships',
    text: `${membership} WHERE m.person_id = $1 ORDER BY a.name, a.id`,
    values: [personId],
  })
  return rows.map((row) => ({ kind: 'member', ...row }))
}

/** The members of an account whom the platform calls so, by those ids. */
export async function loadMembershipsByExternalId(
  database: Database,
  accountId: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, MemberPrincipal>> {
  const { rows } = await database.pool.query<MemberPrincipal & { externalId: string }>({
    name: 'memberships by external id',
    text: `SELECT x.*, m.external_id AS "externalId" FROM (${membership}
            WHERE m.account_id = $1 AND m.external_id = ANY($2)) x
             JOIN member m ON m.subject_id = x."subjectId"`,
    values: [accountId, externalIds],
  })
  return new Map(
    rows.map(({ externalId, ...row }) => [externalId, { ...row, kind: 'member' as const }]),
  )
}

/** The member of an account whom the platform calls so, as the principal they are there. */
export async function loadMembershipByExternalId(
  database: Database,
  accountId: string,
  externalId: string,
): Promise<MemberPrincipal | null> {
  const { rows } = await database.pool.query<Omit<MemberPrincipal, 'kind'>>({
    name: 'membership by external id',
    text: `${membership} WHERE m.account_id = $1 AND m.external_id = $2`,
    values: [accountId, externalId],
  })
  return rows[0] === undefined ? null : { kind: 'member', ...rows[0] }
}

/** Stands behind the name wherever the account is named: on its pages, and in what is signed for it. */
const SANDBOX = ' (sandbox)'

const membership = `
  SELECT p.id AS "personId", p.name AS "personName", a.id AS "accountId",
         a.slug AS "accountSlug",
         a.name || CASE WHEN a.is_sandbox THEN '${SANDBOX}' ELSE '' END AS "accountName",
         json_build_object('address', a.address, 'email', a.email, 'url', a.url) AS "accountContact",
         m.subject_id AS "subjectId", r.role
    FROM member m JOIN person p ON p.id = m.person_id JOIN account a ON a.id = m.account_id
    JOIN LATERAL (SELECT role FROM member_role r WHERE r.subject_id = m.subject_id
                   ORDER BY seq DESC LIMIT 1) r ON r.role <> 'none'`

/** The subjects of an account's members, also of those who left: whose acts stand in the record. */
export async function loadMemberRoles(
  database: Database,
  accountId: string,
  before = Number.MAX_SAFE_INTEGER,
): Promise<{ subjectId: string; role: Role }[]> {
  const { rows } = await database.pool.query<{ subjectId: string; role: Role }>({
    name: 'member roles',
    text: `SELECT DISTINCT ON (r.subject_id) r.subject_id AS "subjectId", r.role
             FROM member_role r JOIN event_position p ON p.event_id = r.event_id
            WHERE r.account_id = $1 AND p.position < $2
            ORDER BY r.subject_id, r.seq DESC`,
    values: [accountId, before],
  })
  return rows
}

export type StoredRole = { readonly role: Role; readonly seq: number }

/** The role a subject has in an account, or null for somebody who never was its member, or was erased. */
export async function loadMemberRole(
  database: Database,
  accountId: string,
  subjectId: string,
): Promise<StoredRole | null> {
  return database.prisma.memberRole.findFirst({
    where: { accountId, subjectId, event: { account: { members: { some: { subjectId } } } } },
    select: { role: true, seq: true },
    orderBy: { seq: 'desc' },
  })
}
