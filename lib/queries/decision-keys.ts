import { loadApiKeys, type StoredApiKey } from '#lib/store/api-keys.ts'
import type { QueryContext } from './context.ts'

/** The keys that let somebody in now. */
export async function listDecisionKeys({
  database,
}: Pick<QueryContext, 'database'>): Promise<readonly StoredApiKey[]> {
  const keys = await loadApiKeys(database)
  return keys.filter(({ revokedAt }) => revokedAt === null)
}
