import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import pg from 'pg'
import { beforeAll, expect, inject, test } from 'vitest'

const { ownerUrl } = inject('template')
const empty = Object.assign(new URL(ownerUrl), { pathname: `engine_${process.pid}` }).href

beforeAll(async () => {
  const client = new pg.Client(ownerUrl.replace(/\/[^/]*$/, '/postgres'))
  await client.connect()
  await client.query(`CREATE DATABASE engine_${process.pid}`)
  await client.end()
})

test('Prisma applies the migrations to an empty database with no engine of its own', async () => {
  expect(await prisma('migrate', 'status')).toContain('have not yet been applied')
  expect(await prisma('migrate', 'deploy')).toContain(
    'All migrations have been successfully applied',
  )
  expect(await prisma('migrate', 'status')).toContain('up to date')
})

test('the migrations make what the schema says', async () => {
  const schema = ['--to-schema', 'prisma/schema.prisma']
  expect(await prisma('migrate', 'diff', '--from-config-datasource', ...schema)).toContain(
    'No difference detected',
  )
  expect(
    await prisma('migrate', 'diff', '--from-migrations', 'prisma/migrations', ...schema),
  ).toContain('No difference detected')
})

test('a database that cannot be reached is named as such', async () => {
  const nowhere = 'postgresql://nobody@127.0.0.1:1/nothing'
  expect(await prismaOn(nowhere, 'migrate', 'status')).toContain('P1001')
})

function prisma(...args: string[]): Promise<string> {
  return prismaOn(empty, ...args)
}

async function prismaOn(url: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, DATABASE_OWNER_URL: url }
  const command = ['node_modules/prisma/build/index.js', ...args]
  const run = promisify(execFile)(process.execPath, command, { env })
  const { stdout, stderr } = await run.catch(
    (error: unknown) => error as { stdout: string; stderr: string },
  )
  return stdout + stderr
}
