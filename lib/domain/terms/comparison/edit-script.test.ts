import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editScript, longestIncreasing, type Run } from './edit-script.ts'

const words = (text: string) => Int32Array.from(text, (sign) => sign.charCodeAt(0))

function shown(one: string, other: string): string {
  return editScript(words(one), words(other))
    .map(({ equal, from, to }) =>
      equal ? one.slice(...from) : `[${one.slice(...from)}|${other.slice(...to)}]`,
    )
    .join('')
}

describe('an edit script', () => {
  test.each([
    ['abc', 'abc', 'abc'],
    ['', '', ''],
    ['', 'abc', '[|abc]'],
    ['abc', '', '[abc|]'],
    ['abc', 'axc', 'a[b|x]c'],
    ['abcdef', 'abXdef', 'ab[c|X]def'],
    ['abc', 'xyz', '[abc|xyz]'],
    ['the cat sat', 'the dog sat', 'the [cat|dog] sat'],
    ['aaaa', 'aa', 'aa[aa|]'],
  ])('%j to %j', (one, other, expected) => {
    expect(shown(one, other)).toBe(expected)
  })

  test('has the fewest edits that there can be between short texts', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 })
    fc.assert(
      fc.property(text, text, (one, other) => {
        const runs = editScript(words(one), words(other))
        expect(kept(runs)).toBe(commonLength(one, other))
      }),
      { numRuns: 500 },
    )
  })

  test('gives both texts back, in runs that take turns', () => {
    const sequence = fc
      .array(fc.nat(20), { maxLength: 900 })
      .map((numbers) => Int32Array.from(numbers))
    fc.assert(
      fc.property(sequence, sequence, (one, other) => {
        const runs = editScript(one, other)
        const [from, to] = [{ at: 0 }, { at: 0 }]
        runs.forEach((run, index) => {
          expect([run.from[0], run.to[0]]).toEqual([from.at, to.at])
          from.at = run.from[1]
          to.at = run.to[1]
          if (run.equal) expect(one.slice(...run.from)).toEqual(other.slice(...run.to))
          expect(run.equal).not.toBe(runs[index - 1]?.equal)
        })
        expect([from.at, to.at]).toEqual([one.length, other.length])
      }),
      { numRuns: 60 },
    )
  })

  test('of long texts is found between the words that stand once on each side', () => {
    const one = Int32Array.from({ length: 60_000 }, (_, at) => at)
    const other = one.map((word, at) => (at % 10 === 3 ? -1 : word))
    const started = performance.now()
    const runs = editScript(one, other)
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(runs.filter(({ equal }) => !equal)).toHaveLength(6_000)
  })

  test('of long texts without anything in common is one replacement, at once', () => {
    const one = Int32Array.from({ length: 200_000 }, (_, at) => at % 7)
    const other = Int32Array.from({ length: 200_000 }, (_, at) => 10 + (at % 5))
    const started = performance.now()
    expect(editScript(one, other)).toHaveLength(1)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

function kept(runs: readonly Run[]): number {
  return runs.reduce((sum, { equal, from }) => sum + (equal ? from[1] - from[0] : 0), 0)
}

/** The length of a longest common subsequence, by the textbook's table. */
function commonLength(one: string, other: string): number {
  let row: number[] = Array.from({ length: other.length + 1 }, () => 0)
  for (const sign of one) {
    const next = [0]
    for (let at = 0; at < other.length; at++)
      next.push(other[at] === sign ? row[at]! + 1 : Math.max(next[at]!, row[at + 1]!))
    row = next
  }
  return row.at(-1) ?? 0
}

test('a longest increasing subsequence', () => {
  expect(longestIncreasing([])).toEqual([])
  expect(longestIncreasing([3, 1, 2, 5, 4])).toHaveLength(3)
  expect(longestIncreasing([2, 2, 2])).toHaveLength(1)
  fc.assert(
    fc.property(fc.array(fc.nat(30), { maxLength: 10 }), (values) => {
      const found = longestIncreasing(values)
      const picked = found.map((at) => values[at]!)
      expect(picked).toEqual([...new Set(picked)].sort((x, y) => x - y))
      expect(found).toEqual(found.toSorted((x, y) => x - y))
      expect(found).toHaveLength(longestByTrying(values))
    }),
  )
})

function longestByTrying(values: readonly number[], above = -1): number {
  const [first, ...rest] = values
  if (first === undefined) return 0
  const without = longestByTrying(rest, above)
  return first > above ? Math.max(without, 1 + longestByTrying(rest, first)) : without
}
