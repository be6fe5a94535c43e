import type { ZoomDrift } from '@assent/decision/zoom'
import type { Database } from './database.ts'

export type StoredSettingsReport = {
  readonly accountId: string
  readonly platform: string
  readonly at: Date
  /** A word of ours; null where it was compared. */
  readonly failure: string | null
  readonly drifts: readonly ZoomDrift[]
}

/** In place of the last one of the account and platform. Answers whether it says anything that that one did not. */
export async function keepSettingsReport(
  { pool }: Database,
  { accountId, platform, at, failure, drifts }: StoredSettingsReport,
): Promise<boolean> {
  const { rows } = await pool.query<{ isNews: boolean }>({
    name: 'keep settings report',
    text: `WITH last AS (
             SELECT failure, drifts FROM settings_report WHERE account_id = $1 AND platform = $2),
           kept AS (
             INSERT INTO settings_report (account_id, platform, at, failure, drifts)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (account_id, platform)
             DO UPDATE SET at = excluded.at, failure = excluded.failure, drifts = excluded.drifts)
           SELECT NOT EXISTS (SELECT FROM last WHERE failure IS NOT DISTINCT FROM $4
                                 AND drifts = $5::jsonb) AS "isNews"`,
    values: [accountId, platform, at, failure, JSON.stringify(drifts)],
  })
  return rows[0]?.isNews ?? true
}

export async function loadSettingsReports({
  pool,
}: Database): Promise<(StoredSettingsReport & { readonly accountName: string })[]> {
  const { rows } = await pool.query<StoredSettingsReport & { readonly accountName: string }>({
    name: 'settings reports',
    text: `SELECT r.account_id AS "accountId", r.platform, r.at, r.failure, r.drifts,
                  a.name AS "accountName"
             FROM settings_report r JOIN account a ON a.id = r.account_id
            ORDER BY a.name, r.platform`,
  })
  return rows
}
