import { afterAll, expect, test } from 'vitest'
import { createAccount } from '#lib/commands/create-account.ts'
import { importTerms } from '#lib/commands/import-terms.ts'
import { importSettings } from '#lib/commands/import-settings.ts'
import { saveMapping } from '#lib/commands/save-mapping.ts'
import { saveReview } from '#lib/commands/save-review.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { language, must, openWorld } from '../../test-support/world.ts'
import { getHome } from './home.ts'
import { findPublicationImpact } from './publication-impact.ts'
import { findPublicationPreview } from './publication-preview.ts'
import { findVersionReview } from './version-review.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const { context, commandLine } = world
afterAll(() => closeDatabase(database))

/** An account with six people who all said yes. */
async function moveIn(slug: string, isSandbox: boolean) {
  must(await createAccount(commandLine, { slug, name: `Account ${slug}`, isSandbox }, context))
  const admin = await world.member(slug, `Ada ${slug}`, 'admin')
  await world.permit(admin, 'meeting_summary')
  for (const name of ['A', 'B', 'C', 'D', 'E'])
    await world.include(await world.member(slug, `${name} ${slug}`), 'meeting_summary')
  await world.include(admin, 'meeting_summary')
  return admin
}

test('what is tried in a sandbox is in no figure of the operator’s', async () => {
  await moveIn('customer', false)
  const documentSlug = 'terms-of-service'
  const bytes = new TextEncoder().encode(smallTerms.replace('in a meeting', 'in any meeting'))
  const effectiveAt = context.now()
  const draft = { documentSlug, title: null, bytes, effectiveAt, archival: false }
  const { number } = must(await importTerms(commandLine, draft, context))
  const mapping = { documentSlug, number, mapping: smallMapping, expected: 0 }
  must(await saveMapping(commandLine, mapping, context))
  const found = (await findVersionReview(commandLine, documentSlug, number, context))!
  const effects = found.proposals.map((each) => ({
    ...each,
    effect: 'widens' as const,
    note: 'The test says so.',
  }))
  const review = { against: found.againstNumber, effects, summaries: [] }
  const reviewed = { documentSlug, number, review, expected: found.revision }
  must(await saveReview(commandLine, reviewed, context))
  const figures = async () => ({
    impact: await findPublicationImpact(commandLine, documentSlug, number, language, context),
    accounts: (await findPublicationPreview(commandLine, documentSlug, number, language, context))
      ?.accounts,
  })
  const before = await figures()
  expect(before.accounts).toBe(1)
  expect(before.impact?.purposes).not.toEqual([])
  await moveIn('try-out', true)
  expect(await figures()).toEqual(before)
})

test('settings brought along wait on the home page of who may confirm them, and of nobody else', async () => {
  const { admin, owner, auditor, member } = await world.team()
  const software = await world.client(admin, ['accounts'])
  const features = [{ purpose: 'meeting_summary', permission: 'off' as const }]
  must(await importSettings(software, { source: 'Zoom account settings', features }, context))
  const waiting = async (who: typeof admin) =>
    (await getHome(who, language, context)).settingsImport?.source ?? null
  expect(await Promise.all([admin, owner, auditor, member].map(waiting))).toEqual([
    'Zoom account settings',
    'Zoom account settings',
    null,
    null,
  ])
})
