import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useState } from 'react'
import { sentencesIn, type ProblemSentence } from '#components/api/problem-sentences.ts'
import { sendJson, type Problem } from '#components/api/send.ts'
import type { Mapping } from '#lib/domain/terms/mapping.ts'
import { isMappedOtherwise, type DeskClause } from './mapping-words.ts'

export type MappingDraft = {
  readonly mapping: Mapping
  /** Of what is saved: what saving and publishing expect unchanged. */
  readonly revision: number
  readonly pending: boolean
  readonly errors: readonly ProblemSentence[]
  /** Was the last thing that happened a saving? */
  readonly isSaved: boolean
  /** The clauses whose mapping is not saved, in the order of the document. */
  readonly unsaved: readonly DeskClause[]
  readonly change: (mapping: Mapping) => void
  readonly undo: () => void
  readonly save: () => Promise<void>
}

/**
 * A version's mapping while it is worked on. What was chosen stays when saving is refused, since another
 * person may have saved meanwhile; leaving the page with something unsaved is asked about by the browser.
 */
export function useMappingDraft({
  url,
  clauses,
  initial,
  initialRevision,
}: {
  url: string
  clauses: readonly DeskClause[]
  initial: Mapping
  initialRevision: number
}): MappingDraft {
  const router = useRouter()
  const [mapping, setMapping] = useState(initial)
  const [saved, setSaved] = useState(initial)
  const [revision, setRevision] = useState(initialRevision)
  const [pending, setPending] = useState(false)
  const [errors, setErrors] = useState<readonly ProblemSentence[]>([])
  const [isSaved, setIsSaved] = useState(false)
  const unsaved = clauses.filter((clause) => isMappedOtherwise(mapping, saved, clause))

  async function save() {
    if (pending) return
    setPending(true)
    const sent = await sendJson<{ readonly revision: number }>(url, {
      method: 'PUT',
      body: mapping,
      ifMatch: String(revision),
    })
    setPending(false)
    setIsSaved(sent.ok)
    setErrors(sent.ok ? [] : refusal(sent.problem))
    if (!sent.ok) return
    setSaved(mapping)
    setRevision(sent.value.revision)
    router.refresh()
  }

  useAskBeforeLeaving(unsaved.length > 0)
  useSaveKey(() => void save())
  return {
    ...{ mapping, revision, pending, errors, isSaved, unsaved, save },
    change: (next) => {
      setIsSaved(false)
      setMapping(next)
    },
    undo: () => {
      setIsSaved(false)
      setMapping(saved)
    },
  }
}

function refusal(problem: Problem): readonly ProblemSentence[] {
  return problem.code === 'stale_page' ? [{ message: overtaken }] : sentencesIn(problem)
}

const overtaken =
  'Somebody else saved this mapping meanwhile. What you chose is still here, and not saved. Load the page again to work on theirs; yours is then gone.'

function useAskBeforeLeaving(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => {
      removeEventListener('beforeunload', ask)
    }
  }, [isNeeded])
}

/** Ctrl+S, or Cmd+S: what people press in anything that is saved. */
function useSaveKey(save: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return
    event.preventDefault()
    save()
  })
  useEffect(() => {
    addEventListener('keydown', onKey)
    return () => {
      removeEventListener('keydown', onKey)
    }
  }, [])
}
