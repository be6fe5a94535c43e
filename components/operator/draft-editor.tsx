'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { sentencesIn, type ProblemSentence } from '#components/api/problem-sentences.ts'
import { sendJson } from '#components/api/send.ts'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { TermsDraft } from '#lib/domain/terms/terms-draft.ts'
import { DiscardDraft } from './discard-draft.tsx'
import { DraftOutline } from './draft-outline.tsx'
import { SaveBar } from './save-bar.tsx'
import { useDraft } from './use-draft.ts'
import { useOutline } from './use-outline.ts'

/** The next version of a document while it is written: saved as often as one likes, imported once. */
export function DraftEditor({
  initial,
  revision,
  isNew,
  urls,
  deskPattern,
  deskUrl,
}: {
  initial: TermsDraft
  revision: number
  /** The document has no version yet, so it needs a title. */
  isNew: boolean
  urls: Readonly<Record<'draft' | 'versions' | 'outlines', string>>
  /** With `NUMBER` to be filled in. */
  deskPattern: string
  /** Where drafts are begun. */
  deskUrl: string
}) {
  const draft = useDraft<TermsDraft>({
    ...{ url: urls.draft, initial, initialRevision: revision, overtaken },
    bodyOf: (value) => value,
    isUnsaved: (value, saved) => unsavedIn(value, saved).length > 0,
  })
  const { value, change } = draft
  const outline = useOutline(urls.outlines, value.markdown)
  const finish = useFinishing({ draft, urls, deskPattern })
  const errors = [...draft.errors, ...finish.errors]
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.message
  return (
    <>
      <div className="mb-6 grid gap-7">
        <ErrorSummary errors={finish.errors.length > 0 ? finish.errors : draft.errors} />
        {isNew ? (
          <TextField
            name="title"
            label="Title"
            hint="What readers see the document called."
            value={value.title}
            error={errorOf('title')}
            onChange={(event) => {
              change({ ...value, title: event.currentTarget.value })
            }}
          />
        ) : null}
        <div className="max-w-xs">
          <TextField
            name="effective"
            label="Effective from"
            hint="A day in UTC. It takes force then, or when you publish it, whichever is later."
            type="date"
            value={value.effective}
            error={errorOf('effective')}
            onChange={(event) => {
              change({ ...value, effective: event.currentTarget.value })
            }}
          />
        </div>
        <div className="grid gap-x-10 gap-y-7 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <TextArea
            name="markdown"
            label="Text"
            hint="Markdown. Each heading and each number in front begins a clause."
            rows={24}
            className="max-h-[40rem] min-h-96 font-mono text-sm"
            value={value.markdown}
            error={errorOf('markdown')}
            onChange={(event) => {
              change({ ...value, markdown: event.currentTarget.value })
            }}
          />
          <DraftOutline outline={outline} />
        </div>
        <div className="grid justify-items-start gap-2">
          <p className="max-w-measure text-sm text-soft">
            Finishing keeps the text as the next version, letter for letter. Nobody sees it until
            you publish it.
          </p>
          <SubmitButton
            type="button"
            pending={finish.pending}
            pendingText="Keeping the text"
            onClick={() => void finish.finish()}
          >
            Finish the draft
          </SubmitButton>
          {draft.revision === 0 ? null : (
            <DiscardDraft url={urls.draft} revision={draft.revision} after={deskUrl} />
          )}
        </div>
      </div>
      <SaveBar
        draft={draft}
        unsaved={unsavedIn(value, draft.saved)}
        counted={['part is', 'parts are']}
        noun="draft"
      />
    </>
  )
}

const overtaken =
  'Somebody else saved this draft meanwhile. What you typed is still here, and not saved. Copy what you need, then load the page again to work on theirs.'

const names = { title: 'the title', effective: 'the date', markdown: 'the text' } as const

function unsavedIn(value: TermsDraft, saved: TermsDraft): readonly string[] {
  return (['title', 'effective', 'markdown'] as const)
    .filter((field) => value[field] !== saved[field])
    .map((field) => names[field])
}

/** Saved first, so that nothing is lost where the text is refused; then imported, and only then let go. */
function useFinishing({
  draft,
  urls,
  deskPattern,
}: {
  draft: ReturnType<typeof useDraft<TermsDraft>>
  urls: Readonly<Record<'draft' | 'versions', string>>
  deskPattern: string
}) {
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const [errors, setErrors] = useState<readonly ProblemSentence[]>([])

  async function finish() {
    if (pending) return
    setPending(true)
    setErrors([])
    const revision = await draft.save()
    if (revision !== null) await keep(revision)
    setPending(false)
  }

  async function keep(revision: number) {
    const { title, effective, markdown } = draft.value
    const body = { markdown, effective, ...(title.trim() === '' ? {} : { title }) }
    const sent = await sendJson<{ readonly number: number }>(urls.versions, { body })
    if (!sent.ok) {
      setErrors(sentencesIn(sent.problem))
      return
    }
    // If we stop here the draft is still there, and finishing it again says that the version exists.
    await sendJson(urls.draft, { method: 'DELETE', ifMatch: String(revision) })
    router.push(deskPattern.replace('NUMBER', String(sent.value.number)))
  }

  return { pending, errors, finish }
}
