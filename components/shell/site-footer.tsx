import Link from 'next/link'
import { frameWords, type FrameWords } from '#lib/words/frame-words.ts'
import { ThemeSwitch } from './theme-switch.tsx'

export type FooterLink = { label: string; href: string }

/** What anyone may go to without an account, who runs the site, and the choice of colours. */
export function SiteFooter({
  brand,
  links,
  words = frameWords.en,
}: {
  brand: string
  links: readonly FooterLink[]
  words?: FrameWords
}) {
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
        <ThemeSwitch words={words} />
        <p className="w-full text-soft">
          {brand} {words.keeps}
        </p>
      </div>
    </footer>
  )
}
