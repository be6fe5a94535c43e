import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../../../test-support/database.ts'
import { getAs, problemOf } from '../../../../test-support/route-world.ts'
import { smallTerms } from '../../../../test-support/small-catalogue.ts'
import { openWorld, type World } from '../../../../test-support/world.ts'
import { GET } from './route.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
let world: World
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

const path = { document: 'terms-of-service' }

beforeAll(async () => {
  world = await openWorld(database)
})
afterAll(() => closeDatabase(database))

test('anyone follows the versions of a document, newest first, each with what it changed', async () => {
  world.clock.advance('P1D')
  await world.publishTerms(smallTerms.replace('when you ask', 'whenever you ask'))
  const response = await getAs(world, null, GET, path)
  expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
  const xml = await response.text()
  const { publicUrl } = world.context
  expect(xml.match(/<id>[^<]*<\/id>/g)).toEqual([
    `<id>${publicUrl}/terms/terms-of-service/feed</id>`,
    `<id>${publicUrl}/terms/terms-of-service/versions/2</id>`,
    `<id>${publicUrl}/terms/terms-of-service/versions/1</id>`,
  ])
  expect(xml).toContain('<name>Castellan Calls</name>')
  expect(xml).toMatch(
    /<summary>Of its clauses, compared with version 1: 1 .*In force from 3 March 2026\.<\/summary>/,
  )
  expect(xml).toContain('<summary>The first version. In force from 2 March 2026.</summary>')
})

test('who has it already gets nothing again until there is something new', async () => {
  const first = await getAs(world, null, GET, path)
  const etag = first.headers.get('etag')!
  expect(etag).toMatch(/^"[0-9a-f]{64}"$/)
  const again = await ask(etag)
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
  await world.publishTerms(smallTerms.replace('when you ask', 'if you ask'))
  expect((await ask(etag)).status).toBe(200)
})

test('of no document there is no feed', async () => {
  const response = await getAs(world, null, GET, { document: 'nothing' })
  expect(await problemOf(response)).toBe('404 not_found')
})

function ask(etag: string): Promise<Response> {
  const headers = { 'if-none-match': etag }
  const request = new Request('https://portal.test/terms/terms-of-service/feed', { headers })
  return GET(request, { params: Promise.resolve(path) })
}
