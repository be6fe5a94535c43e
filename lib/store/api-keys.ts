import type { ApiScope } from '#lib/domain/account/api-key.ts'
import type { Database } from './database.ts'

export type StoredApiKey = {
  readonly id: string
  readonly name: string
  readonly accountId: string | null
  readonly scopes: readonly ApiScope[]
  /** SHA-256 of the key as it was shown, hex. */
  readonly secretDigest: string
  readonly createdAt: Date
  readonly revokedAt: Date | null
}

/** Null for an id that no key has. A revoked key is found, and says so. */
export async function findApiKey(database: Database, id: string): Promise<StoredApiKey | null> {
  const { rows } = await database.pool.query<StoredApiKey>({
    name: 'api key',
    text: `${select} WHERE k.id = $1`,
    values: [id],
  })
  return rows[0] ?? null
}

/** The latest first. */
export async function loadApiKeys(database: Database): Promise<StoredApiKey[]> {
  const { rows } = await database.pool.query<StoredApiKey>(
    `${select} ORDER BY e.at DESC, k.id DESC`,
  )
  return rows
}

const select = `SELECT k.id, k.name, k.account_id AS "accountId", k.scopes,
                       k.secret_digest AS "secretDigest", e.at AS "createdAt", x.at AS "revokedAt"
                  FROM api_key k JOIN event e ON e.id = k.event_id
                  LEFT JOIN (api_key_revocation r JOIN event x ON x.id = r.event_id)
                         ON r.api_key_id = k.id`
