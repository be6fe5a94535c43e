import type { ClauseStart } from './clause-starts.ts'

export type NumberedStart = { start: ClauseStart; number: string | null; level: number }

/**
 * Settles number and level of each start. A list counter is believed only where its run counts up by one
 * and no number below contradicts it: archives print their own paragraph counter ("27." over 10.1-10.6).
 */
export function numberStarts(starts: readonly ClauseStart[]): NumberedStart[] {
  const own = resolveCounters(starts)
  const depths = headingDepths(starts)
  let whole: string | null = null
  return starts.map((start, index) => {
    const letter = start.form === 'letter'
    const number: string | null =
      letter && whole !== null ? `${whole}.${start.number ?? ''}` : (own[index] ?? null)
    if (!letter && number !== null) whole = /^\d+$/.test(number) ? number : null
    return { start, number, level: levelOf(start, number, depths) }
  })
}

function headingDepths(starts: readonly ClauseStart[]): number[] {
  const depths = starts.filter((start) => start.form === 'heading').map((start) => start.depth)
  return [...new Set(depths)].sort((a, b) => a - b)
}

function levelOf(start: ClauseStart, number: string | null, depths: readonly number[]): number {
  const components = number !== null && /^\d/.test(number) ? number.split('.').length : 1
  if (start.form === 'heading') return Math.max(depths.indexOf(start.depth) + 1, components)
  return start.form === 'counter' && number === null ? Math.max(1, start.listDepth) : components
}

function resolveCounters(starts: readonly ClauseStart[]): (string | null)[] {
  const numbers = starts.map((start) => start.number)
  for (const run of counterRuns(starts)) {
    const anchors = run.map((index) => anchorOf(starts, index))
    const counters = run.map((index) => starts[index]?.counter ?? 0)
    const settled = isBelievable(starts, run, anchors, counters) ? counters : interpolate(anchors)
    run.forEach((index, place) => {
      const count = settled[place]
      if (starts[index]?.form !== 'counter' || count === undefined || count === null) return
      numbers[index] = nested(starts, numbers, index, count)
    })
  }
  return numbers
}

/** A clause in a list within a list is numbered below the clause that holds it: 2, then 2.1. */
function nested(
  starts: readonly ClauseStart[],
  numbers: readonly (string | null)[],
  index: number,
  count: number,
): string | null {
  const depth = starts[index]?.listDepth ?? 1
  const holder = starts.findLastIndex(
    (start, at) => at < index && start.listDepth < depth && start.listDepth > 0,
  )
  if (depth <= 1 || holder < 0) return String(count)
  const above = numbers[holder] ?? null
  return above === null ? null : `${above}.${count}`
}

/** Starts with a list counter at one depth, broken where it begins anew or a shallower item comes between. */
function counterRuns(starts: readonly ClauseStart[]): number[][] {
  const runs: number[][] = []
  const open = new Map<number, number[]>()
  starts.forEach((start, index) => {
    if (start.listDepth === 0 || start.counter === null) return
    for (const depth of open.keys()) if (depth > start.listDepth) open.delete(depth)
    const run = open.get(start.listDepth)
    const last = run?.at(-1)
    if (run && last !== undefined && start.counter > (starts[last]?.counter ?? 0))
      return void run.push(index)
    const begun = [index]
    open.set(start.listDepth, begun)
    runs.push(begun)
  })
  return runs.sort(
    (a, b) => (starts[a[0] ?? 0]?.listDepth ?? 0) - (starts[b[0] ?? 0]?.listDepth ?? 0),
  )
}

/** The whole number that the start itself, or the first dotted one it holds, prints. */
function anchorOf(starts: readonly ClauseStart[], index: number): number | null {
  const own = starts[index]
  if (!own) return null
  if (own.number !== null) return /^\d+$/.test(own.number) ? Number(own.number) : null
  for (const below of starts.slice(index + 1, index + 4)) {
    if (below.counter !== null && below.listDepth <= own.listDepth) return null
    if (
      below.form === 'dotted' ||
      (below.form === 'heading' && /^\d+\.\d/.test(below.number ?? ''))
    ) {
      return Number.parseInt(below.number ?? '', 10)
    }
  }
  return null
}

function isBelievable(
  starts: readonly ClauseStart[],
  run: readonly number[],
  anchors: readonly (number | null)[],
  counters: readonly number[],
): boolean {
  const first = counters[0] ?? 1
  const agrees = anchors.every((anchor, place) => anchor === null || anchor === counters[place])
  const contradicted = run.some(
    (index) => starts[index]?.form !== 'counter' && starts[index]?.number === null,
  )
  const inTurn = counters.every((counter, place) => counter === first + place)
  const rooted = first === 1 || run.length > 1 || anchors[0] !== null
  return agrees && inTurn && rooted && !contradicted
}

/** Counts on from each anchor, and keeps what the next anchor confirms. Without any anchor: no number. */
function interpolate(anchors: readonly (number | null)[]): (number | null)[] {
  const places = anchors.flatMap((anchor, place) => (anchor === null ? [] : [place]))
  const first = places[0]
  if (first === undefined) return anchors.map(() => null)
  return anchors.map((anchor, place) => {
    if (anchor !== null) return anchor
    const before = places.findLast((at) => at < place) ?? first
    const after = places.find((at) => at > place)
    const count = (anchors[before] ?? 0) + place - before
    const meets =
      after === undefined || (anchors[after] ?? 0) - (anchors[before] ?? 0) === after - before
    return meets && count > 0 ? count : null
  })
}
