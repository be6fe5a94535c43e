import Link from 'next/link'
import { classNames } from '#components/ui/class-names.ts'

export type NavItem = {
  label: string
  href: string
  current?: boolean
  /** How many things wait for the person there; read out as "2 waiting". */
  waiting?: number
}

/** Every place of an account in one row, or in as many rows as the screen needs: nothing is folded away. */
export function AccountNav({
  items,
  label = 'Account',
}: {
  items: readonly NavItem[]
  label?: string
}) {
  return (
    <nav aria-label={label} className="-mx-2 sm:-mx-3">
      <ul className="flex flex-wrap">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={item.current ? 'page' : undefined}
              className={classNames(
                'flex min-h-10 items-center gap-x-1.5 border-b-[3px] px-2 pt-1 text-ink no-underline -outline-offset-2 sm:min-h-11 sm:px-3',
                item.current
                  ? 'border-ink font-semibold'
                  : 'border-transparent hover:border-rule-strong',
              )}
            >
              {item.label}
              {item.waiting ? <Waiting count={item.waiting} /> : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Waiting({ count }: { count: number }) {
  return (
    <span className="min-w-5 rounded-sm bg-accent px-1 text-center text-xs font-semibold text-accent-ink tabular-nums">
      {count}
      <span className="sr-only"> waiting</span>
    </span>
  )
}
