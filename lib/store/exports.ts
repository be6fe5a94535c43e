import { to as copyTo } from 'pg-copy-streams'
import {
  accountDocumentKinds,
  publishedKinds,
  type ExportFormat,
  type ExportPeriod,
  type ExportScope,
} from '#lib/domain/record/export-wish.ts'
import type { Database } from './database.ts'
import { exportLines } from './export-lines.ts'

/** Which acts: of one account and of those published, of a period, among the first `size` entries. */
export type ExportSelection = {
  readonly accountId: string
  /** Whose own, where the scope is that. */
  readonly subjectId: string | null
  readonly scope: ExportScope
  readonly period: ExportPeriod
  readonly size: number
}

/** A run of lines, by the entries that they are of; so many bytes, that it fits into memory. */
export type ExportPart = {
  readonly first: number
  readonly last: number
  readonly lines: number
  readonly bytes: number
}

const PART_BYTES = 4 * 1024 * 1024

/** How the lines of an export are cut, in their order. No statement is read for it. */
export async function loadExportParts(
  database: Database,
  selection: ExportSelection,
  format: ExportFormat,
): Promise<ExportPart[]> {
  const { bytes, joins } = exportLines[format]
  const { rows } = await database.pool.query<ExportPart>(
    `WITH act AS (
       SELECT n.index, count(*) AS lines, sum(${bytes}) AS bytes
         FROM ${acts} ${joins} WHERE ${selected(selection)} GROUP BY n.index
     ), placed AS (
       SELECT *, sum(bytes) OVER (ORDER BY index) - bytes AS at FROM act
     )
     SELECT min(index)::float8 AS first, max(index)::float8 AS last,
            sum(lines)::float8 AS lines, sum(bytes)::float8 AS bytes
       FROM placed GROUP BY floor(at / ${String(PART_BYTES)}) ORDER BY 1`,
  )
  return rows
}

/**
 * The bytes of one part. The connection is held no longer than PostgreSQL takes to send them: a reader
 * who is slow keeps none from anybody.
 *
 * @throws where they are not as many as was said: somebody was erased meanwhile
 */
export async function copyExportPart(
  database: Database,
  selection: ExportSelection,
  format: ExportFormat,
  part: ExportPart,
): Promise<Uint8Array[]> {
  const { line, joins, order } = exportLines[format]
  // No line holds these as a delimiter or a quote, so that CSV leaves each line as it is.
  const statement = `COPY (SELECT ${line} FROM ${acts} ${joins}
      WHERE n.index BETWEEN ${String(part.first)} AND ${String(part.last)} AND ${selected(selection)}
      ORDER BY n.index${order}) TO STDOUT (FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')`
  const client = await database.pool.connect()
  let failure: Error | undefined
  try {
    await client.query(byKey)
    const chunks = await collect(client.query(copyTo(statement)), part.bytes)
    await client.query('COMMIT')
    return chunks
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    // Of a connection that failed in the middle of a copy nobody knows what it sends next.
    client.release(failure)
  }
}

/**
 * A part is a few hundred entries in the order of their key, each with what is looked up by key: no table is
 * read whole for it, and no statement is carried through a sort.
 */
const byKey = `BEGIN READ ONLY; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;
  SET LOCAL enable_seqscan = off`

async function collect(stream: AsyncIterable<Uint8Array>, expected: number): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    length += chunk.length
  }
  if (length !== expected) throw new Error('what is exported changed while it was read')
  return chunks
}

const acts = `entry n JOIN event e ON e.id = n.event_id JOIN receipt r ON r.event_id = n.event_id
  JOIN secret s ON s.event_id = n.event_id`

/** COPY takes no parameters: all of these are numbers, ids of our own and instants. */
function selected(selection: ExportSelection): string {
  const { accountId, period, size } = selection
  return `n.index < ${String(size)} AND e.at >= ${instant(period.since)} AND e.at < ${instant(period.until)}
    AND (e.account_id IS NULL AND e.kind IN (${listOf(publishedKinds)})
      OR e.account_id = ${literal(accountId)}::uuid AND ${inScope(selection)})`
}

/** Of the account's acts. A member's own are also those that they did in its name. */
function inScope({ scope, subjectId }: ExportSelection): string {
  const documents = `r.subject_id IS NULL AND e.kind IN (${listOf(accountDocumentKinds)})`
  if (scope === 'everyone') return 'true'
  if (scope === 'account') return `(${documents})`
  const own = `${literal(subjectId ?? '')}::uuid`
  return `(r.subject_id = ${own} OR ${documents} AND e.actor_id = ${own})`
}

function listOf(kinds: readonly string[]): string {
  return kinds.map(literal).join(', ')
}

function instant(at: Date): string {
  return `${literal(at.toISOString())}::timestamptz`
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
