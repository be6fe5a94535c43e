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

/** In place of the last one of the account and platform. */
export async function keepSettingsReport(
  { pool }: Database,
  { accountId, platform, at, failure, drifts }: StoredSettingsReport,
): Promise<void> {
  await pool.query({
    name: 'keep settings report',
    text: `INSERT INTO settings_report (account_id, platform, at, failure, drifts)
           VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (account_id, platform)
           DO UPDATE SET at = excluded.at, failure = excluded.failure, drifts = excluded.drifts`,
    values: [accountId, platform, at, failure, JSON.stringify(drifts)],
  })
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
