import pg from 'pg'

/** The two roles' passwords, and PostgreSQL's own superuser's. */
export type Passwords = {
  readonly superuser: string
  readonly owner: string
  readonly runtime: string
}

export const OWNER_ROLE = 'assent_owner'
/** The migrations grant this role what a running program may do. */
export const RUNTIME_ROLE = 'assent_app'

/** Makes the roles and the database where they are missing; passwords are set anew each time. */
export async function provision(
  port: number,
  passwords: Passwords,
  database: string,
): Promise<void> {
  const client = new pg.Client(connectionUrl(port, 'postgres', passwords.superuser, 'postgres'))
  await client.connect()
  try {
    // CREATEDB: `prisma migrate dev` works with a shadow database. CREATEROLE: a migration may make a role.
    await ensureRole(client, OWNER_ROLE, passwords.owner, 'CREATEDB CREATEROLE')
    await ensureRole(client, RUNTIME_ROLE, passwords.runtime, '')
    await client.query(`GRANT ${RUNTIME_ROLE} TO ${OWNER_ROLE} WITH ADMIN TRUE, INHERIT FALSE`)
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
    if (found.rowCount === 0) {
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${OWNER_ROLE}`)
    }
  } finally {
    await client.end()
  }
}

/** @param port of a server on the loopback address */
export function connectionUrl(port: number, user: string, password: string, database: string) {
  return `postgresql://${user}:${password}@127.0.0.1:${String(port)}/${database}`
}

async function ensureRole(client: pg.Client, role: string, password: string, may: string) {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
  const verb = found.rowCount === 0 ? 'CREATE' : 'ALTER'
  await client.query(`${verb} ROLE ${role} LOGIN ${may} PASSWORD ${pg.escapeLiteral(password)}`)
}
