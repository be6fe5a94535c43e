import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, inject } from 'vitest'

/** A database of one test file's own: migrated, empty, gone afterwards. */
export type TestDatabase = {
  /** As the running programs connect: may not change what is immutable. */
  readonly url: string
  /** As the owner of the tables: for what only a test may do. */
  readonly ownerUrl: string
  /** Empty again. Connections that are open to it are cut. */
  reset(): Promise<void>
}

/** Call it at the top of a test file: `const database = await testDatabase()`. */
export async function testDatabase(): Promise<TestDatabase> {
  const template = inject('template')
  copies += 1
  const name = `test_${String(process.pid)}_${String(copies)}`
  const copy = () =>
    withServer(template.ownerUrl, `CREATE DATABASE ${name} TEMPLATE ${nameIn(template.ownerUrl)}`)
  const drop = () => dropDatabase(template.ownerUrl, name)
  await copy()
  afterAll(drop)
  return {
    url: withDatabase(template.url, name),
    ownerUrl: withDatabase(template.ownerUrl, name),
    async reset() {
      await drop()
      await copy()
    },
  }
}

let copies = 0

/** An autovacuum at work there is not the owner's to end (42501); it ends soon by itself. */
async function dropDatabase(ownerUrl: string, name: string, attempts = 50): Promise<void> {
  try {
    await withServer(ownerUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  } catch (error) {
    if (attempts === 0 || !(error instanceof pg.DatabaseError) || error.code !== '42501')
      throw error
    await delay(100)
    await dropDatabase(ownerUrl, name, attempts - 1)
  }
}

/** Over the server's own database: a template with a connection open cannot be copied. */
async function withServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client(withDatabase(url, 'postgres'))
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function nameIn(url: string): string {
  return new URL(url).pathname.slice(1)
}

function withDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: name }).href
}
