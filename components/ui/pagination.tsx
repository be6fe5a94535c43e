import Link from 'next/link'

/** Steps through a list by cursor, newest first. A step that leads nowhere is not shown. */
export function Pagination({
  label,
  newer,
  older,
}: {
  label: string
  newer?: string | undefined
  older?: string | undefined
}) {
  if (!newer && !older) return null
  return (
    <nav aria-label={label} className="mt-8 flex gap-6 border-t border-rule pt-3">
      {newer ? <Step href={newer} rel="prev" label="Newer" /> : null}
      {older ? <Step href={older} rel="next" label="Older" /> : null}
    </nav>
  )
}

function Step({ href, rel, label }: { href: string; rel: string; label: string }) {
  return (
    <Link href={href} rel={rel} className="inline-flex min-h-11 items-center font-semibold">
      {label}
    </Link>
  )
}
