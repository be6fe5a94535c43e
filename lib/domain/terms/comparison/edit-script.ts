/** `from` and `to` are places in the two sequences; a run of equal ones is as long on both sides. */
export type Run = { equal: boolean; from: [number, number]; to: [number, number] }

/**
 * How one sequence of words becomes another: runs that are equal and runs that are not, in turn. The fewest
 * edits (Myers 1986) where that is cheap; long stretches are first divided at words that both sides have once
 * (patience), and what stays too different is one replacement. So the cost is bounded by n log n in practice.
 */
export function editScript(one: Int32Array, other: Int32Array): Run[] {
  const pairs: Pair[] = []
  matchRange(one, other, { a: 0, aEnd: one.length, b: 0, bEnd: other.length }, pairs)
  return runsOf(pairs, one.length, other.length)
}

/** `length` words from `a` on one side are those from `b` on the other. */
type Pair = { a: number; b: number; length: number }
type Range = { a: number; aEnd: number; b: number; bEnd: number }

/** Edits that are sought between two stretches before they are called different. */
const maxEdits = 400
/** Stretches up to this many words are not divided first. */
const shortStretch = 400

function matchRange(one: Int32Array, other: Int32Array, whole: Range, pairs: Pair[]): void {
  const pending = [whole]
  for (let range = pending.pop(); range !== undefined; range = pending.pop()) {
    const inner = trimEnds(one, other, range, pairs)
    if (inner.a === inner.aEnd || inner.b === inner.bEnd) continue
    const length = Math.max(inner.aEnd - inner.a, inner.bEnd - inner.b)
    if (length <= shortStretch && fewestEdits(one, other, inner, pairs)) continue
    const anchors = uniqueAnchors(one, other, inner)
    if (anchors.length > 0) pending.push(...gapsBetween(anchors, inner, pairs))
    else if (length > shortStretch) fewestEdits(one, other, inner, pairs)
  }
  pairs.sort((x, y) => x.a - y.a)
}

function trimEnds(one: Int32Array, other: Int32Array, range: Range, pairs: Pair[]): Range {
  let { a, aEnd, b, bEnd } = range
  while (a < aEnd && b < bEnd && one[a] === other[b]) {
    a++
    b++
  }
  while (a < aEnd && b < bEnd && one[aEnd - 1] === other[bEnd - 1]) {
    aEnd--
    bEnd--
  }
  if (a > range.a) pairs.push({ a: range.a, b: range.b, length: a - range.a })
  if (aEnd < range.aEnd) pairs.push({ a: aEnd, b: bEnd, length: range.aEnd - aEnd })
  return { a, aEnd, b, bEnd }
}

/** Greedy forward search with a trace; false, and nothing matched, beyond `maxEdits`. */
function fewestEdits(one: Int32Array, other: Int32Array, range: Range, pairs: Pair[]): boolean {
  const n = range.aEnd - range.a
  const m = range.bEnd - range.b
  const limit = Math.min(n + m, maxEdits)
  const furthest = new Int32Array(2 * limit + 3)
  const trace: Int32Array[] = []
  const place = (at: number): number => furthest[at] ?? 0
  for (let edits = 0; edits <= limit; edits++) {
    trace.push(furthest.slice(limit + 1 - edits - 1, limit + 1 + edits + 2))
    for (let k = -edits; k <= edits; k += 2) {
      const at = limit + 1 + k
      const down = k === -edits || (k !== edits && place(at - 1) < place(at + 1))
      let x = down ? place(at + 1) : place(at - 1) + 1
      while (x < n && x - k < m && one[range.a + x] === other[range.b + x - k]) x++
      furthest[at] = x
      if (x >= n && x - k >= m) {
        walkBack(trace, { n, m }, range, pairs)
        return true
      }
    }
  }
  return false
}

/** Each trace holds the furthest places before its round, for the diagonals -edits - 1 to edits + 1. */
function walkBack(
  trace: readonly Int32Array[],
  { n, m }: { n: number; m: number },
  range: Range,
  pairs: Pair[],
): void {
  let x = n
  let y = m
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const before = trace[edits]
    const at = (k: number): number => before?.[k + edits + 1] ?? 0
    const k = x - y
    const down = k === -edits || (k !== edits && at(k - 1) < at(k + 1))
    const x0 = edits === 0 ? 0 : down ? at(k + 1) : at(k - 1)
    const y0 = edits === 0 ? 0 : x0 - (down ? k + 1 : k - 1)
    const begin = edits === 0 ? 0 : down ? x0 : x0 + 1
    if (x > begin) pairs.push({ a: range.a + begin, b: range.b + begin - k, length: x - begin })
    x = x0
    y = y0
  }
}

/** Words that stand once on each side, in the longest order that both sides keep. */
function uniqueAnchors(one: Int32Array, other: Int32Array, range: Range): Pair[] {
  const places = new Map<number, { a: number; b: number }>()
  one.subarray(range.a, range.aEnd).forEach((word, offset) => {
    const known = places.get(word)
    if (known) known.a = -2
    else places.set(word, { a: range.a + offset, b: -1 })
  })
  other.subarray(range.b, range.bEnd).forEach((word, offset) => {
    const known = places.get(word)
    if (known) known.b = known.b === -1 ? range.b + offset : -2
  })
  const unique = [...places.values()].filter(({ a, b }) => a >= 0 && b >= 0)
  const kept = new Set(longestIncreasing(unique.map(({ b }) => b)))
  return unique.filter((_, index) => kept.has(index)).map((place) => ({ ...place, length: 1 }))
}

function gapsBetween(anchors: readonly Pair[], range: Range, pairs: Pair[]): Range[] {
  pairs.push(...anchors)
  return [...anchors, null].map((anchor, index) => {
    const before = anchors[index - 1]
    return {
      a: before ? before.a + 1 : range.a,
      aEnd: anchor ? anchor.a : range.aEnd,
      b: before ? before.b + 1 : range.b,
      bEnd: anchor ? anchor.b : range.bEnd,
    }
  })
}

/** Places of a longest increasing subsequence, in order (Schensted 1961). */
export function longestIncreasing(values: readonly number[]): number[] {
  const tails: number[] = []
  const previous = new Int32Array(values.length).fill(-1)
  values.forEach((value, place) => {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1
      else high = middle
    }
    previous[place] = tails[low - 1] ?? -1
    tails[low] = place
  })
  const kept: number[] = []
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) kept.push(at)
  return kept.reverse()
}

function runsOf(pairs: readonly Pair[], n: number, m: number): Run[] {
  const runs: Run[] = []
  let a = 0
  let b = 0
  const push = (equal: boolean, aEnd: number, bEnd: number): void => {
    if (aEnd === a && bEnd === b) return
    const last = runs.at(-1)
    if (last?.equal === equal) {
      last.from[1] = aEnd
      last.to[1] = bEnd
    } else runs.push({ equal, from: [a, aEnd], to: [b, bEnd] })
    a = aEnd
    b = bEnd
  }
  for (const pair of pairs) {
    push(false, pair.a, pair.b)
    push(true, pair.a + pair.length, pair.b + pair.length)
  }
  push(false, n, m)
  return runs
}
