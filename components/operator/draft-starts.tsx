'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

/** Where the next version of a document is written: of one that exists, or of a new one by its short name. */
export function DraftStarts({
  documents,
  draftPattern,
}: {
  documents: readonly {
    readonly slug: string
    readonly title: string
    readonly isDrafted: boolean
  }[]
  /** With `DOCUMENT` to be filled in. */
  draftPattern: string
}) {
  const router = useRouter()
  const [slug, setSlug] = useState('')
  const [error, setError] = useState<string | undefined>()
  const hrefOf = (of: string) => draftPattern.replace('DOCUMENT', of)

  function start(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const isSlug = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) && slug.length <= 60
    setError(
      isSlug ? undefined : 'Use small letters, digits and single hyphens, such as house-rules.',
    )
    if (isSlug) router.push(hrefOf(slug))
  }

  return (
    <div className="grid max-w-measure gap-6">
      <ul>
        {documents.map(({ slug: of, title, isDrafted }) => (
          <li key={of}>
            <Link href={hrefOf(of)} className="inline-flex min-h-8 items-center">
              {isDrafted ? `Go on with the draft of ${title}` : `Write a new version of ${title}`}
            </Link>
          </li>
        ))}
      </ul>
      <form noValidate className="flex flex-wrap items-end gap-x-4 gap-y-2" onSubmit={start}>
        <TextField
          name="new-document"
          label="A new document"
          hint="Its short name in addresses, such as house-rules."
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={slug}
          error={error}
          onChange={(event) => {
            setSlug(event.currentTarget.value)
          }}
        />
        <SubmitButton pending={false} pendingText="Opening it">
          Write its first version
        </SubmitButton>
      </form>
    </div>
  )
}
