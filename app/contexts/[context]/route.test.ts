import { receiptContext } from '@assent/receipt'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../../test-support/database.ts'
import { getAs, problemOf } from '../../../test-support/route-world.ts'
import { openWorld, type World } from '../../../test-support/world.ts'
import { GET } from './route.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
let world: World
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
})

afterAll(() => closeDatabase(database))

test.each(['receipt-v1', 'receipt-v2'])(
  'anyone reads %s that statements name, as linked data, and it never changes',
  async (context) => {
    const response = await getAs(world, null, GET, { context })
    expect(response.headers.get('content-type')).toBe('application/ld+json')
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(await response.text()).toBe(receiptContext(`https://portal.test/contexts/${context}`))
  },
)

test('a context that was never published is not found', async () => {
  for (const context of ['receipt-v3', 'x', '%00'])
    expect(await problemOf(await getAs(world, null, GET, { context }))).toBe('404 not_found')
})
