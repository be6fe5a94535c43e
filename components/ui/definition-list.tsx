import type { ReactNode } from 'react'

export type Definition = { term: string; details: ReactNode }

/** Facts as term and details, side by side from tablet width on. `null` details are left out. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="border-t border-rule">
      {items
        .filter((item) => item.details != null)
        .map((item) => (
          <div
            key={item.term}
            className="grid gap-x-6 border-b border-rule py-2.5 sm:grid-cols-[12rem_minmax(0,1fr)]"
          >
            <dt className="text-soft">{item.term}</dt>
            <dd className="min-w-0">{item.details}</dd>
          </div>
        ))}
    </dl>
  )
}
