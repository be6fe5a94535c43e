import type { Prisma } from '#generated/prisma/client.ts'
import type { Clause } from '#lib/domain/terms/parse-terms.ts'
import type { Database } from './database.ts'

/** A terms version as imported: immutable, published or not. */
export type StoredVersion = {
  readonly id: string
  readonly documentId: string
  readonly documentSlug: string
  readonly documentTitle: string
  readonly number: number
  readonly digest: string
  readonly effectiveAt: Date
  readonly archival: boolean
  readonly importedAt: Date
  readonly publishedAt: Date | null
}

export type NewDocument = { readonly id: string; readonly slug: string; readonly title: string }

export type ImportedVersion = {
  readonly id: string
  readonly bytes: Uint8Array
  readonly digest: string
  readonly effectiveAt: Date
  readonly archival: boolean
  readonly importedAt: Date
  readonly clauses: readonly Clause[]
}

/**
 * Appends versions to their document, which is made with its first. Answers the number of each, or null
 * where the document has the same text for the same instant already. All are written, or none.
 */
export async function appendTermsVersions(
  database: Database,
  document: NewDocument,
  versions: readonly ImportedVersion[],
): Promise<(number | null)[]> {
  return database.prisma.$transaction(async (tx) => {
    await tx.termsDocument.createMany({ data: [document], skipDuplicates: true })
    const { id } = await tx.termsDocument.findUniqueOrThrow({ where: { slug: document.slug } })
    // One import of a document at a time: numbers are dense and in the order of import.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${id}))::text`
    const numbers: (number | null)[] = []
    for (const version of versions) numbers.push(await appendVersion(tx, id, version))
    return numbers
  })
}

async function appendVersion(
  tx: Prisma.TransactionClient,
  documentId: string,
  { clauses, bytes, ...version }: ImportedVersion,
): Promise<number | null> {
  const { digest, effectiveAt } = version
  const known = await tx.termsVersion.count({ where: { documentId, digest, effectiveAt } })
  if (known > 0) return null
  const last = await tx.termsVersion.aggregate({ where: { documentId }, _max: { number: true } })
  const number = (last._max.number ?? 0) + 1
  await tx.termsVersion.create({
    data: { ...version, documentId, number, bytes: new Uint8Array(bytes) },
  })
  // One parameter: with Prisma's createMany the clauses took three quarters of the time of an append.
  await tx.$executeRaw`
    INSERT INTO clause (terms_version_id, ordinal, anchor, number, title, level, start, "end", digest, text_digest)
    SELECT ${version.id}::uuid, ordinal, id, number, title, level, start, "end", digest, "textDigest"
      FROM json_to_recordset(${JSON.stringify(clauses)}::json) AS given (
        ordinal int, id text, number text, title text, level int, start int, "end" int, digest text, "textDigest" text)`
  return number
}

/** All versions of all documents, or of one; by document and number. */
export async function loadVersions(
  database: Database,
  documentSlug: string | null = null,
): Promise<StoredVersion[]> {
  const versions = await database.prisma.termsVersion.findMany({
    where: documentSlug === null ? {} : { document: { slug: documentSlug } },
    omit: { bytes: true },
    include: versionParts,
    orderBy: [{ document: { slug: 'asc' } }, { number: 'asc' }],
  })
  return versions.map(asVersion)
}

export async function findVersion(
  database: Database,
  documentSlug: string,
  number: number,
): Promise<StoredVersion | null> {
  const version = await database.prisma.termsVersion.findFirst({
    where: { number, document: { slug: documentSlug } },
    omit: { bytes: true },
    include: versionParts,
  })
  return version === null ? null : asVersion(version)
}

/** The exact bytes of a version. */
export async function loadBytes(database: Database, termsVersionId: string): Promise<Uint8Array> {
  const { bytes } = await database.prisma.termsVersion.findUniqueOrThrow({
    where: { id: termsVersionId },
    select: { bytes: true },
  })
  return bytes
}

export async function loadClauses(database: Database, termsVersionId: string): Promise<Clause[]> {
  const clauses = await database.prisma.clause.findMany({
    where: { termsVersionId },
    omit: { termsVersionId: true },
    orderBy: { ordinal: 'asc' },
  })
  return clauses.map(({ anchor, ...clause }) => ({ ...clause, id: anchor }))
}

export type FoundClause = Pick<Clause, 'ordinal' | 'number' | 'title'> & {
  readonly termsVersionId: string
}

/** A clause of a published version by its anchor; where `number` is null, of the newest that has it. */
export async function findPublishedClause(
  database: Database,
  documentSlug: string,
  anchor: string,
  number: number | null,
): Promise<FoundClause | null> {
  return database.prisma.clause.findFirst({
    where: {
      anchor,
      version: {
        document: { slug: documentSlug },
        publication: { isNot: null },
        ...(number === null ? {} : { number }),
      },
    },
    select: { ordinal: true, number: true, title: true, termsVersionId: true },
    orderBy: { version: { number: 'desc' } },
  })
}

const versionParts = {
  document: true,
  publication: { include: { event: { select: { at: true } } } },
} as const

function asVersion({
  document,
  publication,
  ...version
}: Omit<StoredVersion, 'documentSlug' | 'documentTitle' | 'publishedAt'> & {
  document: { slug: string; title: string }
  publication: { event: { at: Date } } | null
}): StoredVersion {
  return {
    ...version,
    documentSlug: document.slug,
    documentTitle: document.title,
    publishedAt: publication?.event.at ?? null,
  }
}
