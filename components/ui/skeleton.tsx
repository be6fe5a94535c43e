import { classNames } from './class-names.ts'

/** The shape of a text on its way. `label` says what is coming to those who cannot see the shape. */
export function Skeleton({ label, lines = 4 }: { label: string; lines?: number }) {
  return (
    <div role="status" className="max-w-measure">
      <span className="sr-only">{label}</span>
      <div aria-hidden="true" className="grid gap-3">
        {Array.from({ length: lines }, (_, line) => (
          <div
            key={line}
            className={classNames(
              'h-4 bg-rule',
              line === lines - 1 ? 'w-3/5' : line % 2 === 1 && 'w-11/12',
            )}
          />
        ))}
      </div>
    </div>
  )
}
