import type { Outline } from './use-outline.ts'

/** The clauses as they will be cited, beside the text that makes them. */
export function DraftOutline({ outline }: { outline: Outline | null }) {
  const clauses = outline?.clauses ?? []
  return (
    <section aria-labelledby="outline">
      <h2 id="outline" className="font-semibold">
        Clauses
      </h2>
      <p role="status" className="text-sm text-soft">
        {outline === null ? 'Reading the text …' : null}
        {outline?.problem ?? null}
        {outline?.clauses
          ? `${clauses.length} ${clauses.length === 1 ? 'clause' : 'clauses'}`
          : null}
      </p>
      <ol
        className="mt-3 max-h-[36rem] overflow-y-auto border-t border-rule text-sm"
        tabIndex={0}
        aria-labelledby="outline"
      >
        {clauses.map(({ id, number, title, level }) => (
          <li
            key={id}
            className="grid grid-cols-[3rem_minmax(0,1fr)] gap-x-2 border-b border-rule py-1"
          >
            <span className="text-soft tabular-nums">{number ?? '–'}</span>
            <span className={level === 1 ? 'font-semibold' : undefined}>
              {title ?? 'Without a title'}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
