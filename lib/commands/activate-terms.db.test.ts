import { afterAll, afterEach, expect, test } from 'vitest'
import { listRecord } from '#lib/queries/record.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { openWorld } from '../../test-support/world.ts'
import { activateTerms } from './activate-terms.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const { context } = world
const day = 86_400_000

afterEach(() => checkActs(world))
afterAll(() => closeDatabase(database))

test('a scheduled version takes force on record once its day has come, and once only', async () => {
  const { owner } = await world.team()
  const effectiveAt = new Date(context.now().getTime() + day)
  const number = await publish('scheduled', effectiveAt)
  expect(await activateTerms(context)).toBe(0)
  world.clock.advance(day)
  const both = await Promise.all([activateTerms(context), activateTerms(context)])
  expect(both.toSorted()).toEqual([0, 1])
  expect(await activateTerms(context)).toBe(0)
  const { entries } = await listRecord(owner, { kinds: ['terms_in_force'], before: null }, context)
  expect(entries.map(({ sentence }) => sentence)).toEqual([
    `Version ${String(number)} of Scheduled took force.`,
  ])
})

test('what takes force as it is published, is archival or was overtaken before its day, is none', async () => {
  await publish('at-once', context.now())
  await publish('kept', new Date(context.now().getTime() + day), true)
  const sameDay = new Date(context.now().getTime() + day)
  await publish('overtaken', sameDay)
  await publish('overtaken', sameDay)
  world.clock.advance(2 * day)
  expect(await activateTerms(context)).toBe(1)
  const { rows } = await database.pool.query<{ number: number }>(
    `SELECT v.number FROM activation a JOIN terms_version v ON v.id = a.terms_version_id
       JOIN terms_document d ON d.id = v.document_id WHERE d.slug = 'overtaken'`,
  )
  expect(rows).toEqual([{ number: 2 }])
})

test('several days that came while no worker ran are recorded in their order', async () => {
  const { owner } = await world.team()
  const later = (days: number) => new Date(context.now().getTime() + days * day)
  await publish('second', later(2))
  await publish('first', later(1))
  world.clock.advance(3 * day)
  expect(await activateTerms(context)).toBe(2)
  const { entries } = await listRecord(owner, { kinds: ['terms_in_force'], before: null }, context)
  expect(entries.slice(0, 2).map(({ sentence }) => sentence)).toEqual([
    'Version 1 of Second took force.',
    'Version 1 of First took force.',
  ])
})

let texts = 0

function publish(documentSlug: string, effectiveAt: Date, archival = false): Promise<number> {
  texts += 1
  const text = `${smallTerms}\nText ${String(texts)}.\n`
  return world.publishTerms(text, smallMapping, {
    documentSlug,
    effectiveAt,
    archival,
    effect: null,
  })
}
