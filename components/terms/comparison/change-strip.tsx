import type { Verdict } from '#lib/domain/terms/comparison/comparison.ts'
import type { ChangeRow } from '#lib/queries/terms-changes.ts'
import { countWords, verdictOrder } from './verdict-words.ts'

/**
 * The document from its first clause to its last as one strip. What gives the platform more stands up from
 * the line, what gives it less hangs below it, other words do both; what is new or gone is an empty box.
 */
export function ChangeStrip({
  rows,
  counts,
}: {
  rows: readonly ChangeRow[]
  counts: Readonly<Record<Verdict, number>>
}) {
  const bars = barsOf(rows)
  const drawn = new Set(bars.map(({ shape }) => shape))
  const told = verdictOrder.filter((verdict) => counts[verdict] > 0)
  const words = told.map((verdict) => countWords(verdict, counts[verdict])).join(', ')
  return (
    <figure className="max-w-page">
      <svg
        viewBox={`0 0 ${stripWidth} 48`}
        preserveAspectRatio="none"
        className="block h-14 w-full"
        role="img"
        aria-label={`The clauses in their order: ${words}.`}
      >
        {bars.map(({ key, ...bar }) => (
          <StripBar key={key} {...bar} />
        ))}
      </svg>
      <figcaption className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-sm text-soft">
        {legend
          .filter(([shape]) => drawn.has(shape))
          .map(([shape, meaning]) => (
            <span key={shape} className="inline-flex items-center gap-2">
              <svg
                viewBox="0 0 12 48"
                preserveAspectRatio="none"
                className="h-8 w-3"
                aria-hidden="true"
                focusable="false"
              >
                <StripBar shape={shape} x={1} width={10} />
              </svg>
              {meaning}
            </span>
          ))}
      </figcaption>
    </figure>
  )
}

type Shape = 'more' | 'less' | 'other' | 'in' | 'out' | 'same'

const legend: readonly (readonly [Shape, string])[] = [
  ['more', 'gives the platform more'],
  ['less', 'gives it less'],
  ['other', 'other words'],
  ['in', 'new'],
  ['out', 'gone'],
  ['same', 'says the same'],
]

function shapeOf(verdict: Verdict, effect: ChangeRow['effect']): Shape {
  if (verdict === 'added') return 'in'
  if (verdict === 'removed') return 'out'
  if (effect !== null) return effect === 'widens' ? 'more' : 'less'
  return verdict === 'rewritten' ? 'other' : 'same'
}

function StripBar({ shape, x, width }: { shape: Shape; x: number; width: number }) {
  const { y, height, look } = shapes[shape]
  return (
    <rect
      x={x}
      y={y}
      width={width}
      height={height}
      className={look}
      vectorEffect="non-scaling-stroke"
    />
  )
}

const empty = 'fill-none stroke-ink'
const shapes: Readonly<Record<Shape, { y: number; height: number; look: string }>> = {
  more: { y: 1, height: 26, look: 'fill-forbidden' },
  less: { y: 21, height: 26, look: 'fill-accent' },
  other: { y: 11, height: 26, look: 'fill-soft' },
  in: { y: 2, height: 20, look: empty },
  out: { y: 26, height: 20, look: `${empty} [stroke-dasharray:3_2]` },
  same: { y: 22, height: 4, look: 'fill-rule-strong' },
}

const stripWidth = 1000

/** Long clauses are wider, by the root of their length, so that a short one can still be seen. */
function barsOf(rows: readonly ChangeRow[]) {
  const weights = rows.map(({ length }) => Math.sqrt(Math.max(length, 100)))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let from = 0
  return rows.map((row, at) => {
    const room = ((weights[at] ?? 0) / total) * stripWidth
    const gap = Math.min(2, room / 4)
    const shape = shapeOf(row.verdict, row.effect)
    const bar = { key: row.key, shape, x: round(from + gap / 2), width: round(room - gap) }
    from += room
    return bar
  })
}

function round(length: number): number {
  return Math.round(length * 10) / 10
}
