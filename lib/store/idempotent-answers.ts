import type { Database } from './database.ts'

/** An answer that was given before, as it went out. */
export type KeptAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type Claim =
  | { readonly kind: 'first' }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer }
  /** The same key, another request. */
  | { readonly kind: 'other' }
  | { readonly kind: 'busy' }

type ClaimedRow = { readonly requestDigest: string } & {
  readonly [Part in keyof KeptAnswer]: KeptAnswer[Part] | null
}

/**
 * Claims a key for a request, or says what became of it. A claim that was left without an answer, by a
 * process that stopped, is free again after `abandonedBefore`; answers from before `keptSince` are gone.
 */
export async function claimKey(
  database: Database,
  claim: {
    readonly apiKeyId: string
    readonly key: string
    readonly requestDigest: string
    readonly at: Date
    readonly abandonedBefore: Date
    readonly keptSince: Date
  },
): Promise<Claim> {
  const { apiKeyId, key, requestDigest, at, abandonedBefore, keptSince } = claim
  await database.pool.query({
    name: 'forget answers',
    text: `DELETE FROM idempotent_answer
            WHERE begun_at < $1 OR (api_key_id = $2 AND key = $3 AND status IS NULL AND begun_at < $4)`,
    values: [keptSince, apiKeyId, key, abandonedBefore],
  })
  const inserted = await database.pool.query({
    name: 'claim key',
    text: `INSERT INTO idempotent_answer (api_key_id, key, request_digest, begun_at)
           VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    values: [apiKeyId, key, requestDigest, at],
  })
  if (inserted.rowCount === 1) return { kind: 'first' }
  const { rows } = await database.pool.query<ClaimedRow>({
    name: 'kept answer',
    text: `SELECT request_digest AS "requestDigest", status, headers, body
             FROM idempotent_answer WHERE api_key_id = $1 AND key = $2`,
    values: [apiKeyId, key],
  })
  return claimIn(rows[0], requestDigest)
}

function claimIn(row: ClaimedRow | undefined, requestDigest: string): Claim {
  // Given back just now: whoever asks again is the first.
  if (row === undefined) return { kind: 'busy' }
  if (row.requestDigest !== requestDigest) return { kind: 'other' }
  const { status, headers, body } = row
  if (status === null || headers === null || body === null) return { kind: 'busy' }
  return { kind: 'answered', answer: { status, headers, body } }
}

export async function keepAnswer(
  database: Database,
  { apiKeyId, key }: { readonly apiKeyId: string; readonly key: string },
  { status, headers, body }: KeptAnswer,
): Promise<void> {
  await database.pool.query({
    name: 'keep answer',
    text: `UPDATE idempotent_answer SET status = $3, headers = $4, body = $5
            WHERE api_key_id = $1 AND key = $2`,
    values: [apiKeyId, key, status, JSON.stringify(headers), body],
  })
}

/** Nothing was answered: the key is free. */
export async function giveBackKey(
  database: Database,
  { apiKeyId, key }: { readonly apiKeyId: string; readonly key: string },
): Promise<void> {
  await database.pool.query({
    name: 'give back key',
    text: `DELETE FROM idempotent_answer WHERE api_key_id = $1 AND key = $2 AND status IS NULL`,
    values: [apiKeyId, key],
  })
}
