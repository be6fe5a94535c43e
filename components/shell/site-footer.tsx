import Link from 'next/link'
import { ThemeSwitch } from './theme-switch.tsx'

export type FooterLink = { label: string; href: string }

/** What anyone may go to without an account, who runs the site, and the choice of colours. */
export function SiteFooter({ brand, links }: { brand: string; links: readonly FooterLink[] }) {
  return (
    <footer className="no-print border-t border-rule bg-sunken text-sm">
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-10 gap-y-4 px-5 py-6 sm:px-8">
        <ul className="flex flex-wrap gap-x-6">
          {links.map((link) => (
            <li key={link.href}>
              <Link href={link.href} prefetch={false} className="inline-flex min-h-9 items-center">
                {link.label}
              </Link>
            </li>
          ))}
        </ul>
        <ThemeSwitch />
        <p className="w-full text-soft">{brand} keeps its terms and your answers with Assent.</p>
      </div>
    </footer>
  )
}
