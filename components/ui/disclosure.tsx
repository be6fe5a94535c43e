import type { ReactNode } from 'react'

/** A part that opens in place. It works before hydration and prints unfolded. */
export function Disclosure({
  summary,
  children,
  open,
  id,
}: {
  summary: ReactNode
  children: ReactNode
  open?: boolean
  id?: string
}) {
  return (
    <details id={id} open={open} className="disclosure group max-w-measure">
      <summary className="inline-grid min-h-11 list-none grid-cols-[1.5rem_1fr] items-center gap-x-3 rounded-sm text-accent [&::-webkit-details-marker]:hidden">
        <svg
          viewBox="0 0 24 24"
          className="size-5 justify-self-center print:rotate-90 transition-transform group-open:rotate-90"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
          focusable="false"
        >
          <path d="m9 5 7 7-7 7" />
        </svg>
        <span className="underline decoration-1 underline-offset-[0.2em] group-hover:decoration-2">
          {summary}
        </span>
      </summary>
      <div className="ms-3 border-s-2 border-rule py-2 ps-6">{children}</div>
    </details>
  )
}
