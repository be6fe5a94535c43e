import type { Database } from '#lib/store/database.ts'

/** One stored value, as bytes; of a signed statement also what it says. */
export type ReadableValue = {
  readonly table: string
  readonly column: string
  readonly bytes: Buffer
}

/** Every value of every table that this role can read, in whatever schema it stands. */
export async function readableValues({ pool }: Database): Promise<ReadableValue[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND n.nspname !~ '^(pg_|information_schema)'
        AND has_schema_privilege(n.oid, 'USAGE') AND has_any_column_privilege(c.oid, 'SELECT')`,
  )
  const values: ReadableValue[] = []
  for (const { name: table } of tables) {
    const { rows } = await pool.query<Record<string, unknown>>(`SELECT * FROM ${table}`)
    const cells = rows.flatMap((row) => Object.entries(row))
    for (const [column, value] of cells)
      values.push(...bytesIn(value).map((bytes) => ({ table, column, bytes })))
  }
  return values
}

/** Where any of these strings or bytes stands, as "table.column". */
export function placesOf(values: readonly ReadableValue[], sought: readonly (string | Buffer)[]) {
  const found = values.filter(({ bytes }) => sought.some((each) => bytes.includes(each)))
  return [...new Set(found.map(({ table, column }) => `${table}.${column}`))]
}

function bytesIn(value: unknown): Buffer[] {
  if (value === null || value === undefined) return []
  if (Buffer.isBuffer(value)) return [value]
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const said = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(text)?.[1]
  return said === undefined
    ? [Buffer.from(text)]
    : [Buffer.from(text), Buffer.from(said, 'base64url')]
}
