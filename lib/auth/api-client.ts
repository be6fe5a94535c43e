import { timingSafeEqual } from 'node:crypto'
import { apiKeyIdIn } from '#lib/domain/account/api-key.ts'
import type { ApiClient } from '#lib/domain/account/principal.ts'
import { findApiKey } from '#lib/store/api-keys.ts'
import type { Database } from '#lib/store/database.ts'
import { tokenDigest } from '#lib/store/token-digest.ts'

/**
 * The platform's software that sent a request, by the key in it; null without one, and for a key that
 * is none or is revoked. The database is asked each time, so a key ends with the commit that ends it.
 */
export async function findApiClient(
  request: Request,
  database: Database,
): Promise<ApiClient | null> {
  const text = apiKeyTextIn(request.headers.get('authorization'), request.headers.get('x-api-key'))
  const id = text === null ? null : apiKeyIdIn(text)
  if (text === null || id === null) return null
  const key = await findApiKey(database, id)
  if (key === null || key.revokedAt !== null) return null
  if (!timingSafeEqual(Buffer.from(tokenDigest(text)), Buffer.from(key.secretDigest))) return null
  return { kind: 'api_client', subjectId: key.id, accountId: key.accountId, scopes: key.scopes }
}

/** `Authorization: Bearer KEY` (RFC 6750), or `X-API-Key: KEY`, as OFREP has it. */
export function apiKeyTextIn(
  authorization: string | null | undefined,
  apiKey: string | readonly string[] | null | undefined,
): string | null {
  const [, bearer] = /^bearer +([\x21-\x7e]+) *$/i.exec(authorization ?? '') ?? []
  return bearer ?? (typeof apiKey === 'string' ? apiKey : null)
}
