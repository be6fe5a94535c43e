import Link from 'next/link'
import { StateMarkLegend } from '#components/ui/state-mark-legend.tsx'

export const elsewhereMarks = {
  given: 'Members decide for themselves.',
  'not-given': 'Nothing decided yet. It counts as off.',
  locked: 'Off for everyone.',
} as const

/** What stands beside a page of policies: who decides, and where the neighbouring pages are. */
export function PolicyAside({
  mayDecide,
  links,
  marks,
}: {
  mayDecide: boolean
  links: readonly { readonly href: string; readonly label: string }[]
  marks?: typeof elsewhereMarks
}) {
  return (
    <div className="grid gap-6">
      <div className="grid gap-2">
        <p>
          This is no consent: it never includes anybody. Each person’s own yes is needed as well.
        </p>
        {mayDecide ? null : <p>Owners and admins decide this; everyone here can read it.</p>}
        <ul className="grid gap-2">
          {links.map(({ href, label }) => (
            <li key={href}>
              <Link href={href}>{label}</Link>
            </li>
          ))}
        </ul>
      </div>
      {marks === undefined ? null : <StateMarkLegend compact meanings={marks} />}
    </div>
  )
}
