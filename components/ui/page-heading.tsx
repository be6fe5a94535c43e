import type { ReactNode } from 'react'

/**
 * The head of a page: what stands above (breadcrumbs, a document's name), its one h1, one sentence
 * that says what the page is for, and a line of small facts.
 */
export function PageHeading({
  title,
  above,
  children,
  facts,
}: {
  title: ReactNode
  above?: ReactNode
  children?: ReactNode
  facts?: ReactNode
}) {
  return (
    <header className="mb-10">
      {above ? <div className="mb-3 text-sm text-soft">{above}</div> : null}
      <h1 className="max-w-[28ch] font-serif text-3xl font-[420] tracking-[-0.012em] text-balance">
        {title}
      </h1>
      {children ? (
        <div className="mt-4 max-w-measure text-lg text-pretty text-soft">{children}</div>
      ) : null}
      {facts ? <div className="mt-3 text-sm text-soft">{facts}</div> : null}
    </header>
  )
}

/** A section of a page: a hairline, an h2 and its content. */
export function Section({
  title,
  id,
  lede,
  children,
}: {
  title: ReactNode
  id: string
  lede?: ReactNode
  children: ReactNode
}) {
  return (
    <section aria-labelledby={id} className="mt-14 border-t border-rule pt-6">
      <h2 id={id} className="font-serif text-2xl font-[520] text-balance">
        {title}
      </h2>
      {lede ? <p className="mt-2 max-w-measure text-soft">{lede}</p> : null}
      <div className="mt-6">{children}</div>
    </section>
  )
}
