import type { Database } from './database.ts'

export type ObservedRunRow = {
  readonly id: string
  readonly accountId: string
  readonly apiKeyId: string
  readonly at: Date
  readonly meeting: string
  readonly purpose: string
  readonly didRun: boolean
  readonly isPermitted: boolean
  readonly reason: string | null
}

export async function appendObservedRuns(
  { prisma }: Database,
  rows: readonly ObservedRunRow[],
): Promise<void> {
  await prisma.observedRun.createMany({ data: [...rows] })
}

/** Of one feature, how often it ran, and how often it would not have. */
export type ObservedFeature = {
  readonly purpose: string
  readonly runs: number
  readonly stopped: number
  /** Runs that the platform did not start and that were permitted. */
  readonly missed: number
  /** Why it would not have, the most frequent first. */
  readonly reasons: readonly { readonly code: string; readonly count: number }[]
}

/** Since an instant, by feature; those first that would have stopped most often. */
export async function loadObservedFeatures(
  database: Database,
  accountId: string,
  since: Date,
): Promise<ObservedFeature[]> {
  const { rows } = await database.pool.query<ObservedFeature>({
    name: 'observed features',
    text: `WITH own AS (SELECT * FROM observed_run WHERE account_id = $1 AND at >= $2),
                why AS (SELECT purpose, coalesce(reason, 'NOT_UNDERSTOOD') AS code, count(*)::int AS count
                          FROM own WHERE did_run AND NOT is_permitted GROUP BY 1, 2)
           SELECT purpose,
                  count(*) FILTER (WHERE did_run)::int AS runs,
                  count(*) FILTER (WHERE did_run AND NOT is_permitted)::int AS stopped,
                  count(*) FILTER (WHERE NOT did_run AND is_permitted)::int AS missed,
                  coalesce((SELECT json_agg(json_build_object('code', w.code, 'count', w.count)
                                            ORDER BY w.count DESC, w.code)
                              FROM why w WHERE w.purpose = own.purpose), '[]') AS reasons
             FROM own GROUP BY purpose ORDER BY stopped DESC, purpose`,
    values: [accountId, since],
  })
  return rows
}

/** When the time of watching began that was last said; null where it never did. */
export async function findObservationStart(
  database: Database,
  accountId: string,
): Promise<Date | null> {
  const { rows } = await database.pool.query<{ at: Date }>({
    name: 'observation start',
    text: `SELECT e.at FROM observation o JOIN event e ON e.id = o.event_id
            WHERE o.account_id = $1 AND o.until IS NOT NULL
              AND o.seq > coalesce((SELECT max(seq) FROM observation x
                                     WHERE x.account_id = $1 AND x.until IS NULL AND x.seq <
                                       (SELECT max(seq) FROM observation y
                                         WHERE y.account_id = $1 AND y.until IS NOT NULL)), 0)
            ORDER BY o.seq LIMIT 1`,
    values: [accountId],
  })
  return rows[0]?.at ?? null
}
