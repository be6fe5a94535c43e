'use client'

import { useRouter } from 'next/navigation'
import { useState, type ChangeEvent, type SubmitEvent } from 'react'
import { sentencesIn, type ProblemSentence } from '#components/api/problem-sentences.ts'
import { sendJson } from '#components/api/send.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'

const maxBytes = 2_000_000

type Imported = { readonly document: string; readonly number: number }

/** Imports a document as the next version of its terms. Whatever is refused stays as it was typed. */
export function ImportTermsForm({
  documents,
  urlPattern,
  deskPattern,
}: {
  /** The documents that exist, by their short names. */
  documents: readonly string[]
  /** Addresses with `DOCUMENT` and `NUMBER` to be filled in: spelled by paths.ts on the server. */
  urlPattern: string
  deskPattern: string
}) {
  const router = useRouter()
  const [markdown, setMarkdown] = useState('')
  const [readFrom, setReadFrom] = useState<string | null>(null)
  const [pending, setPending] = useState(false)
  const [errors, setErrors] = useState<readonly ProblemSentence[]>([])

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    const document = textOf(typed, 'document')
    const title = textOf(typed, 'title')
    setPending(true)
    const sent = await sendJson<Imported>(
      urlPattern.replace('DOCUMENT', encodeURIComponent(document || '-')),
      {
        body: {
          markdown,
          effective: textOf(typed, 'effective'),
          archival: typed.has('archival'),
          ...(title === '' ? {} : { title }),
        },
      },
    )
    setPending(false)
    setErrors(sent.ok ? [] : sentencesIn(sent.problem))
    if (!sent.ok) return
    const desk = deskPattern.replace('DOCUMENT', document)
    router.push(desk.replace('NUMBER', String(sent.value.number)))
  }

  async function readFile(event: ChangeEvent<HTMLInputElement>) {
    const [file] = event.currentTarget.files ?? []
    if (file === undefined) return
    const read = await textIn(file)
    setErrors(read.ok ? [] : [{ field: 'file', message: read.message }])
    if (!read.ok) return
    setMarkdown(read.text)
    setReadFrom(file.name)
  }

  const errorOf = (field: string) => errors.find((each) => each.field === field)?.message
  return (
    <form noValidate className="grid max-w-measure gap-7" onSubmit={(event) => void submit(event)}>
      <ErrorSummary errors={errors} />
      <TextField
        name="document"
        label="Document"
        hint="Its short name in addresses, such as terms-of-service. The same name adds a version."
        list="documents"
        autoComplete="off"
        spellCheck={false}
        error={errorOf('document')}
      />
      <datalist id="documents">
        {documents.map((slug) => (
          <option key={slug} value={slug} />
        ))}
      </datalist>
      <TextField
        name="title"
        label="Title, for a new document"
        hint="Leave it empty where the document exists."
        error={errorOf('title')}
      />
      <TextField
        name="effective"
        label="Effective from"
        hint="A day in UTC. It takes force then, or when you publish it, whichever is later."
        type="date"
        error={errorOf('effective')}
      />
      <TextField
        name="file"
        label="Markdown file"
        hint="Up to 2 MB. Or write or paste the text below."
        type="file"
        accept=".md,.markdown,.txt,text/markdown,text/plain"
        onChange={(event) => void readFile(event)}
        error={errorOf('file')}
      />
      <TextArea
        name="markdown"
        label="Text"
        hint={readFrom === null ? undefined : `As it was read from ${readFrom}.`}
        rows={12}
        value={markdown}
        onChange={(event) => {
          setMarkdown(event.currentTarget.value)
          setReadFrom(null)
        }}
        className="max-h-96 min-h-48 font-mono text-sm"
        spellCheck={false}
        error={errorOf('markdown')}
      />
      <Checkbox
        name="archival"
        label="Archival: for the record only. It will govern nothing, even when it is published."
      />
      <div>
        <SubmitButton pending={pending} pendingText="Importing the text">
          Import this text
        </SubmitButton>
      </div>
    </form>
  )
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

type Read =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string }

/** A file that is not UTF-8 is refused here as it is by the portal: its bytes would be changed. */
async function textIn(file: File): Promise<Read> {
  if (file.size > maxBytes)
    return { ok: false, message: 'This file is larger than 2 MB (2,000,000 bytes).' }
  try {
    const bytes = await file.arrayBuffer()
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    return { ok: true, text: decoder.decode(bytes) }
  } catch {
    const message = 'This file is not UTF-8 text. Save it as UTF-8 and choose it again.'
    return { ok: false, message }
  }
}
