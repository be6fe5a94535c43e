import type { Line } from './report.ts'
import type { Stage } from './stage.ts'

/**
 * What is stored for each act, with its entry and its tiles; the receipt's own bytes apart. Read after many
 * choices. Each table counts by its own rows: more was sequenced here than was chosen.
 */
export async function store({ owner }: Stage): Promise<Line[]> {
  // A row that was moved away leaves its place to the next: measured is what stays.
  await owner.query('VACUUM ANALYZE')
  const bytesARow = async (table: string, counted = table) => {
    const { rows } = await owner.query<{ bytes: number }>(
      `SELECT pg_total_relation_size('${table}') / greatest(count(*), 1)::float8 AS bytes FROM ${counted}`,
    )
    return rows[0]?.bytes ?? NaN
  }
  const each = await Promise.all(
    ['event', 'selection', 'choice', 'secret', 'entry'].map((table) => bytesARow(table)),
  )
  const bytes = [...each, await bytesARow('tile', 'entry')].reduce((sum, one) => sum + one, 0)
  const unit = 'bytes'
  return [
    { what: 'store a choice, indexes included', unit, ours: [bytes], control: null, goal: '≤ 750' },
    { what: 'its receipt', unit, ours: [await bytesARow('receipt')], control: null, goal: '' },
  ]
}
