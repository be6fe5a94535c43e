import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Cluster, startCluster } from './cluster.ts'
import { OWNER_ROLE, type Passwords, RUNTIME_ROLE, connectionUrl, provision } from './roles.ts'
import { takeSeat } from './seat.ts'

/** A PostgreSQL that is ours from its data folder to its roles, with one database in it. */
export type EmbeddedDatabase = Cluster & {
  readonly url: string
  readonly ownerUrl: string
  /** A sentence when the data is not where one would look for it. */
  readonly notice: string | null
}

export type EmbeddedOptions = { readonly database: string; readonly durable: boolean }

/** Starts it in the folder `home`, made where it is missing. Ends with this process at the latest. */
export async function startEmbedded(
  home: string,
  { database, durable }: EmbeddedOptions,
): Promise<EmbeddedDatabase> {
  const seat = takeSeat(home)
  const passwords = keptPasswords(seat.home)
  const cluster = await startCluster(seat, { superuserPassword: passwords.superuser, durable })
  try {
    await provision(cluster.port, passwords, database)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return {
    ...cluster,
    url: connectionUrl(cluster.port, RUNTIME_ROLE, passwords.runtime, database),
    ownerUrl: connectionUrl(cluster.port, OWNER_ROLE, passwords.owner, database),
    notice: seat.notice,
  }
}

/** Written before the cluster is made: a data folder never exists without its superuser's password. */
function keptPasswords(home: string): Passwords {
  const path = join(home, 'passwords.json')
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Passwords
  const passwords = { superuser: mint(), owner: mint(), runtime: mint() }
  writeFileSync(`${path}.new`, JSON.stringify(passwords), { mode: 0o600 })
  renameSync(`${path}.new`, path)
  return passwords
}

function mint(): string {
  return randomBytes(24).toString('base64url')
}
