import type { ShownCount } from '#lib/domain/consent/impact.ts'
import { shownWords } from './shown-words.ts'

/** For how many it may be used, now and after. "Nobody" is told where the rule itself says so. */
export function BeforeAfter({
  title,
  before,
  after,
}: {
  title: string
  before: ShownCount
  after: ShownCount | 'nobody'
}) {
  return (
    <div className="max-w-form">
      <p className="text-sm text-soft">{title}</p>
      <dl className="mt-1 grid grid-cols-[3.5rem_minmax(0,1fr)_8rem] items-center gap-x-3 gap-y-1">
        <Row term="Now" count={before} />
        <Row term="After" count={after} />
      </dl>
    </div>
  )
}

function Row({ term, count }: { term: string; count: ShownCount | 'nobody' }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>
        <CountBar count={count} />
      </dd>
      <dd className="text-sm tabular-nums">{count === 'nobody' ? 'nobody' : shownWords(count)}</dd>
    </>
  )
}

/** A masked number is hatched from end to end, so that its length tells nothing. */
function CountBar({ count }: { count: ShownCount | 'nobody' }) {
  const share = shareOf(count)
  return (
    <svg className="block h-2.5 w-full text-ink" aria-hidden="true" focusable="false">
      <rect width="100%" height="100%" className="fill-rule" />
      {share === null ? (
        <line
          x1="0"
          y1="5"
          x2="100%"
          y2="5"
          stroke="currentColor"
          strokeWidth="10"
          strokeDasharray="2 6"
        />
      ) : (
        <rect width={`${share * 100}%`} height="100%" fill="currentColor" />
      )}
    </svg>
  )
}

function shareOf(count: ShownCount | 'nobody'): number | null {
  if (count === 'nobody') return 0
  if (count.shown === 'everyone') return 1
  return count.shown === 'count' ? count.count / count.of : null
}
