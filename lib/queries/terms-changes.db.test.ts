import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerTerms } from '#lib/commands/answer-terms.ts'
import { importTerms } from '#lib/commands/import-terms.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { emptyMapping } from '#lib/domain/terms/mapping.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { language, must, openWorld, type Team, type World } from '../../test-support/world.ts'
import { findAccountChanges } from './account-changes.ts'
import { findClauseTrail } from './clause-trail.ts'
import { comparisonOf } from './kept-comparisons.ts'
import { findTermsChanges } from './terms-changes.ts'
import { findTermsHistory } from './terms-history.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
let world: World
let team: Team

const slug = 'terms-of-service'
const widened = smallTerms.replace(
  'We train our own models only with content of people who said yes.',
  'We train our own models with your content, for any purpose, and pass it on to third parties.',
)
const guests =
  '**2.3 Guests.** A guest may join a meeting once somebody lets them in from the lobby.\n\n## 3.'
/** 3.1 and 3.2 are 4.1 and 4.2 now, and 2.2 is gone. */
const moved = widened
  .replace(/\*\*2\.2 .*\n\n/, '')
  .replace('## 3.', guests)
  .replace(
    '## 3. Your content',
    '## 3. Care\n\n**3.1 Care.** We keep the services in good repair at all times.\n\n## 4. Your content',
  )
  .replace('**3.1 Improvement', '**4.1 Improvement')
  .replace('**3.2 Training', '**4.2 Training')
const movedMapping = {
  clauses: [
    { clause: '2.1', purposes: ['meeting_summary'], categories: [] },
    { clause: '4.1', purposes: ['product_improvement'], categories: [] },
    { clause: '4.2', purposes: ['train_platform_models'], categories: [] },
  ],
  ceilings: [],
}

/** Version 1 is agreed to, version 2 gives the platform more, version 3 moves clauses and drops one. */
beforeAll(async () => {
  world = await openWorld(database)
  team = await world.team()
  await world.permit(team.admin, 'meeting_summary', 'chat_compose')
  await world.permit(team.admin, 'train_platform_models/chat')
  await accept(team.owner, 1)
  await world.include(team.member, 'train_platform_models/chat')
  world.clock.advance('P1D')
  await world.publishTerms(widened, smallMapping)
  world.clock.advance('P1D')
  await world.include(team.member, 'meeting_summary')
  await world.publishTerms(moved, movedMapping)
})
afterAll(() => closeDatabase(database))

async function accept(owner: MemberPrincipal, number: number): Promise<void> {
  const { terms } = await loadPlatform(database)
  const { digest } = terms.find((each) => each.documentSlug === slug && each.number === number)!
  const names = { name: 'Orla Owner', authority: 'Director' }
  const answer = { documentSlug: slug, number, digest, answer: 'accept' as const, ...names }
  must(await answerTerms(owner, answer, world.context))
}

const changes = async (from: number | null, to: number | null) =>
  (await findTermsChanges(slug, { from, to }, world.context))!

describe('what changed between two versions', () => {
  test('each clause has its verdict, its reasons and what is asked on its strength', async () => {
    const { rows, counts, operator, numbers } = await changes(1, 2)
    const training = rows.find(({ key }) => key === 'now-3-2-training')!
    expect(training).toMatchObject({
      ...{ verdict: 'widened', effect: 'widens', isProposal: false },
      reviewed: { overruled: null, note: null },
      purposes: [{ key: 'train_platform_models', title: 'Training Castellan Calls’ AI models' }],
    })
    expect(training.reasons.map(({ sentence }) => sentence).join(' ')).toMatch(/third parties/)
    expect(training.changes.map(({ op }) => op)).toContain('insert')
    expect(counts).toMatchObject({ widened: 1, unchanged: rows.length - 1 })
    expect([operator, numbers]).toEqual(['Castellan Calls', [1, 2, 3]])
  })

  test('over several versions at once, and backwards, it is a machine’s proposal', async () => {
    for (const [from, to] of [
      [1, 3],
      [2, 1],
    ] as const) {
      const { rows } = await changes(from, to)
      for (const { reviewed } of rows) expect(reviewed).toBeNull()
      expect(rows.some(({ isProposal }) => isProposal)).toBe(true)
    }
  })

  test('what the operator says otherwise, and sums up, stands beside what was proposed', async () => {
    const documentSlug = 'overruled'
    await world.publishTerms(smallTerms, smallMapping, { documentSlug })
    const text = smallTerms.replace('only with content of people who said yes', 'with all content')
    const summary = 'In short.'
    await world.publishTerms(text, smallMapping, { documentSlug, effect: 'narrows', summary })
    const found = await findTermsChanges(documentSlug, { from: 1, to: 2 }, world.context)
    const training = found?.rows.find(({ key }) => key === 'now-3-2-training')
    expect(training).toMatchObject({
      ...{ verdict: 'narrowed', effect: 'narrows' },
      reviewed: { overruled: 'widened', note: null },
    })
    expect(found?.summaries).toEqual([{ number: 2, language: 'en', text: summary }])
    const history = await findTermsHistory(documentSlug, world.context)
    expect(history?.versions[0]?.step).toMatchObject({
      isConfirmed: true,
      counts: { narrowed: 1, widened: 0 },
    })
  })

  test('words that did not change are not sent', async () => {
    const { rows } = await changes(1, 3)
    const same = rows.filter(({ verdict }) => ['unchanged', 'moved'].includes(verdict))
    expect(same.length).toBeGreaterThan(2)
    for (const row of same) expect([row.key, row.changes]).toEqual([row.key, []])
    for (const row of rows) expect(row.length, row.key).toBeGreaterThan(0)
  })

  test('every row has a key of its own, and what is gone keeps its name', async () => {
    const { rows } = await changes(1, 3)
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
    const gone = rows.find(({ verdict }) => verdict === 'removed')!
    expect(gone).toMatchObject({ key: 'was-2-2-chat-compose', to: [] })
    expect(gone.purposes.map(({ key }) => key)).toEqual(['chat_compose'])
  })

  test('without numbers it is what the version in force changed', async () => {
    const { from, to } = await changes(null, null)
    expect([from.number, to.number, to.state]).toEqual([2, 3, 'in_force'])
    expect((await changes(1, null)).to.number).toBe(3)
    expect((await changes(null, 2)).from.number).toBe(1)
  })

  test('a version may be compared with an earlier one, and with itself', async () => {
    expect((await changes(2, 1)).counts.narrowed).toBe(1)
    const same = await changes(2, 2)
    expect(same.counts.unchanged).toBe(same.rows.length)
  })

  test('there is none before a first version, of no version, and of no document', async () => {
    const find = (of: string, from: number | null, to: number | null) =>
      findTermsChanges(of, { from, to }, world.context)
    expect(await find(slug, null, 1)).toBeNull()
    expect(await find(slug, 1, 9)).toBeNull()
    expect(await find(slug, 9, 1)).toBeNull()
    expect(await find('nothing', null, null)).toBeNull()
  })

  test('what is imported and not published is compared with nothing', async () => {
    const bytes = new TextEncoder().encode(smallTerms)
    const draft = { documentSlug: 'draft', title: null, bytes, archival: false }
    const effectiveAt = world.clock.now()
    must(await importTerms(world.commandLine, { ...draft, effectiveAt }, world.context))
    expect(await findTermsChanges('draft', { from: 1, to: 1 }, world.context)).toBeNull()
    expect(await findTermsHistory('draft', world.context)).toBeNull()
    expect(await findClauseTrail('draft', '3-2-training', 1, world.context)).toBeNull()
  })

  test('a comparison is made once, however many ask, and one that failed is made again', async () => {
    const { terms } = await loadPlatform(database)
    const [from, to] = terms.filter(({ documentSlug }) => documentSlug === slug)
    const both = { from: from!, to: to! }
    const [one, other] = await Promise.all([
      comparisonOf(both, world.context),
      comparisonOf(both, world.context),
    ])
    expect(other).toBe(one)
    const lost = { from: { id: '00000000-0000-4000-8000-000000000000' }, to: to! }
    await expect(comparisonOf(lost, world.context)).rejects.toThrow()
    await expect(comparisonOf(lost, world.context)).rejects.toThrow()
  })
})

describe('what changed since somebody agreed', () => {
  const since = async (principal: MemberPrincipal) =>
    (await findAccountChanges(principal, slug, language, world.context))!

  test('for an admin, since the account accepted, across the versions between', async () => {
    for (const admin of [team.owner, team.admin]) {
      const view = await since(admin)
      expect(view).toMatchObject({ agreedFor: 'account', since: { number: 1 } })
      expect([view.changes?.from.number, view.changes?.to.number]).toEqual([1, 3])
      expect(view.purposes.map(({ key, rows }) => [key, rows])).toEqual([
        ['meeting_summary', ['now-2-1-meeting-summary']],
        ['chat_compose', ['was-2-2-chat-compose']],
        ['train_platform_models', ['now-4-2-training']],
      ])
    }
  })

  test('for a member, since the oldest yes that still stands', async () => {
    const view = await since(team.member)
    expect(view).toMatchObject({ agreedFor: 'self', since: { number: 1 } })
    expect(view.purposes.map(({ key }) => key)).toEqual([
      'meeting_summary',
      'train_platform_models',
    ])
    await world.leaveOut(team.member, 'train_platform_models/chat')
    const later = await since(team.member)
    expect(later).toMatchObject({ since: { number: 2 }, changes: { from: { number: 2 } } })
    expect(later.purposes.map(({ key }) => key)).toEqual(['meeting_summary'])
  })

  test('for who said yes to nothing, there is no such version', async () => {
    expect(await since(team.auditor)).toMatchObject({ since: null, changes: null, purposes: [] })
    const elsewhere = await world.team()
    expect(await since(elsewhere.owner)).toMatchObject({ agreedFor: 'account', since: null })
  })

  test('for who agreed to what is in force, nothing is compared', async () => {
    const own = await world.team()
    await accept(own.owner, 3)
    expect(await since(own.owner)).toMatchObject({ since: { number: 3 }, changes: null })
    expect(await findAccountChanges(own.owner, 'nothing', language, world.context)).toBeNull()
  })
})

describe('the history of a document', () => {
  test('has every version, newest first, each with what it changed', async () => {
    const { versions } = (await findTermsHistory(slug, world.context))!
    expect(versions.map(({ number, state }) => [number, state])).toEqual([
      [3, 'in_force'],
      [2, 'superseded'],
      [1, 'superseded'],
    ])
    expect(versions.map(({ step }) => step?.from ?? null)).toEqual([2, 1, null])
    expect(versions[0]?.step?.counts).toMatchObject({ removed: 1, moved: 3 })
    expect(versions[1]?.step).toMatchObject({ replaced: false, counts: { widened: 1 } })
  })

  test('compares what came into force with what held, past what is only kept', async () => {
    const documentSlug = 'kept'
    await world.publishTerms(smallTerms, emptyMapping, { documentSlug, archival: true })
    await world.publishTerms(widened, emptyMapping, { documentSlug })
    await world.publishTerms(smallTerms, emptyMapping, {
      documentSlug,
      archival: true,
      effectiveAt: new Date('2020-01-01'),
    })
    await world.publishTerms(moved, emptyMapping, { documentSlug })
    const { versions } = (await findTermsHistory(documentSlug, world.context))!
    expect(versions.map(({ number, step }) => [number, step?.from ?? null])).toEqual([
      [4, 2],
      [3, 2],
      [2, 1],
      [1, null],
    ])
  })
})

describe('where a clause is now', () => {
  const trail = async (clause: string, version: number | null) =>
    findClauseTrail(slug, clause, version, world.context)

  test('it is followed from its version to the one in force', async () => {
    const view = (await trail('3-2-training', 1))!
    expect(view.now.map(({ number }) => number)).toEqual(['4.2'])
    expect(view.steps.map(({ from, to, verdicts }) => [from, to, verdicts])).toEqual([
      [1, 2, ['widened']],
      [2, 3, ['moved']],
    ])
    expect(view).toMatchObject({ version: 1, latest: { number: 3, isInForce: true } })
  })

  test('one that is gone says since when', async () => {
    expect(await trail('2-2-chat-compose', 1)).toMatchObject({ now: [], goneSince: 3 })
  })

  test('without a version, the newest that had it is meant', async () => {
    expect(await trail('2-2-chat-compose', null)).toMatchObject({ version: 2, goneSince: 3 })
    const here = (await trail('4-2-training', null))!
    expect(here).toMatchObject({ version: 3, steps: [], goneSince: null })
    expect(here.now.map(({ id }) => id)).toEqual(['4-2-training'])
  })

  test('what no version had leads nowhere', async () => {
    for (const clause of ['nothing', '', '\0', '4-2-training%'])
      expect(await trail(clause, null)).toBeNull()
    expect(await trail('4-2-training', 1)).toBeNull()
    expect(await trail('4-2-training', 9)).toBeNull()
  })
})
