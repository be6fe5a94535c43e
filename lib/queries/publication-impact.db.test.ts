import { afterAll, describe, expect, test } from 'vitest'
import { importTerms } from '#lib/commands/import-terms.ts'
import { publishTerms } from '#lib/commands/publish-terms.ts'
import { saveMapping } from '#lib/commands/save-mapping.ts'
import { saveReview } from '#lib/commands/save-review.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { MemberCell } from '#lib/domain/consent/member-consents.ts'
import { publicationImpact } from '#lib/domain/consent/publication-impact.ts'
import { inForceFrom } from '#lib/domain/platform/platform.ts'
import type { Effect } from '#lib/domain/terms/comparison/comparison.ts'
import type { Mapping } from '#lib/domain/terms/mapping.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadStandingYeses } from '#lib/store/standing-yeses.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallCatalogue, smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { language, must, openWorld } from '../../test-support/world.ts'
import { findDraftAsPublished } from './draft-as-published.ts'
import { findPublicationImpact } from './publication-impact.ts'
import { findVersionReview } from './version-review.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
afterAll(() => closeDatabase(database))

const slug = 'terms-of-service'
const permitted = [
  'meeting_summary',
  'product_improvement/audio',
  'product_improvement/telemetry',
] as const
const day = 86_400_000

const world = await openWorld(database)
const random = randomNumbers(41)
const members = await moveIn()
let everAskedAgain = 0

describe('what is counted is what becomes of everybody', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('whatever they said before: %i', async () => {
    await live(30)
    const draft = await bringDraft()
    const counted = await unmasked(draft.number)
    const before = await cellsOf(draft.at)
    const publication = { documentSlug: slug, number: draft.number, expected: null }
    must(await publishTerms(world.commandLine, publication, world.context))
    expect(counted).toEqual(seen(before, await cellsOf(draft.at)))
    everAskedAgain += counted.people
  })

  test('and somebody was asked again', () => {
    expect(everAskedAgain).toBeGreaterThan(5)
  })
})

test('fewer than five are not counted on a screen, and what nobody said yes to is named all the same', async () => {
  await world.publishTerms()
  await world.publishCatalogue({ ...smallCatalogue, notices: smallCatalogue.notices.map(anew) })
  const admin = await world.member(await world.account('masked'), 'Mia Mask', 'admin')
  await world.permit(admin, 'meeting_summary')
  const people = await Promise.all(
    ['A', 'B', 'C', 'D', 'E'].map((name) => world.member('masked', `${name} Masked`)),
  )
  const narrower = await imported(`${smallTerms}\nSeeds.\n`, smallMapping, 0)
  const wider = await imported(smallTerms.replace('for the people in it', 'for anyone'))
  await judge(wider, () => 'widens')
  const asked = async (number: number) =>
    (
      await findPublicationImpact(world.commandLine, slug, number, language, world.context)
    )?.purposes.find(({ title }) => title === 'Meeting summary')
  expect(await asked(narrower)).toBeUndefined()
  for (const [said, member] of people.entries()) {
    expect(await asked(wider)).toMatchObject({ askedAgain: null, accounts: null, stopped: null })
    await world.include(member, 'meeting_summary')
    expect((await asked(wider))?.askedAgain).toBe(said === 4 ? 5 : null)
  }
  const outsider = await world.member('masked', 'Nosy Masked')
  for (const principal of [outsider, admin])
    expect(await findPublicationImpact(principal, slug, wider, language, world.context)).toBeNull()
})

/** Every yes that was given under another wording is stale before. */
function anew<Notice extends { readonly covers: readonly string[] }>(notice: Notice): Notice {
  return { ...notice, covers: ['What you say yes to, anew.'] }
}

/** Three accounts, and one person who is in all. */
async function moveIn(): Promise<readonly MemberPrincipal[]> {
  const all: MemberPrincipal[] = []
  for (const name of ['north', 'south', 'west']) {
    await world.account(name)
    const admin = await world.member(name, `${name} Admin`, 'admin')
    all.push(admin)
    await world.permit(admin, 'chat_compose')
    for (const about of permitted) await world.permit(admin, about)
    all.push(await world.member(name, `${name} Member`))
    all.push(await world.member(name, 'Bo Both'))
  }
  return all
}

/** Whatever people do, in any order. A no to what was asked for is part of life. */
async function live(steps: number): Promise<void> {
  const pick = <Each>(all: readonly Each[]) => all[Math.floor(random() * all.length)]!
  for (let step = 0; step < steps; step++) {
    world.clock.advance(60_000)
    const admin = pick(members.filter(({ role }) => role === 'admin'))
    const about = pick([...permitted, 'chat_compose'])
    const member = pick(members)
    const include = () => world.answer(member, 'include', [about])
    await pick([
      ...[include, include, include, include, include, include, include, include],
      // What the terms may rule out by then cannot be permitted again.
      () => world.permit(admin, pick(permitted)),
      () => world.permit(admin, pick(permitted)),
      () => world.forbid(admin, about),
      () => world.permitOnGround(admin, 'An agreement', 'meeting_summary'),
      () => world.answer(member, 'leave_out', [about]),
      () => (random() < 0.3 ? world.withdrawEverything(member) : include()),
      () =>
        Promise.resolve().then(() => {
          world.clock.advance('P1M')
        }),
      () => world.sequence(),
      () => world.publishCatalogue(reworded(step)),
      () => publishVariant(),
    ])()
  }
}

function reworded(step: number) {
  const notices = smallCatalogue.notices.map((notice) =>
    notice.purpose === 'chat_compose' ? { ...notice, covers: [`Wording ${step}.`] } : notice,
  )
  return { ...smallCatalogue, notices }
}

const variants = [
  (text: string) => text.replace('for the people in it', 'for anyone we like'),
  (text: string) => text.replace('when you ask for one', 'only when you ask'),
  (text: string) => text.replace('only of people who said yes', 'of everyone'),
  (text: string) => `${text}\n**3.3 More.** We do more with what you say.\n`,
]
let edition = 0

function variant(): string {
  edition += 1
  const text = variants
    .filter(() => random() < 0.5)
    .reduce((sofar, change) => change(sofar), smallTerms)
  return `${text}\n**3.9 Edition.** Edition ${edition}.\n`
}

function mapping(): Mapping {
  const rule = {
    clause: '2.2',
    purpose: 'chat_compose',
    category: null,
    rule: 'forbidden',
  } as const
  return { ...smallMapping, ceilings: random() < 0.2 ? [rule] : [] }
}

function effect(): Effect | null {
  return (['widens', 'narrows', null] as const)[Math.floor(random() * 3)] ?? null
}

async function publishVariant(): Promise<void> {
  await world.publishTerms(variant(), mapping(), { effect: effect() })
}

async function bringDraft() {
  world.clock.advance(60_000)
  const later = random() < 0.3 ? 40 * day : 0
  const number = await imported(variant(), mapping(), later)
  await judge(number, effect)
  return { number, at: new Date(world.context.now().getTime() + later) }
}

async function judge(number: number, effectOf: () => Effect | null): Promise<void> {
  const found = (await findVersionReview(world.commandLine, slug, number, world.context))!
  const effects = found.proposals.map((each) => ({
    ...{ ...each, effect: effectOf(), note: 'The test says so.' },
  }))
  const review = { against: found.againstNumber, effects, summaries: [] }
  const input = { documentSlug: slug, number, review, expected: 0 }
  must(await saveReview(world.commandLine, input, world.context))
}

async function imported(text: string, mapped = smallMapping, later = 0): Promise<number> {
  const { context, commandLine } = world
  const bytes = new TextEncoder().encode(text)
  const effectiveAt = new Date(context.now().getTime() + later)
  const version = { documentSlug: slug, title: null, bytes, effectiveAt, archival: false }
  const { number } = must(await importTerms(commandLine, version, context))
  const draft = { documentSlug: slug, number, mapping: mapped, expected: 0 }
  must(await saveMapping(commandLine, draft, context))
  return number
}

async function unmasked(number: number) {
  const { context } = world
  const now = context.now()
  const found = (await findDraftAsPublished({ documentSlug: slug, number }, now, context))!
  const { published, platform, catalogue } = found
  const yeses = await loadStandingYeses(database, platform, inForceFrom(published))
  const moment = { at: now, language, digestOf: context.digestOf }
  const { people, accounts, purposes } = publicationImpact(
    platform,
    published,
    catalogue,
    yeses,
    moment,
  )
  return { people, accounts, purposes: Object.fromEntries(purposes.map((p) => [p.purpose, p])) }
}

type Seen = { readonly member: MemberPrincipal; readonly cells: readonly MemberCell[] }

function cellsOf(then: Date): Promise<Seen[]> {
  return Promise.all(
    members.map(async (member) => ({
      member,
      cells: (await world.cells(member, { at: then })).member,
    })),
  )
}

/** The same numbers, by looking at each person before and after. */
function seen(before: readonly Seen[], after: readonly Seen[]) {
  const yeses = before.flatMap(({ member, cells }, at) =>
    cells.flatMap((cell, place) => {
      const now = after[at]?.cells[place]
      const isYes = cell.lastChoice?.kind === 'give' && isHeld(cell)
      return now === undefined || !isYes ? [] : [{ member, cell, now }]
    }),
  )
  type Yes = (typeof yeses)[number]
  const isAgain = ({ cell, now }: Yes) =>
    cell.view.status === 'given' && ['stale', 'requested'].includes(now.view.status)
  const isStopped = ({ cell, now }: Yes) =>
    cell.decision.decision === 'permit' && now.decision.decision === 'deny'
  const people = (all: readonly Yes[]) => new Set(all.map(({ member }) => member.personId)).size
  const accounts = (all: readonly Yes[]) => new Set(all.map(({ member }) => member.accountId)).size
  const again = yeses.filter(isAgain)
  const purposes = smallCatalogue.purposes.flatMap(({ key }) => {
    const own = yeses.filter(({ cell }) => cell.purpose.key === key)
    const [asked, stopped] = [own.filter(isAgain), own.filter(isStopped)]
    if (asked.length === 0 && stopped.length === 0) return []
    const goesOn = people(own.filter(({ now }) => now.decision.decision === 'permit'))
    const counts = {
      askedAgain: people(asked),
      accounts: accounts(asked),
      stopped: people(stopped),
    }
    return [[key, { purpose: key, ...counts, goesOn }]] as const
  })
  return {
    people: people(again),
    accounts: accounts(again),
    purposes: Object.fromEntries(purposes),
  }
}

/** A yes that was not ended by the account, nor by time. */
function isHeld({ view }: MemberCell): boolean {
  return ['given', 'stale', 'requested'].includes(view.status)
}

/** Park and Miller's, from 0 to 1: the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed * 7919
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}
