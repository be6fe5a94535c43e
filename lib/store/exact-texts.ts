import type { Database } from './database.ts'

/** The exact bytes of a published terms version, or null. An imported one that is not published is no text yet. */
export async function findPublishedBytes(
  database: Database,
  documentSlug: string,
  number: number,
): Promise<Uint8Array | null> {
  const version = await database.prisma.termsVersion.findFirst({
    where: { number, document: { slug: documentSlug }, publication: { isNot: null } },
    select: { bytes: true },
  })
  return version?.bytes ?? null
}

/** The exact bytes of a notice, canonical JSON, or null. `id` is a UUID. */
export async function findNoticeBytes(database: Database, id: string): Promise<Uint8Array | null> {
  const notice = await database.prisma.notice.findUnique({ where: { id }, select: { bytes: true } })
  return notice?.bytes ?? null
}
