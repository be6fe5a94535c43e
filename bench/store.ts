import type { Line } from './report.ts'
import type { Stage } from './stage.ts'

/** What is stored for each act, with its entry and its tiles; the receipt's own bytes apart. Read after many choices. */
export async function store({ owner }: Stage): Promise<Line[]> {
  // A row that was moved away leaves its place to the next: measured is what stays.
  await owner.query('VACUUM ANALYZE')
  const { rows } = await owner.query<{ acts: number; bytes: number; receipt: number }>(
    `SELECT (SELECT count(*) FROM receipt)::float8 AS acts,
            (SELECT sum(pg_total_relation_size(name::regclass))
               FROM unnest(ARRAY['event', 'selection', 'choice', 'secret', 'entry', 'tile', 'checkpoint']) name
            )::float8 AS bytes,
            pg_total_relation_size('receipt')::float8 AS receipt`,
  )
  const { acts = NaN, bytes = NaN, receipt = NaN } = rows[0] ?? {}
  const unit = 'bytes'
  return [
    {
      what: `store one of ${acts.toLocaleString('en')} choices, indexes included`,
      unit,
      ours: [bytes / acts],
      control: null,
      goal: '≤ 750',
    },
    { what: 'its receipt', unit, ours: [receipt / acts], control: null, goal: '' },
  ]
}
