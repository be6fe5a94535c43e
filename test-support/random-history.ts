import fc from 'fast-check'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import { smallCatalogue, smallMapping, smallTerms } from './small-catalogue.ts'
import type { Team, World } from './world.ts'

const questions = [
  'meeting_summary',
  'chat_compose',
  'product_improvement/audio',
  'product_improvement/chat',
  'train_platform_models/chat',
] as const

const question = fc.constantFrom(...questions)
const team = fc.nat(1)
const person = fc.constantFrom('owner' as const, 'member' as const)

/** What can happen to two teams. Whatever the rules refuse at that moment is not done, and the history goes on. */
export const happening = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('include' as const), team, person, question }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('leaveOut' as const), team, person, question }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('withdrawEverything' as const), team, person }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('watch' as const), team, days: fc.nat(40) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constantFrom('permit' as const, 'permitAndAsk' as const),
      team,
      question,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('ground' as const), team }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('forbid' as const), team, question }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('ask' as const), team, question }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('terms' as const),
      words: fc.nat(2),
      ruled: fc.boolean(),
      later: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('catalogue' as const),
      wording: fc.nat(1),
      inputs: fc.nat(1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('time' as const),
      by: fc.constantFrom('P1D', 'P2M', 'P7M'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('sequence' as const) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('link' as const), team, person }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('age' as const),
      team,
      person,
      minor: fc.constantFrom(true, false, null),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constantFrom('joinGroup' as const, 'leaveGroup' as const),
      team,
      person,
      group: fc.constantFrom('legal', 'sales'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom('groupOff' as const, 'groupOpen' as const),
      team,
      question,
      group: fc.constantFrom('legal', 'sales'),
    }),
  },
)

export type Happening = typeof happening extends fc.Arbitrary<infer Each> ? Each : never

export async function carryOut(
  world: World,
  teams: readonly Team[],
  each: Happening,
): Promise<void> {
  // Acts of one instant happen too, but mostly a little time passes.
  world.clock.advance(each.does === 'forbid' ? 0 : 1000)
  try {
    await happen(world, teams, each)
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('refused: ')) throw error
  }
}

function happen(world: World, teams: readonly Team[], each: Happening): unknown {
  const of = 'team' in each ? teams[each.team]! : teams[0]!
  const who: MemberPrincipal = 'person' in each ? of[each.person] : of.admin
  switch (each.does) {
    case 'include':
    case 'leaveOut':
    case 'permit':
    case 'permitAndAsk':
    case 'forbid':
      return world[each.does](who, each.question)
    case 'ground':
      return world.permitOnGround(who, 'Agreement 7', 'chat_compose')
    case 'withdrawEverything':
      return world.withdrawEverything(who)
    case 'ask':
      return world.ask(who, each.question.split('/')[0]!)
    case 'terms':
      return publishTerms(world, each)
    case 'catalogue':
      return world.publishCatalogue(catalogueWith(each))
    case 'time':
      world.clock.advance(each.by)
      return null
    case 'sequence':
      return world.sequence()
    case 'watch':
      return world.watch(who, each.days === 0 ? null : daysFrom(world, each.days))
    case 'link':
      return world.link(who)
    case 'age':
      return linkedFirst(world, who, () => world.age(who, each.minor))
    case 'joinGroup':
      return linkedFirst(world, who, () => world.group(of.admin, each.group, { joining: [who] }))
    case 'leaveGroup':
      return linkedFirst(world, who, () => world.group(of.admin, each.group, { leaving: [who] }))
    case 'groupOff':
      return world.group(of.admin, each.group, { off: [each.question] })
    case 'groupOpen':
      return world.group(of.admin, each.group, { open: [each.question] })
  }
}

function publishTerms(world: World, each: Extract<Happening, { does: 'terms' }>): Promise<number> {
  const text = smallTerms.replace(
    'in a meeting',
    ['in a meeting', 'in *a meeting*', 'in any meeting'][each.words]!,
  )
  const ceilings = each.ruled
    ? [
        {
          purpose: 'train_platform_models',
          category: null,
          rule: 'forbidden' as const,
          clause: '3.2',
        },
      ]
    : []
  const effectiveAt = daysFrom(world, each.later ? 20 : 0)
  // Its own words each time, since a document has each text only once for one instant.
  return world.publishTerms(
    `${text}\n${world.context.newId()}\n`,
    { ...smallMapping, ceilings },
    { effectiveAt },
  )
}

async function linkedFirst(
  world: World,
  who: MemberPrincipal,
  then: () => Promise<unknown>,
): Promise<void> {
  await world.link(who)
  await then()
}

function daysFrom({ context }: World, days: number): Date {
  return new Date(context.now().getTime() + days * 86_400_000)
}

function catalogueWith({ wording, inputs }: { wording: number; inputs: number }): Catalogue {
  return {
    ...smallCatalogue,
    notices: smallCatalogue.notices.map((notice) =>
      notice.purpose === 'meeting_summary' && wording === 1
        ? { ...notice, covers: ['What you say.', 'What you write.'] }
        : notice,
    ),
    purposes: smallCatalogue.purposes.map((purpose) =>
      purpose.key === 'chat_compose' && inputs === 1
        ? { ...purpose, categories: ['audio', 'chat'] }
        : purpose,
    ),
  }
}
