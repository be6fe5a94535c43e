import { entryBundlePath, tilePath, type TileResource } from '@assent/receipt'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { publishedResources } from './published-resources.ts'

test('the tree of 70,000 entries is published as the specification counts it', () => {
  const all = [...publishedResources(0, 70_000)]
  const count = (kind: string, level: number | undefined, full: boolean) =>
    all.filter(
      (each) =>
        each.kind === kind &&
        ('level' in each ? each.level : undefined) === level &&
        (each.width === 256) === full,
    ).length
  expect(count('entries', undefined, true)).toBe(273)
  expect(count('hashes', 0, true)).toBe(273)
  expect(count('hashes', 1, true)).toBe(1)
  const paths = all.filter(({ width }) => width < 256).map(pathOf)
  expect(paths).toEqual([
    'tile/entries/273.p/112',
    'tile/0/273.p/112',
    'tile/1/001.p/17',
    'tile/2/000.p/1',
  ])
})

test('a tree of 256 has a full tile and one hash above it, and an empty one has nothing', () => {
  expect([...publishedResources(0, 256)].map(pathOf)).toEqual([
    'tile/entries/000',
    'tile/0/000',
    'tile/1/000.p/1',
  ])
  expect([...publishedResources(0, 0)]).toEqual([])
})

test('step by step the same comes to be as at once, but for the edges on the way', () => {
  const sizes = fc.array(fc.nat(140_000), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(sizes, (given) => {
      const steps = given.toSorted((a, b) => a - b)
      const paths = steps.flatMap((size, i) => [...publishedResources(steps[i - 1] ?? 0, size)])
      const [stepwise, last] = [new Set(paths.map(pathOf)), steps.at(-1)!]
      const atOnce = [...publishedResources(0, last)].map(pathOf)
      expect(atOnce.filter((path) => !stepwise.has(path))).toEqual([])
      const full = paths.filter(({ width }) => width === 256).map(pathOf)
      expect(new Set(full).size, 'no full one twice').toBe(full.length)
    }),
    { numRuns: 30 },
  )
})

function pathOf(resource: TileResource): string {
  return resource.kind === 'entries' ? entryBundlePath(resource) : tilePath(resource)
}
