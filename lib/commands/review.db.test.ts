import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { OperatorPrincipal } from '#lib/domain/account/principal.ts'
import type { Effect } from '#lib/domain/terms/comparison/comparison.ts'
import type { Mapping } from '#lib/domain/terms/mapping.ts'
import type { ReviewedEffect } from '#lib/domain/terms/review.ts'
import { findPublicationPreview } from '#lib/queries/publication-preview.ts'
import { findVersionReview } from '#lib/queries/version-review.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { beforeAppend } from '../../test-support/before-append.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { language, must, openWorld } from '../../test-support/world.ts'
import { approveTerms } from './approve-terms.ts'
import { importTerms } from './import-terms.ts'
import { publishTerms } from './publish-terms.ts'
import { saveMapping } from './save-mapping.ts'
import { saveReview } from './save-review.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const { commandLine, context } = world

afterEach(() => checkActs(world))
afterAll(() => closeDatabase(database))

const summary = 'The summary uses what is said and written in a meeting'

describe('what is said of a change', () => {
  test('whoever overrules a proposal says why; whoever agrees need not', async () => {
    const version = await bring(
      'overruled',
      smallTerms,
      smallTerms.replace('only of people', 'of people'),
    )
    const before = (await found(version))!
    const [proposal] = before.proposals
    const save = (said: Pick<ReviewedEffect, 'effect' | 'note'>) => {
      const review = { against: 1, effects: [{ ...proposal!, ...said }], summaries: [] }
      return saveReview(commandLine, { ...version, review, expected: 0 }, context)
    }
    expect(proposal?.effect).toBe('widens')
    for (const effect of ['narrows', null] as const)
      for (const note of ['', ' \n'])
        expect(await save({ effect, note })).toEqual({ ok: false, code: 'note_missing' })
    expect((await found(version))?.revision).toBe(0)
    must(await save({ effect: 'widens', note: '' }))
    const agreed = (await found(version))!
    expect(agreed.changes.find(({ isDecided }) => !isDecided)).toMatchObject({
      ...{ said: { effect: 'widens', note: '' }, purposes: ['Product improvement'] },
      reasons: [{ effect: 'widens' }],
    })
  })

  test('a change that was judged against another version waits again', async () => {
    const version = await bring('overtaken', smallTerms, `${smallTerms}\nOne.\n`)
    await say(version, null)
    expect((await found(version))?.unconfirmed).toBe(0)
    await world.publishTerms(`${smallTerms}\nTwo.\n`, smallMapping, { documentSlug: 'overtaken' })
    world.clock.advance(1000)
    const { number } = await add('overtaken', `${smallTerms}\nOne.\n`)
    const anew = { ...version, number }
    const stale = { against: 1, effects: (await found(anew))!.proposals, summaries: [] }
    const saved = await saveReview(commandLine, { ...anew, review: stale, expected: 0 }, context)
    expect(saved).toEqual({ ok: false, code: 'review_outdated' })
    expect((await found(anew))?.changes.every(({ said }) => said === null)).toBe(true)
  })
})

describe('publishing what changed', () => {
  test('a change that nobody confirmed is named, and nothing is published', async () => {
    const version = await bring('waits', smallTerms, smallTerms.replace(summary, `${summary} only`))
    const before = await checkActs(world)
    const refused = await publishTerms(commandLine, { ...version, expected: null }, context)
    expect(refused).toEqual({ ok: false, code: 'verdicts_unconfirmed', problems: ['2.1.'] })
    expect(await checkActs(world)).toEqual(before)
    await say(version, null)
    must(await publishTerms(commandLine, { ...version, expected: null }, context))
  })

  test('formatting and the unchanged need nobody', async () => {
    const formatted = smallTerms.replace(
      summary,
      'The *summary* uses what is said and written in a meeting',
    )
    const version = await bring('formatted', smallTerms, formatted)
    must(await publishTerms(commandLine, { ...version, expected: null }, context))
  })

  test('what was proposed is kept beside what was said, with its note', async () => {
    const version = await bring(
      'kept',
      smallTerms,
      smallTerms.replace('only of people', 'of people'),
    )
    await say(version, 'narrows', 'Another sentence says the same.')
    must(await publishTerms(commandLine, { ...version, expected: null }, context))
    const rows = await database.prisma.clauseVerdict.findMany({
      where: { version: { document: { slug: 'kept' } } },
    })
    expect(rows).toMatchObject([
      { proposedEffect: 'widens', effect: 'narrows', verdict: 'narrowed', proposed: 'widened' },
    ])
    expect(rows[0]?.note).toBe('Another sentence says the same.')
  })

  test('a review from an older page, or of a clause that is not there, is refused', async () => {
    const version = await bring('older', smallTerms, smallTerms.replace(summary, `${summary} only`))
    const { proposals } = (await found(version))!
    const save = (effects: readonly ReviewedEffect[], expected: number) =>
      saveReview(
        commandLine,
        { ...version, review: { against: 1, effects, summaries: [] }, expected },
        context,
      )
    expect(must(await save([], 0))).toEqual({ revision: 1, unconfirmed: 1 })
    expect(await save(proposals, 0)).toEqual({ ok: false, code: 'stale_page' })
    const gone = [{ from: '9', to: '9', effect: null, note: '' }]
    expect(await save(gone, 1)).toEqual({ ok: false, code: 'review_outdated' })
    expect(must(await save(proposals, 1))).toEqual({ revision: 2, unconfirmed: 0 })
  })

  test('once another version governs, the verdicts are of another comparison', async () => {
    const slug = 'overtaken'
    const version = await bring(slug, smallTerms, smallTerms.replace(summary, `${summary} only`))
    await say(version, null)
    const reworded = smallTerms.replace(summary, 'It sums meetings up, and nothing else')
    await world.publishTerms(reworded, smallMapping, { documentSlug: slug })
    const late = await publishTerms(commandLine, { ...version, expected: null }, context)
    expect(late.ok ? '' : late.code).toMatch(/verdicts_unconfirmed|review_outdated/)
  })

  test('of two publications under way at once one wins, and the other is told', async () => {
    const one = await bring('raced', smallTerms, smallTerms.replace(summary, `${summary} only`))
    const two = await add('raced', smallTerms.replace(summary, `${summary} now`))
    for (const version of [one, two]) await say(version, null)
    const publish = (version: Version, database_ = database) =>
      publishTerms(commandLine, { ...version, expected: null }, { ...context, database: database_ })
    const late = await publish(
      two,
      beforeAppend(database, () => publish(one)),
    )
    expect(late).toEqual({ ok: false, code: 'publication_overtaken' })
    expect((await found(one)) === null).toBe(true)
    expect((await found(two))?.againstNumber).toBe(one.number)
  })
})

describe('C8: a yes is needed again when what it rests on widens, and only then', () => {
  const given = smallTerms
  const changed = smallTerms.replace(summary, `${summary} and elsewhere`)
  const added = `${smallTerms}\n**3.3 More.** Something else about summaries.\n`
  const removed = smallTerms.replace(/\*\*2\.1 .*\n/, '')
  const mapping = (clauses: Mapping['clauses']): Mapping => ({ ...smallMapping, clauses })
  const withMore = mapping([
    ...smallMapping.clauses,
    { clause: '3.3', purposes: ['meeting_summary'], categories: [] },
  ])
  const without = mapping(smallMapping.clauses.filter(({ clause }) => clause !== '2.1'))

  test.each([
    ['changed', changed, smallMapping],
    ['added', added, withMore],
    ['removed', removed, without],
  ])('a clause %s', async (_, text, mapped) => {
    for (const [effect, status] of [
      ['narrows', 'given'],
      [null, 'given'],
      ['widens', 'stale'],
    ] as const) {
      await world.publishTerms(given, smallMapping, { effect: null })
      const { admin, member } = await world.team()
      await world.permit(admin, 'meeting_summary', 'chat_compose')
      await world.include(member, 'meeting_summary', 'chat_compose')
      world.clock.advance(1000)
      await world.publishTerms(text, mapped, { effect })
      const states = await world.states(member)
      expect(states['meeting_summary']?.status, String(effect)).toBe(status)
      expect(states['chat_compose']?.status).toBe('given')
      world.clock.advance(1000)
    }
  })

  test('over several versions one that widens is enough, and what narrows later does not undo it', async () => {
    await world.publishTerms(given, smallMapping, { effect: null })
    const { admin, member } = await world.team()
    await world.permit(admin, 'meeting_summary')
    await world.include(member, 'meeting_summary')
    for (const [text, effect, status] of [
      [changed, 'narrows', 'given'],
      [changed.replace('elsewhere', 'everywhere'), 'widens', 'stale'],
      [changed.replace('elsewhere', 'here'), 'narrows', 'stale'],
    ] as const) {
      world.clock.advance(1000)
      await world.publishTerms(text, smallMapping, { effect })
      expect((await world.state(member, 'meeting_summary')).status).toBe(status)
    }
    await world.include(member, 'meeting_summary')
    expect((await world.state(member, 'meeting_summary')).decision).toBe('permit')
  })

  test('a yes that carries on says since when, and whether the platform was given less', async () => {
    await world.publishTerms(given, smallMapping, { effect: null })
    const { admin, member } = await world.team()
    await world.permit(admin, 'meeting_summary', 'chat_compose')
    await world.include(member, 'meeting_summary', 'chat_compose')
    const carried = async (about: string) => {
      const { member: cells } = await world.cells(member)
      return cells.find(({ question }) => question.purpose === about)?.carried
    }
    expect(await carried('meeting_summary')).toBeNull()
    world.clock.advance(86_400_000)
    const effectiveAt = new Date(context.now().getTime() + 86_400_000)
    await world.publishTerms(changed, smallMapping, { effect: 'narrows', effectiveAt })
    expect(await carried('meeting_summary')).toBeNull()
    world.clock.advance(2 * 86_400_000)
    expect(await carried('meeting_summary')).toEqual({ since: effectiveAt, narrowed: true })
    expect(await carried('chat_compose')).toBeNull()
    await world.leaveOut(member, 'meeting_summary')
    expect(await carried('meeting_summary')).toBeNull()
    await world.include(member, 'meeting_summary')
    expect(await carried('meeting_summary')).toBeNull()
    const wider = changed.replace('elsewhere', 'everywhere')
    await world.publishTerms(wider, smallMapping, { effect: 'widens' })
    expect(await carried('meeting_summary')).toBeNull()
  })

  test('a clause that is mapped anew is new to the yes, whatever became of its words', async () => {
    await world.publishTerms(given, smallMapping, { effect: null })
    const { admin, member } = await world.team()
    await world.permit(admin, 'meeting_summary')
    await world.include(member, 'meeting_summary')
    world.clock.advance(1000)
    const anew = mapping([
      ...smallMapping.clauses,
      { clause: '3.1', purposes: ['meeting_summary'], categories: [] },
    ])
    await world.publishTerms(`${given}\nNo more.\n`, anew, { effect: null })
    expect((await world.state(member, 'meeting_summary')).status).toBe('stale')
  })

  test('it is so from the effective date, and not before', async () => {
    await world.publishTerms(given, smallMapping, { effect: null })
    const { admin, member } = await world.team()
    await world.permit(admin, 'meeting_summary')
    await world.include(member, 'meeting_summary')
    world.clock.advance(1000)
    const effectiveAt = new Date(context.now().getTime() + 86_400_000)
    await world.publishTerms(changed, smallMapping, { effect: 'widens', effectiveAt })
    const status = async () => (await world.state(member, 'meeting_summary')).status
    world.clock.advance(86_399_000)
    expect(await status()).toBe('given')
    world.clock.advance(1000)
    expect(await status()).toBe('stale')
  })
})

describe('four eyes', () => {
  const strict = { ...context, fourEyes: true }

  test('somebody else approves exactly what is published', async () => {
    const [author, second] = [
      await world.operator('Ann Author'),
      await world.operator('Sia Second'),
    ]
    const version = await bring(
      'approved',
      smallTerms,
      smallTerms.replace(summary, `${summary} only`),
    )
    await say(version, null)
    const digest = (await found(version))!.digest
    const publish = () => publishTerms(author, { ...version, expected: digest }, strict)
    const { documentSlug, number } = version
    const seenBy = (principal: OperatorPrincipal) =>
      findPublicationPreview(principal, documentSlug, number, language, strict)
    expect(await seenBy(author)).toMatchObject({ isApprovedByYou: false, isApproved: false })
    expect(await publish()).toEqual({ ok: false, code: 'approval_missing' })
    must(await approveTerms(author, { ...version, expected: digest }, strict))
    expect(await seenBy(author)).toMatchObject({ isApprovedByYou: true, isApproved: false })
    expect(await seenBy(second)).toMatchObject({ isApprovedByYou: false, isApproved: true })
    expect(await publish()).toEqual({ ok: false, code: 'approval_missing' })
    must(await approveTerms(second, { ...version, expected: digest }, strict))
    const preview = await seenBy(author)
    expect(preview?.approvals.map(({ name }) => name)).toEqual(['Ann Author', 'Sia Second'])
    expect(preview).toMatchObject({ isApprovedByYou: true, isApproved: true })
    must(await publish())
  })

  test('an approval ends with the next change, and is not given blindly', async () => {
    const [author, second] = [
      await world.operator('Abe Author'),
      await world.operator('Sol Second'),
    ]
    const version = await bring(
      'voided',
      smallTerms,
      smallTerms.replace(summary, `${summary} only`),
    )
    const approve = async () =>
      approveTerms(second, { ...version, expected: (await found(version))!.digest }, strict)
    expect(await approve()).toEqual({ ok: false, code: 'verdicts_unconfirmed' })
    await say(version, null)
    expect(await approveTerms(second, { ...version, expected: 'another' }, strict)).toEqual({
      ok: false,
      code: 'stale_page',
    })
    must(await approve())
    await say(version, 'widens')
    const late = { ...version, expected: (await found(version))!.digest }
    expect(await publishTerms(author, late, strict)).toEqual({
      ok: false,
      code: 'approval_missing',
    })
    const { member } = await world.team()
    expect(await approveTerms(member, late, strict)).toEqual({ ok: false, code: 'forbidden' })
  })
})

type Version = { readonly documentSlug: string; readonly number: number }

/** A document with its first version published, and a second that waits. */
async function bring(documentSlug: string, first: string, second: string): Promise<Version> {
  await world.publishTerms(first, smallMapping, { documentSlug })
  world.clock.advance(1000)
  return add(documentSlug, second)
}

async function add(documentSlug: string, text: string): Promise<Version> {
  const bytes = new TextEncoder().encode(text)
  const effectiveAt = context.now()
  const imported = { documentSlug, title: null, bytes, effectiveAt, archival: false }
  const { number } = must(await importTerms(commandLine, imported, context))
  const draft = { documentSlug, number, mapping: smallMapping, expected: 0 }
  must(await saveMapping(commandLine, draft, context))
  return { documentSlug, number }
}

function found({ documentSlug, number }: Version) {
  return findVersionReview(commandLine, documentSlug, number, context)
}

/** Says the same of every change. */
async function say(version: Version, effect: Effect | null, note = 'It says so.'): Promise<void> {
  const { proposals, revision, againstNumber: against } = (await found(version))!
  const effects = proposals.map((each) => ({ ...each, effect, note }))
  const review = { against, effects, summaries: [] }
  must(await saveReview(commandLine, { ...version, review, expected: revision }, context))
}
