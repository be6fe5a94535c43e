import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { governingTerms, stateOf } from '#lib/domain/platform/platform.ts'
import { findVersionReview } from '#lib/queries/version-review.ts'
import { closeDatabase, openDatabase, type Database } from '#lib/store/database.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { findVersion, loadBytes, loadClauses } from '#lib/store/terms.ts'
import { beforeAppend } from '../../test-support/before-append.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { sharedPath } from '../../test-support/shared.ts'
import { smallCatalogue, smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { must, openWorld, type World } from '../../test-support/world.ts'
import { importTerms } from './import-terms.ts'
import { publishCatalogue } from './publish-catalogue.ts'
import { publishTerms } from './publish-terms.ts'
import { saveMapping } from './save-mapping.ts'

const at = await testDatabase()
let database: Database
let world: World

beforeEach(async () => {
  await at.reset()
  database = openDatabase(at.url)
  world = await openWorld(database)
})

afterEach(async () => {
  await checkActs(world)
  await closeDatabase(database)
})

const longest = sharedPath('terms/zoom-tos/2023-08-11.md')
const utf8 = (text: string) => new TextEncoder().encode(text)

describe('importing', () => {
  test('keeps the exact bytes, and clauses whose slices are the document again', async () => {
    const bytes = longest === null ? utf8(smallTerms.repeat(40)) : readFileSync(longest)
    const { number } = must(await bring({ bytes, documentSlug: 'long' }))
    const version = (await findVersion(database, 'long', number))!
    expect(Buffer.from(await loadBytes(database, version.id)).equals(bytes)).toBe(true)
    const clauses = await loadClauses(database, version.id)
    const slices = clauses.map(({ start, end }) => bytes.subarray(start, end))
    expect(Buffer.concat(slices).equals(bytes)).toBe(true)
    expect(clauses.length).toBeGreaterThan(20)
  })

  test.each([
    ['terms_not_utf8', new Uint8Array([0x23, 0x20, 0xff, 0xfe])],
    ['terms_empty', utf8('  \n\t\n')],
    ['terms_nul', utf8('# Terms\0')],
    ['terms_too_large', new Uint8Array(2_000_001).fill(97)],
  ])('%s: is refused and nothing is written', async (code, bytes) => {
    expect(await bring({ bytes, documentSlug: 'bad' })).toEqual({ ok: false, code })
    expect(await database.prisma.termsDocument.count({ where: { slug: 'bad' } })).toBe(0)
  })

  test('HTML and scripts are text like any other', async () => {
    const bytes = utf8('# Terms\n\n<script>alert(1)</script>\n\n<b onclick="x()">1.</b>\n')
    const { termsVersionId } = must(await bring({ bytes, documentSlug: 'html' }))
    expect(Buffer.from(await loadBytes(database, termsVersionId)).equals(bytes)).toBe(true)
  })

  test('a slug that is none, and the same text for the same instant again', async () => {
    expect(await bring({ documentSlug: 'Terms!' })).toMatchObject({ code: 'slug_invalid' })
    must(await bring({ documentSlug: 'privacy' }))
    expect(await bring({ documentSlug: 'privacy' })).toMatchObject({ code: 'terms_exist' })
  })

  test('at the same moment twice: one is kept, the other is told', async () => {
    const both = await Promise.all([1, 2, 3].map(() => bring({ documentSlug: 'twice' })))
    const outcomes = both.map((each) => (each.ok ? 'ok' : each.code)).sort()
    expect(outcomes).toEqual(['ok', 'terms_exist', 'terms_exist'])
    const different = await Promise.all(
      [1, 2, 3, 4].map((n) => bring({ documentSlug: 'twice', bytes: utf8(`# ${String(n)}\n`) })),
    )
    const numbers = different.map((each) => must(each).number)
    expect(numbers.sort()).toEqual([2, 3, 4, 5])
  })
})

describe('publishing', () => {
  test('freezes the mapping with the version, and happens once', async () => {
    const number = await world.publishTerms(`${smallTerms}\nMore.\n`)
    const document = { documentSlug: 'terms-of-service', number }
    const before = await checkActs(world)
    const again = await publishTerms(
      world.commandLine,
      { ...document, expected: null },
      world.context,
    )
    expect(again).toEqual({ ok: false, code: 'terms_published' })
    const mapping = { ...smallMapping, clauses: [] }
    const changed = await saveMapping(
      world.commandLine,
      { ...document, mapping, expected: 1 },
      world.context,
    )
    expect(changed).toEqual({ ok: false, code: 'terms_published' })
    expect(await checkActs(world)).toEqual(before)
    const { terms } = await loadPlatform(database)
    expect(terms.at(-1)?.mapped.map(({ clause }) => clause.number)).toEqual([
      '2.1',
      '2.2',
      '3.1',
      '3.2',
    ])
  })

  test('twice at once: one publication, and the other is told', async () => {
    const { number } = must(await bring({ documentSlug: 'privacy' }))
    const wanted = { documentSlug: 'privacy', number, expected: null }
    const first = () => publishTerms(world.commandLine, wanted, world.context)
    const own = { ...world.context, database: beforeAppend(database, first) }
    expect(await publishTerms(world.commandLine, wanted, own)).toEqual({
      ok: false,
      code: 'terms_published',
    })
    expect(await database.prisma.publication.count()).toBe(2)
  })

  test('is in force from the later of its effective and its publishing instant', async () => {
    const now = world.context.now()
    const later = new Date(now.getTime() + 86_400_000)
    const past = new Date(now.getTime() - 86_400_000)
    const number = await world.publishTerms(`${smallTerms}\nNext.\n`, smallMapping, {
      effectiveAt: later,
    })
    await world.publishTerms(`${smallTerms}\nOnce.\n`, smallMapping, {
      effectiveAt: past,
      documentSlug: 'privacy',
    })
    const platform = await loadPlatform(database)
    const inForce = (instant: Date) =>
      governingTerms(platform, instant).map((each) => `${each.documentSlug} ${String(each.number)}`)
    expect(inForce(past)).toEqual([])
    expect(inForce(now).sort()).toEqual(['privacy 1', 'terms-of-service 1'])
    expect(inForce(new Date(later.getTime() - 1))).toContain('terms-of-service 1')
    expect(inForce(later)).toContain(`terms-of-service ${String(number)}`)
  })

  test('an archival version governs nothing, and makes nothing stale', async () => {
    const { admin, member } = await world.team()
    await world.permit(admin, 'meeting_summary')
    await world.include(member, 'meeting_summary')
    await world.publishTerms(
      '# Old\n\n## 1. All\n\nEverything is ours.\n',
      { clauses: [{ clause: '1', purposes: ['meeting_summary'], categories: [] }], ceilings: [] },
      { archival: true },
    )
    const platform = await loadPlatform(database)
    const archival = platform.terms.find((each) => each.archival)!
    expect(stateOf(platform, archival, world.context.now())).toBe('archival')
    expect((await world.state(member, 'meeting_summary')).decision).toBe('permit')
  })

  test('needs a mapping that names what exists, and the one that was on the screen', async () => {
    const { number } = must(await bring({ documentSlug: 'privacy' }))
    const document = { documentSlug: 'privacy', number }
    const wrong = {
      clauses: [{ clause: '99', purposes: ['mind_reading'], categories: [] }],
      ceilings: [],
    }
    const saved = await saveMapping(
      world.commandLine,
      { ...document, mapping: wrong, expected: 0 },
      world.context,
    )
    expect(saved).toMatchObject({ code: 'mapping_invalid' })
    expect(saved.ok ? [] : saved.problems).toEqual([
      'The catalogue has no "mind_reading".',
      'This version has no clause "99".',
    ])
    const draft = { ...document, mapping: smallMapping, expected: 0 }
    expect(must(await saveMapping(world.commandLine, draft, world.context)).revision).toBe(1)
    expect(await saveMapping(world.commandLine, draft, world.context)).toMatchObject({
      code: 'stale_page',
    })
    const { digest } = (await findVersionReview(
      world.commandLine,
      document.documentSlug,
      document.number,
      world.context,
    ))!
    const publish = (expected: string) =>
      publishTerms(world.commandLine, { ...document, expected }, world.context)
    expect(await publish('0'.repeat(64))).toEqual({ ok: false, code: 'stale_page' })
    must(await publish(digest))
  })

  test('an unknown version', async () => {
    const unknown = { documentSlug: 'terms-of-service', number: 7, expected: null }
    expect(await publishTerms(world.commandLine, unknown, world.context)).toEqual({
      ok: false,
      code: 'terms_unknown',
    })
  })
})

describe('C8: what a yes rests on', () => {
  test('C8: other words in a clause make the yes stale; other marks, numbers and clauses do not', async () => {
    const { admin, member } = await world.team()
    await world.permit(admin, 'meeting_summary', 'chat_compose')
    await world.include(member, 'meeting_summary', 'chat_compose')
    world.clock.advance(1000)
    await world.publishTerms(
      smallTerms.replace('what is said and written', '*what is said*  and **written**') +
        '\nMore.\n',
    )
    expect((await world.state(member, 'meeting_summary')).status).toBe('given')
    world.clock.advance(1000)
    const wider = smallTerms.replace('what is said', 'what is said, shown')
    await world.publishTerms(wider, smallMapping, { effect: 'widens' })
    expect(await world.states(member)).toMatchObject({
      meeting_summary: { status: 'stale', decision: 'deny' },
      chat_compose: { status: 'given', decision: 'permit' },
    })
    await world.include(member, 'meeting_summary')
    expect((await world.state(member, 'meeting_summary')).decision).toBe('permit')
  })

  test('C8: another notice or another definition makes it stale, in the same instant too', async () => {
    const { admin, member } = await world.team()
    await world.permit(admin, 'meeting_summary', 'chat_compose')
    await world.include(member, 'meeting_summary', 'chat_compose')
    await world.publishCatalogue({
      ...smallCatalogue,
      notices: smallCatalogue.notices.map((each) =>
        each.purpose === 'meeting_summary' ? { ...each, covers: ['All you say.'] } : each,
      ),
      purposes: smallCatalogue.purposes.map((each) =>
        each.key === 'chat_compose' ? { ...each, categories: ['audio', 'chat'] } : each,
      ),
    })
    expect(await world.states(member)).toMatchObject({
      meeting_summary: { status: 'stale', decision: 'deny' },
      chat_compose: { status: 'stale', decision: 'deny' },
    })
  })

  test('C8: what the terms forbid, or offer no choice about, stops at once and is nobody’s yes', async () => {
    const { admin, member } = await world.team()
    await world.permit(admin, 'train_platform_models/chat', 'train_platform_models/audio')
    await world.include(member, 'train_platform_models/chat', 'train_platform_models/audio')
    world.clock.advance(1000)
    const ruled = { purpose: 'train_platform_models', clause: '3.2' }
    await world.publishTerms(`${smallTerms}\nMore.\n`, {
      ...smallMapping,
      ceilings: [
        { ...ruled, category: 'chat', rule: 'forbidden' },
        { ...ruled, category: 'audio', rule: 'no_choice' },
      ],
    })
    const states = await world.states(member)
    expect(states['train_platform_models/chat']?.decision).toBe('deny')
    expect(states['train_platform_models/audio']?.decision).toBe('deny')
    await expect(world.include(member, 'train_platform_models/chat')).rejects.toThrow(
      'prohibited_by_terms',
    )
    await expect(world.include(member, 'train_platform_models/audio')).rejects.toThrow(
      'no_choice_offered',
    )
  })
})

describe('the catalogue', () => {
  test('the same again, or one that is wrong, is refused and nothing is written', async () => {
    const before = await checkActs(world)
    const publish = (catalogue: typeof smallCatalogue) =>
      publishCatalogue(world.commandLine, { catalogue }, world.context)
    expect(await publish(smallCatalogue)).toEqual({ ok: false, code: 'catalogue_unchanged' })
    const wrong = await publish({ ...smallCatalogue, notices: [] })
    expect(wrong).toMatchObject({ ok: false, code: 'catalogue_invalid' })
    expect(wrong.ok ? [] : wrong.problems).toContain('notices.meeting_summary: notice_missing')
    expect(await checkActs(world)).toEqual(before)
  })

  test('a new one keeps the notices whose wording it does not change', async () => {
    const changed = smallCatalogue.notices.map((each) =>
      each.purpose === 'chat_compose' ? { ...each, title: 'Drafts' } : each,
    )
    await world.publishCatalogue({ ...smallCatalogue, notices: changed })
    const { notices } = await loadPlatform(database)
    const numbers = notices.map(({ purpose, number }) => `${purpose} ${String(number)}`)
    expect(numbers.sort()).toEqual([
      'chat_compose 1',
      'chat_compose 2',
      'meeting_summary 1',
      'product_improvement 1',
      'train_platform_models 1',
    ])
  })
})

function bring(given: { bytes?: Uint8Array; documentSlug: string }) {
  const input = {
    bytes: utf8(smallTerms),
    title: null,
    effectiveAt: world.context.now(),
    archival: false,
    ...given,
  }
  return importTerms(world.commandLine, input, world.context)
}
