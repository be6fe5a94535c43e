'use client'

import Link from 'next/link'
import { useEffect, useMemo, useRef } from 'react'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { paths } from '#lib/paths.ts'
import { type Outcome, useActing } from './acting.tsx'
import type { Problem } from './send.ts'

/** What to read in place of a problem's own words, where a page can say more. */
export type ProblemWords = { readonly title: string; readonly lines: readonly string[] }

/** What came of the act that was done here: it takes the focus, so that it is read where one is. */
export function ActOutcome({
  actKey,
  words,
}: {
  actKey: string
  words?: (problem: Problem) => ProblemWords | null
}) {
  const { outcome } = useActing()
  const mine = outcome?.key === actKey ? outcome : null
  return (
    <>
      <Recorded recorded={mine?.kind === 'recorded' ? mine : null} />
      {mine?.kind === 'refused' ? (
        <Refused problem={mine.problem} words={words?.(mine.problem) ?? wordsOf(mine.problem)} />
      ) : null}
    </>
  )
}

/** Stands empty until there is something to say: a live region that comes with its words is not read out. */
function Recorded({ recorded }: { recorded: Extract<Outcome, { kind: 'recorded' }> | null }) {
  const { account } = useActing()
  const box = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (recorded !== null) box.current?.focus()
  }, [recorded])
  if (recorded === null) return <p ref={box} role="status" tabIndex={-1} className="sr-only" />
  const { said, receiptIds, hasChanged } = recorded
  return (
    <p
      ref={box}
      role="status"
      tabIndex={-1}
      className="mt-3 max-w-measure border-s-4 border-ink ps-4"
    >
      <strong>
        {receiptIds.length > 0 ? 'Recorded.' : hasChanged ? 'Done.' : 'Nothing changed.'}
      </strong>{' '}
      {hasChanged ? said : 'It was so already.'}{' '}
      {receiptIds.map((id, place) => (
        <Link
          key={id}
          href={paths.receipt(account, id)}
          prefetch={false}
          className="me-3 whitespace-nowrap"
        >
          {linkWords(place, receiptIds.length)}
        </Link>
      ))}
    </p>
  )
}

function Refused({ problem, words }: { problem: Problem; words: ProblemWords }) {
  const { account } = useActing()
  const text = words.lines.join('\n')
  // The summary takes the focus whenever it gets another list, so an equal one stays the same.
  const errors = useMemo(() => text.split('\n').map((message) => ({ message })), [text])
  return (
    <div className="mt-4">
      <ErrorSummary title={words.title} errors={errors} />
      {problem.recorded == null ? null : (
        <p className="mt-2">
          <Link href={paths.receipt(account, problem.recorded)} prefetch={false}>
            The receipt of your no
          </Link>
        </p>
      )}
    </div>
  )
}

function wordsOf({ title, detail, errors = [] }: Problem): ProblemWords {
  return { title, lines: [detail, ...errors.map(({ message }) => message)] }
}

function linkWords(place: number, of: number): string {
  if (of === 1) return 'The receipt'
  return ['First receipt', 'Second receipt'][place] ?? `Receipt ${String(place + 1)}`
}
