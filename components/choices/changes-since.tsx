import Link from 'next/link'
import { paths } from '#lib/paths.ts'
import type { AnsweredUnder } from '#lib/queries/answers.ts'

/** What an answer was given under, beside what holds now: a link for each document that has another version. */
export function ChangesSince({ under }: { under: readonly AnsweredUnder[] }) {
  return under
    .filter(({ isInForce }) => !isInForce)
    .map(({ documentSlug, documentTitle, number }) => (
      <span key={documentSlug}>
        <Link href={paths.termsChanges(documentSlug, { from: number })} prefetch={false}>
          See what changed since<span className="sr-only"> in {documentTitle}</span>
        </Link>
        .{' '}
      </span>
    ))
}
