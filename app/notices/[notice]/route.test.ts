import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { importTerms } from '#lib/commands/import-terms.ts'
import { emptyMapping } from '#lib/domain/terms/mapping.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../../test-support/database.ts'
import { getAs, problemOf } from '../../../test-support/route-world.ts'
import { must, openWorld, type World } from '../../../test-support/world.ts'
import { GET as getTerms } from '../../terms/[document]/versions/[version]/text/route.ts'
import { GET as getNotice } from './route.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
let world: World
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
})

afterAll(() => closeDatabase(database))

test('anyone reads the exact bytes of a notice, which never change', async () => {
  const { notices } = await loadPlatform(database)
  expect(notices.length).toBeGreaterThan(0)
  for (const { id, digest } of notices) {
    const response = await getAs(world, null, getNotice, { notice: id })
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(await digestOf(response)).toBe(digest)
  }
})

test('anyone reads the exact bytes of a published version, a byte order mark too', async () => {
  const text = '\ufeff# Terms\r\n\r\n1. One.\r\n'
  const number = await world.publishTerms(text, emptyMapping, { documentSlug: 'exact' })
  const path = { document: 'exact', version: String(number) }
  const response = await getAs(world, null, getTerms, path)
  expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
  expect(response.headers.get('cache-control')).toContain('immutable')
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(new TextEncoder().encode(text))
})

test('a version that is imported and not published is nobody’s to read', async () => {
  const bytes = new TextEncoder().encode('# A draft\n')
  const draft = { documentSlug: 'draft', title: null, bytes, archival: false }
  const effectiveAt = world.clock.now()
  must(await importTerms(world.commandLine, { ...draft, effectiveAt }, world.context))
  const response = await getAs(world, null, getTerms, { document: 'draft', version: '1' })
  expect(await problemOf(response)).toBe('404 not_found')
})

test.each(['x', '', '0', "'", '00000000-0000-4000-8000-000000000000'])(
  '%j names no text',
  async (name) => {
    const notice = await getAs(world, null, getNotice, { notice: name })
    expect(await problemOf(notice)).toBe('404 not_found')
    for (const version of ['0', '01', '1.0', '-1', '999999999999', name]) {
      const terms = await getAs(world, null, getTerms, { document: 'terms-of-service', version })
      expect(await problemOf(terms)).toBe('404 not_found')
    }
  },
)

async function digestOf(response: Response): Promise<string> {
  return world.context.digestOf(new Uint8Array(await response.arrayBuffer()))
}
