import type { ReactNode } from 'react'
import { EmptyState } from '#components/ui/empty-state.tsx'

/** Where no clause says anything else: the same line twice. */
export function NothingChanged({
  title = 'Nothing changed.',
  children,
  action,
}: {
  title?: string
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <EmptyState title={title} picture={<SameTextPicture />} action={action}>
      {children}
    </EmptyState>
  )
}

/** Two sheets with the same lines, one before the other. */
function SameTextPicture() {
  const sheet = (x: number) => (
    <>
      <rect x={x} y="4" width="56" height="72" className="fill-raised" />
      {[18, 28, 38, 48, 58].map((y, line) => (
        <path key={y} d={`M${x + 10} ${y}h${line === 4 ? 20 : 36}`} />
      ))}
    </>
  )
  return (
    <svg
      viewBox="0 0 176 80"
      className="h-20 w-44 text-soft"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
      focusable="false"
    >
      {sheet(2)}
      <path d="M76 36h24M76 44h24" className="stroke-ink" strokeWidth="2" />
      {sheet(118)}
    </svg>
  )
}
