import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { parse } from 'pg-connection-string'

/**
 * PrismaPg as the schema engine needs it. The engine reads the system catalogues and runs whole migration
 * files, which the client never does, and three faults of adapter-pg 7.10 show only there.
 */
export class SchemaEnginePg extends PrismaPg {
  #fields

  /** @param {string} url the database's connection string */
  constructor(url) {
    const fields = connectionFields(url)
    super(fields, schemaOption(url))
    this.#fields = fields
  }

  async connect() {
    return withCatalogueTypes(await super.connect())
  }

  /** A shadow database of its own name; adapter-pg drops it while its own pool still holds it open. */
  async connectToShadowDb() {
    const database = `prisma_migrate_shadow_db_${randomUUID()}`
    const admin = await this.connect()
    await admin.executeScript(`CREATE DATABASE "${database}"`)
    const shadow = await new PrismaPg({ ...this.#fields, database }).connect()
    const close = shadow.dispose.bind(shadow)
    shadow.dispose = async () => {
      await close()
      await admin.executeScript(`DROP DATABASE IF EXISTS "${database}"`)
      await admin.dispose()
    }
    return withCatalogueTypes(shadow)
  }
}

/** @throws an error with Prisma's own code in `prismaCode` */
export async function connect(url) {
  await withClient(connectionFields(url), () => undefined)
}

/** Creates the database that the URL names, from the server's `postgres` database. */
export async function createDatabase(url) {
  const { database, ...server } = connectionFields(url)
  await withClient({ ...server, database: 'postgres' }, (client) =>
    client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`),
  )
}

async function withClient(fields, use) {
  const client = new pg.Client(fields)
  try {
    await client.connect()
    await use(client)
  } catch (error) {
    const place = `${fields.host}:${fields.port}`
    const message = error.message || `Can't reach database server at ${place}`
    throw Object.assign(new Error(message), { prismaCode: PRISMA_CODES[error.code] ?? 'P1001' })
  } finally {
    await client.end()
  }
}

/** From PostgreSQL's: unknown database, wrong password, no such role, database exists. */
const PRISMA_CODES = { '3D000': 'P1003', '28P01': 'P1000', 28000: 'P1000', '42P04': 'P1009' }

/** Fields instead of a connection string: a string would override the shadow database's name. */
function connectionFields(url) {
  const { host, port, user, password, database, ssl } = parse(url)
  return { host, port: Number(port) || 5432, user, password, database, ...(ssl ? { ssl } : {}) }
}

function schemaOption(url) {
  const schema = new URL(url).searchParams.get('schema')
  return schema === null ? {} : { schema }
}

function withCatalogueTypes(adapter) {
  const queryRaw = adapter.queryRaw
  adapter.queryRaw = (query) => queryWithChar(adapter, queryRaw, query)
  // One simple query for a whole script: adapter-pg splits it at every semicolon, also inside a function's body.
  adapter.executeScript = async (script) => {
    await adapter
      .underlyingDriver()
      .query(script)
      .catch((error) => adapter.onError(error))
  }
  const startTransaction = adapter.startTransaction.bind(adapter)
  adapter.startTransaction = async (level) => {
    const transaction = await startTransaction(level)
    const queryInTransaction = transaction.queryRaw
    transaction.queryRaw = (query) => queryWithChar(transaction, queryInTransaction, query)
    return transaction
  }
  return adapter
}

/** Names PostgreSQL's one-byte "char" as text while adapter-pg maps the columns, then as the character it is. */
async function queryWithChar(queryable, queryRaw, query) {
  const characters = new Set()
  const reader = Object.create(queryable)
  reader.performIO = async (sql) => {
    const answer = await queryable.performIO(sql)
    const fields = answer.fields.map(({ name, dataTypeID }, column) => {
      if (dataTypeID === pg.types.builtins.CHAR) characters.add(column)
      return { name, dataTypeID: characters.has(column) ? pg.types.builtins.TEXT : dataTypeID }
    })
    return { ...answer, fields }
  }
  const result = await queryRaw.call(reader, query)
  const columnTypes = result.columnTypes.map((type, column) =>
    characters.has(column) ? ColumnTypeEnum.Character : type,
  )
  return { ...result, columnTypes }
}
