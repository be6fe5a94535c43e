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

export type ImportedVersion = {
  readonly id: string
  readonly document: { readonly id: string; readonly slug: string; readonly title: string }
  readonly bytes: Uint8Array
  readonly digest: string
  readonly effectiveAt: Date
  readonly archival: boolean
  readonly importedAt: Date
  readonly clauses: readonly Clause[]
}

/**
 * Appends a version to its document, which is made with its first. Answers the version's number, or null
 * where the document has the same text for the same instant already.
 */
export async function appendTermsVersion(
  database: Database,
  { document, clauses, bytes, ...version }: ImportedVersion,
): Promise<number | null> {
  return database.prisma.$transaction(async (tx) => {
    await tx.termsDocument.createMany({ data: [document], skipDuplicates: true })
    const { id } = await tx.termsDocument.findUniqueOrThrow({ where: { slug: document.slug } })
    // One import of a document at a time: numbers are dense and in the order of import.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${id}))::text`
    const { digest, effectiveAt } = version
    const known = await tx.termsVersion.count({ where: { documentId: id, digest, effectiveAt } })
    if (known > 0) return null
    const last = await tx.termsVersion.aggregate({
      where: { documentId: id },
      _max: { number: true },
    })
    const number = (last._max.number ?? 0) + 1
    await tx.termsVersion.create({
      data: { ...version, documentId: id, number, bytes: new Uint8Array(bytes) },
    })
    await tx.clause.createMany({
      data: clauses.map(({ id: anchor, ...clause }) => ({
        ...clause,
        anchor,
        termsVersionId: version.id,
      })),
    })
    return number
  })
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

export type StoredMapping = { readonly content: unknown; readonly revision: number }

export async function findMappingDraft(
  database: Database,
  termsVersionId: string,
): Promise<StoredMapping | null> {
  return database.prisma.mappingDraft.findUnique({
    where: { termsVersionId },
    select: { content: true, revision: true },
  })
}

/** Keeps a draft that was made from revision `expected` (0 for the first); false where another came first. */
export async function saveMappingDraft(
  database: Database,
  termsVersionId: string,
  content: object,
  expected: number,
): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    expected === 0
      ? `INSERT INTO mapping_draft (terms_version_id, content, revision) VALUES ($1, $2, $3 + 1)
         ON CONFLICT DO NOTHING`
      : `UPDATE mapping_draft SET content = $2, revision = revision + 1
          WHERE terms_version_id = $1 AND revision = $3`,
    [termsVersionId, JSON.stringify(content), expected],
  )
  return rowCount === 1
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
