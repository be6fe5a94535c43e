import fc from 'fast-check'
import { expect, it } from 'vitest'
import { evaluate } from '../evaluate.ts'
import type { Question } from '../question.ts'
import { KEY } from '../testdata/mock-source.ts'
import { MockNetwork, type Fate } from '../testdata/mock-network.ts'
import { member } from '../testdata/world.ts'
import { createClient } from './create-client.ts'

// Time, the source and the network are the test's own: whatever is cut, held back, sent twice, reordered, lost
// or garbled, a yes was the source's own answer within the stated time.

const feature = {
  kind: 'feature',
  meeting: 'm1',
  roster: 1,
  purpose: 'meeting_summary',
  participant: 'p-bob',
} as const
const sharing = {
  kind: 'member',
  account: 'acme',
  member: 'bob',
  purpose: 'product_improvement',
  category: 'audio',
} as const

const fates: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Fate>({ delay: 5, copies: 1, isGarbled: false }) },
  {
    weight: 2,
    arbitrary: fc.record({
      delay: fc.oneof(fc.nat(400), fc.nat(5_000), fc.nat(60_000)),
      copies: fc.constantFrom(0 as const, 1 as const, 1 as const, 2 as const),
      isGarbled: fc.constant(false),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Fate>({ delay: 5, copies: 1, isGarbled: true }) },
)

const rarely = fc.integer({ min: 0, max: 9 }).map((each) => each === 0)

const steps = fc.record({
  heldBack: fc.constantFrom(0, 0, 0, 0, 700, 2_000, 40_000),
  isDown: rarely,
  isCut: rarely,
  /** What bob says; null: nothing. */
  isYes: fc.constantFrom(true, false, null),
  isLost: rarely,
  waits: fc.oneof({ weight: 5, arbitrary: fc.nat(4_000) }, fc.nat(40_000)),
})
type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never

/** What the source itself would have answered, since when. */
class Truth {
  readonly #said: { readonly from: number; readonly isYes: boolean }[] = []

  say(from: number, isYes: boolean): void {
    this.#said.push({ from, isYes })
  }

  wasYes(since: number): boolean {
    return this.#said.some(
      ({ isYes }, i) => isYes && (this.#said[i + 1]?.from ?? Infinity) >= since,
    )
  }
}

async function run(
  script: readonly Step[],
  given: readonly Fate[],
  skew: number,
  off: number,
): Promise<number> {
  let next = 0
  const network = await MockNetwork.start(skew, () => given[next++ % given.length]!)
  const client = createClient({
    url: 'https://source.example',
    key: KEY,
    ...network.surroundings(off),
  })
  const truths = { feature: new Truth(), sharing: new Truth() }
  let yeses = 0
  const isYesAtSource = (question: Question) => {
    network.origin.heard(network.now)
    return evaluate(network.origin, question, network.now).decision === 'permit'
  }
  const record = () => {
    truths.feature.say(network.now, isYesAtSource(feature))
    truths.sharing.say(network.now, isYesAtSource(sharing))
  }
  const look = () => {
    const { now } = network
    const isYes = client.may('meeting_summary', { id: 'm1', roster: 1, participant: 'p-bob' })
    if (isYes) expect(truths.feature.wasYes(now - 30_000)).toBe(true)
    if (client.decide(sharing).decision === 'permit')
      expect(truths.sharing.wasYes(now - 1_000)).toBe(true)
    if (isYes) yeses++
  }
  client.onChange(look)
  record()
  for (const { heldBack, isDown, isCut, isYes, isLost, waits } of script) {
    network.heldBack = heldBack
    network.isDown = isDown
    if (isCut) network.cut()
    if (isYes !== null) {
      const status = isYes ? 'given' : 'withdrawn'
      network.commit(
        isLost,
        member(
          'acme',
          'bob',
          [0, 2].map((each) => [each, status] as const),
        ),
      )
      record()
    }
    for (let left = waits; left > 0; left -= 250) {
      await network.pass(Math.min(250, left))
      look()
    }
  }
  client.close()
  return yeses
}

it('never says yes for longer than stated where the source says no', async () => {
  let yeses = 0
  const clocks = fc.constantFrom(0, -7_200_000, 7_200_000, 900)
  await fc.assert(
    fc.asyncProperty(
      fc.array(steps, { minLength: 5, maxLength: 25 }),
      fc.array(fates, { minLength: 1, maxLength: 60 }),
      clocks,
      clocks,
      async (script, given, skew, off) => {
        yeses += await run(script, given, skew, off)
      },
    ),
    { numRuns: 60 },
  )
  // Saying no to everything would be easy.
  expect(yeses).toBeGreaterThan(200)
})
