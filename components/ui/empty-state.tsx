import type { ReactNode } from 'react'

/** Where something will be: what it is, who can bring it about, what to do next. */
export function EmptyState({
  title,
  children,
  picture,
  action,
}: {
  title: ReactNode
  children?: ReactNode
  picture?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="max-w-measure border-y border-rule py-8">
      {picture ? <div className="mb-6 max-w-72">{picture}</div> : null}
      <p className="font-serif text-xl">{title}</p>
      {children ? <div className="mt-2 grid gap-2 text-soft">{children}</div> : null}
      {action ? <div className="mt-5">{action}</div> : null}
    </div>
  )
}
