import type { ReactNode } from 'react'

/** A count out of a total, in words and as a bar. SVG, because the page's policy allows no inline style. */
export function Bar({ label, value, total }: { label: ReactNode; value: number; total: number }) {
  const share = total > 0 ? Math.min(1, Math.max(0, value / total)) : 0
  return (
    <div className="max-w-measure">
      <p className="flex justify-between gap-4">
        <span>{label}</span>
        <span className="tabular-nums">
          {value} of {total}
        </span>
      </p>
      <svg className="mt-1 block h-2 w-full text-ink" aria-hidden="true" focusable="false">
        <rect width="100%" height="100%" className="fill-rule" />
        <rect width={`${share * 100}%`} height="100%" fill="currentColor" />
      </svg>
    </div>
  )
}
