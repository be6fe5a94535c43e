import Link from 'next/link'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { paths } from '#lib/paths.ts'
import type { LinkTroubleKind, LinkTroubleWords } from '#lib/words/link-trouble-words.ts'

/** Why a link to a meeting lets nobody in, and what to try. */
export function LinkTrouble({ why, words }: { why: LinkTroubleKind; words: LinkTroubleWords }) {
  const { title, lede, lines } = words.why[why]
  const { before, link, after } = words.receipt
  return (
    <>
      <PageHeading title={title}>
        <p>{lede}</p>
      </PageHeading>
      <p className="font-semibold">{words.try}</p>
      <ul className="prose mt-2">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
        <li>
          {before}
          <Link href={paths.verify()} prefetch={false}>
            {link}
          </Link>
          {after}
        </li>
      </ul>
    </>
  )
}
