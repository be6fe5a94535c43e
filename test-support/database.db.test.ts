import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from './database.ts'

const database = await testDatabase()

test('a test begins with the migrated tables, empty, as the runtime role', async () => {
  expect(
    await query(database.url, 'SELECT current_user::text AS role, count(*)::int FROM event'),
  ).toEqual([{ role: 'assent_app', count: 0 }])
})

test('the runtime role may not change what is immutable', async () => {
  await expect(query(database.url, 'DELETE FROM event')).rejects.toThrow('permission denied')
  await expect(query(database.url, 'UPDATE choice SET seq = 1')).rejects.toThrow(
    'permission denied',
  )
})

test('after a reset the database is empty again', async () => {
  await query(database.ownerUrl, 'CREATE TABLE left_over ()')
  await database.reset()
  await expect(query(database.url, 'SELECT FROM left_over')).rejects.toThrow('does not exist')
})

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
