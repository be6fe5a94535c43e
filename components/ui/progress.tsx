import type { ReactNode } from 'react'

/** How far something is; without `value`, only that it goes on. The words carry it, the bar repeats it. */
export function Progress({
  id,
  label,
  value,
  max = 1,
}: {
  id: string
  label: ReactNode
  value?: number
  max?: number
}) {
  return (
    <div className="max-w-measure">
      <label htmlFor={id} className="block text-sm">
        {label}
      </label>
      <progress id={id} max={max} value={value} className="progress mt-1 block h-1.5 w-full" />
    </div>
  )
}
