import type { ReviewedChange } from '#lib/domain/consent/basis.ts'
import type {
  ClauseReference,
  Platform,
  PublishedCatalogue,
  PublishedEnding,
  PublishedNotice,
  PublishedTerms,
} from '#lib/domain/platform/platform.ts'
import type { Database } from './database.ts'

/**
 * Everything published so far. Read once and kept: it only ever grows, so two counts tell whether
 * what is kept is still all there is. `known` are those counts, where they were just read.
 */
export async function loadPlatform(
  database: Database,
  known: string | null = null,
): Promise<Platform> {
  const stamp = known ?? (await publicationStamp(database))
  const kept = platforms.get(database)
  if (kept?.stamp === stamp) return kept.platform
  const [catalogues, notices, terms, endings] = await Promise.all([
    loadCatalogues(database),
    loadNotices(database),
    loadPublishedTerms(database),
    loadEndings(database),
  ])
  const platform = { catalogues, notices, terms, endings }
  platforms.set(database, { stamp, platform })
  return platform
}

const platforms = new WeakMap<Database, { stamp: string; platform: Platform }>()

/** An expression in SQL. */
export const publicationCounts = `concat((SELECT count(*) FROM publication), '/',
  (SELECT count(*) FROM catalogue_publication), '/', (SELECT count(*) FROM purpose_ending), '/',
  (SELECT count(*) FROM activation))`

async function publicationStamp(database: Database): Promise<string> {
  const { rows } = await database.pool.query<{ stamp: string }>({
    name: 'publication stamp',
    text: `SELECT ${publicationCounts} AS stamp`,
  })
  return rows[0]?.stamp ?? ''
}

async function loadCatalogues(database: Database): Promise<PublishedCatalogue[]> {
  const rows = await database.prisma.cataloguePublication.findMany({
    include: { event: { select: { at: true } } },
    orderBy: { number: 'asc' },
  })
  return rows.map(({ event, ...row }) => ({ ...row, publishedAt: event.at }))
}

async function loadNotices(database: Database): Promise<PublishedNotice[]> {
  return database.prisma.notice.findMany({ orderBy: { number: 'asc' } })
}

async function loadEndings(database: Database): Promise<PublishedEnding[]> {
  const rows = await database.prisma.purposeEnding.findMany({
    include: { event: { select: { at: true } } },
    orderBy: { eventId: 'asc' },
  })
  return rows.map(({ event, ...row }) => ({ ...row, at: event.at }))
}

async function loadPublishedTerms(database: Database): Promise<PublishedTerms[]> {
  const versions = await database.prisma.termsVersion.findMany({
    where: { publication: { isNot: null } },
    omit: { bytes: true },
    include: {
      document: true,
      publication: { include: { event: { select: { at: true } } } },
      purposes: { orderBy: { ordinal: 'asc' } },
      ceilings: { orderBy: { ordinal: 'asc' } },
      activation: { select: { eventId: true } },
    },
    orderBy: [{ documentId: 'asc' }, { number: 'asc' }],
  })
  const [clauses, reviews] = await Promise.all([loadMappedClauses(database), loadReviews(database)])
  return versions.flatMap((version) => {
    const { publication, document } = version
    if (publication === null) return []
    const { againstId } = publication
    const clauseAt = (row: { clauseOrdinal: number }): ClauseReference => {
      const clause = clauses.get(`${version.id} ${row.clauseOrdinal}`)
      if (clause === undefined)
        throw new Error(`clause_purpose of terms_version ${version.id} names no clause`)
      return clause
    }
    return {
      ...version,
      eventId: publication.eventId,
      publishedAt: publication.event.at,
      documentSlug: document.slug,
      documentTitle: document.title,
      mapped: version.purposes.map((row) => ({ ...row, clause: clauseAt(row) })),
      ceilings: version.ceilings.map((row) => ({ ...row, clause: clauseAt(row) })),
      isActivated: version.activation !== null,
      review: againstId === null ? null : { againstId, changes: reviews.get(version.id) ?? [] },
    }
  })
}

/** By version and ordinal. Of a public archive hundreds of versions are published and no clause is mapped. */
async function loadMappedClauses(
  database: Database,
): Promise<ReadonlyMap<string, ClauseReference>> {
  const { rows } = await database.pool.query<ClauseReference & { termsVersionId: string }>(
    `SELECT terms_version_id AS "termsVersionId", ordinal, anchor, number, title, digest,
            text_digest AS "textDigest"
       FROM clause
      WHERE (terms_version_id, ordinal) IN (
        SELECT terms_version_id, clause_ordinal FROM clause_purpose
        UNION SELECT terms_version_id, clause_ordinal FROM ceiling)`,
  )
  return new Map(
    rows.map(({ termsVersionId, ...clause }) => [`${termsVersionId} ${clause.ordinal}`, clause]),
  )
}

/** What was confirmed of each version's changes, by the words of their clauses. */
async function loadReviews(
  database: Database,
): Promise<ReadonlyMap<string, readonly ReviewedChange[]>> {
  const { rows } = await database.pool.query<ReviewedChange & { readonly versionId: string }>(
    `SELECT v.terms_version_id AS "versionId", v.effect,
            ARRAY(SELECT c.text_digest FROM clause c
                   WHERE c.terms_version_id = p.against_id AND c.ordinal = ANY(v.from_ordinals)) AS "from",
            ARRAY(SELECT c.text_digest FROM clause c
                   WHERE c.terms_version_id = v.terms_version_id AND c.ordinal = ANY(v.to_ordinals)) AS "to"
       FROM clause_verdict v JOIN publication p ON p.terms_version_id = v.terms_version_id
      ORDER BY v.event_id, v.ordinal`,
  )
  return Map.groupBy(rows, ({ versionId }) => versionId)
}
