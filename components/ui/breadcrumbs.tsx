import Link from 'next/link'

export type Crumb = { label: string; href: string }

/** The way back up. It names the pages above this one, never this one: the heading does that. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Pages above this one">
      <ol className="flex flex-wrap gap-y-1">
        {crumbs.map((crumb) => (
          <li
            key={crumb.href}
            className="after:mx-2 after:text-rule-strong after:content-['/'] last:after:content-none"
          >
            <Link href={crumb.href} className="inline-block py-1 text-soft hover:text-accent">
              {crumb.label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
