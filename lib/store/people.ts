import type { Database } from './database.ts'

export type StoredPerson = { readonly id: string; readonly name: string; readonly email: string }

const select = { id: true, name: true, email: true } as const

export async function findPerson(database: Database, id: string): Promise<StoredPerson | null> {
  return database.prisma.person.findUnique({ where: { id }, select })
}

/** Addresses are kept in lower case, so that one person is found however the address was typed. */
export async function findPersonByEmail(
  database: Database,
  email: string,
): Promise<StoredPerson | null> {
  return database.prisma.person.findUnique({ where: { email: email.toLowerCase() }, select })
}

/** The operator's subject that a person acts by, or null for somebody who is not of its staff. */
export async function findStaffSubject(
  database: Database,
  personId: string,
): Promise<string | null> {
  const staff = await database.prisma.staff.findUnique({ where: { personId } })
  return staff?.subjectId ?? null
}

/** Names for subjects, as far as they are not erased. */
export async function loadNames(
  database: Database,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await database.pool.query<{ id: string; name: string }>(
    `SELECT x.subject_id AS id, p.name
       FROM (SELECT subject_id, person_id FROM member WHERE subject_id = ANY($1)
             UNION ALL SELECT subject_id, person_id FROM staff WHERE subject_id = ANY($1)) x
       JOIN person p ON p.id = x.person_id`,
    [subjectIds],
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The operator's staff, by name. */
export async function loadStaff(database: Database): Promise<StoredPerson[]> {
  return database.prisma.person.findMany({
    where: { staff: { some: {} } },
    select,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
}
