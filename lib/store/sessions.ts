import type { Database } from './database.ts'
import type { StoredPerson } from './people.ts'

/** Sessions and sign-in links are kept by the digest of their token, never by the token. */
export type StoredSession = { readonly person: StoredPerson; readonly expiresAt: Date }

export async function appendSession(
  database: Database,
  session: { readonly tokenDigest: string; readonly personId: string; readonly expiresAt: Date },
): Promise<void> {
  await database.prisma.session.create({ data: session })
}

export async function findSession(
  database: Database,
  tokenDigest: string,
): Promise<StoredSession | null> {
  return database.prisma.session.findUnique({
    where: { tokenDigest },
    select: { expiresAt: true, person: { select: { id: true, name: true, email: true } } },
  })
}

export async function extendSession(
  database: Database,
  tokenDigest: string,
  expiresAt: Date,
): Promise<void> {
  await database.prisma.session.updateMany({ where: { tokenDigest }, data: { expiresAt } })
}

export async function removeSession(database: Database, tokenDigest: string): Promise<void> {
  await database.prisma.session.deleteMany({ where: { tokenDigest } })
}

export async function appendSignInLink(
  database: Database,
  link: { readonly email: string; readonly tokenDigest: string; readonly expiresAt: Date },
): Promise<void> {
  await database.prisma.signInLink.create({ data: link })
}

/** Takes the link away and says when it ran out; null where it was used or never was. */
export async function takeSignInLink(
  database: Database,
  link: { readonly email: string; readonly tokenDigest: string },
): Promise<Date | null> {
  const { rows } = await database.pool.query<{ expires_at: Date }>(
    `DELETE FROM sign_in_link WHERE email = $1 AND token_digest = $2 RETURNING expires_at`,
    [link.email, link.tokenDigest],
  )
  return rows[0]?.expires_at ?? null
}

/** Sessions and links that ran out: they sign nobody in any more. */
export async function removeExpiredSignIns(database: Database, now: Date): Promise<number> {
  const expired = { where: { expiresAt: { lt: now } } }
  const [sessions, links] = await database.prisma.$transaction([
    database.prisma.session.deleteMany(expired),
    database.prisma.signInLink.deleteMany(expired),
  ])
  return sessions.count + links.count
}
