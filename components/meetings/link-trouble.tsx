import Link from 'next/link'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { paths } from '#lib/paths.ts'

/** Why a link to a meeting lets nobody in, and what to try. */
export function LinkTrouble({ why }: { why: 'forged' | 'expired' | 'gone' | 'erased' }) {
  const { title, lede, lines } = words[why]
  return (
    <>
      <PageHeading title={title}>
        <p>{lede}</p>
      </PageHeading>
      <p className="font-semibold">What you can try</p>
      <ul className="prose mt-2">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
        <li>
          A receipt that you kept can be checked without the link, on{' '}
          <Link href={paths.verify()} prefetch={false}>
            the page that verifies receipts
          </Link>
          .
        </li>
      </ul>
    </>
  )
}

const words = {
  forged: {
    title: 'This link leads nowhere',
    lede: 'It is not one that was given out here, or a part of it is missing.',
    lines: [
      'Copy the whole link from your meeting, with every letter to its end.',
      'Ask whoever hosts the meeting to send it to you again.',
    ],
  },
  expired: {
    title: 'This link has expired',
    lede: 'Links to a meeting can be opened for 30 days.',
    lines: [
      'What you said in that meeting stays on record.',
      'If you want a receipt that you did not keep, write to the organisation that hosted the meeting.',
    ],
  },
  gone: {
    title: 'This link is of nobody here',
    lede: 'The meeting does not know whom it was given to, so nothing can be answered by it.',
    lines: [
      'If you are a member of an organisation, your own answers are in its portal: sign in there.',
      'Ask whoever hosts the meeting to let you in again, and use the link that you then get.',
    ],
  },
  erased: {
    title: 'You are erased here',
    lede: 'You had yourself erased from this meeting. Nothing of yours is taken in, and you are not asked any more.',
    lines: [
      'If you want to answer after all, ask whoever hosts the meeting to let you in again, and use the link that you then get.',
    ],
  },
} as const
