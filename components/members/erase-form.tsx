'use client'

import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { sendJson, type Problem } from '#components/api/send.ts'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { apiPaths, paths } from '#lib/paths.ts'

type Erased = { readonly receiptId: string; readonly keepUntil: string }

/** The one question, under what the erasure does. What was done is said here: the person's page is gone by then. */
export function EraseForm({
  account,
  member,
  name,
  isReader,
}: {
  account: string
  member: string
  name: string
  isReader: boolean
}) {
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [erased, setErased] = useState<Erased | null>(null)

  async function erase() {
    setPending(true)
    const sent = await sendJson<Erased>(apiPaths.erasures(account), { body: { member } })
    setPending(false)
    setProblem(sent.ok ? null : sent.problem)
    setErased(sent.ok ? sent.value : null)
  }

  if (erased !== null)
    return <Done account={account} name={name} isReader={isReader} erased={erased} />
  return (
    <div className="grid max-w-form gap-6">
      {problem === null ? null : (
        <ErrorSummary title={problem.title} errors={[{ message: problem.detail }]} />
      )}
      <p className="text-lg">
        <strong>This cannot be undone.</strong> It is put on record, without a name.
      </p>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <SubmitButton
          type="button"
          pending={isPending}
          pendingText="Erasing"
          onClick={() => void erase()}
        >
          Erase {isReader ? 'me' : name}
        </SubmitButton>
        <Link href={paths.members(account)} className="inline-flex min-h-11 items-center">
          Leave it as it is
        </Link>
      </div>
    </div>
  )
}

function Done({
  account,
  name,
  isReader,
  erased,
}: {
  account: string
  name: string
  isReader: boolean
  erased: Erased
}) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div
      ref={box}
      role="status"
      tabIndex={-1}
      className="max-w-measure border-s-4 border-ink ps-4 text-lg"
    >
      <p>
        <strong>{isReader ? 'You are erased.' : `${name} is erased.`}</strong> The sealed evidence
        is kept until <Timestamp at={erased.keepUntil} detail="day" />.
      </p>
      <p className="mt-2 flex flex-wrap gap-x-6">
        {isReader ? (
          <a href={paths.home()}>To the first page</a>
        ) : (
          <>
            <Link href={paths.receipt(account, erased.receiptId)} prefetch={false}>
              The document of this erasure, to hand on
            </Link>
            <Link href={paths.members(account)}>Back to People</Link>
          </>
        )}
      </p>
    </div>
  )
}
