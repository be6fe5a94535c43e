import type { AccessRequest } from '#lib/domain/consent/access-request.ts'
import type { Database } from './database.ts'

export type StoredAccessRequest = AccessRequest & {
  readonly apiKeyId: string
  /** The account that the key is for which asked; null for all of the platform's. */
  readonly keyAccountId: string | null
  readonly evaluationId: string
}

const columns = `id, account_id AS "accountId", api_key_id AS "apiKeyId", key_account_id AS "keyAccountId",
  subject_id AS "subjectId", purpose, category, evaluation_id AS "evaluationId",
  evaluated_at AS "evaluatedAt", at, expires_at AS "expiresAt"`

/**
 * Keeps a request, unless one about the same waits, or the same denial brought one before: then answers that
 * one. One question's are kept one after the other, so of several at once one is kept.
 */
export async function keepAccessRequest(
  database: Database,
  row: StoredAccessRequest,
  isWaiting: (kept: AccessRequest) => boolean,
): Promise<StoredAccessRequest> {
  const { subjectId, purpose, category, keyAccountId, evaluationId } = row
  const client = await database.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `access request ${JSON.stringify([subjectId, purpose, category])}`,
    ])
    const { rows } = await client.query<StoredAccessRequest>({
      name: 'access requests about a question',
      text: `SELECT ${columns} FROM access_request
              WHERE subject_id = $1 AND purpose = $2 AND category IS NOT DISTINCT FROM $3
                AND key_account_id IS NOT DISTINCT FROM $4 AND (expires_at > $5 OR evaluation_id = $6)
              ORDER BY at`,
      values: [subjectId, purpose, category, keyAccountId, row.at, evaluationId],
    })
    const known = rows.find((kept) => kept.evaluationId === evaluationId) ?? rows.find(isWaiting)
    if (known === undefined) await client.query(insertion(row))
    await client.query('COMMIT')
    return known ?? row
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

export async function findAccessRequest(
  { pool }: Database,
  id: string,
): Promise<StoredAccessRequest | null> {
  const { rows } = await pool.query<StoredAccessRequest>({
    name: 'access request',
    text: `SELECT ${columns} FROM access_request WHERE id = $1`,
    values: [id],
  })
  return rows[0] ?? null
}

function insertion(row: StoredAccessRequest) {
  const { id, accountId, apiKeyId, keyAccountId, subjectId, purpose, category } = row
  const { evaluationId, evaluatedAt, at, expiresAt } = row
  return {
    name: 'keep access request',
    text: `INSERT INTO access_request (id, account_id, api_key_id, key_account_id, subject_id, purpose,
             category, evaluation_id, evaluated_at, at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    values: [
      ...[id, accountId, apiKeyId, keyAccountId, subjectId, purpose],
      ...[category, evaluationId, evaluatedAt, at, expiresAt],
    ],
  }
}
