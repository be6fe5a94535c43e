import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { sentencesIn, type ProblemSentence } from '#components/api/problem-sentences.ts'
import { sendJson, type Problem } from '#components/api/send.ts'

export type Draft<Value> = {
  readonly value: Value
  /** As it was saved last, or as the page was loaded. */
  readonly saved: Value
  /** Of what is saved; 0 where nothing is. */
  readonly revision: number
  readonly pending: boolean
  readonly errors: readonly ProblemSentence[]
  /** Was the last thing that happened a saving? */
  readonly isSaved: boolean
  readonly change: (next: Value) => void
  /** The same from what it is at that moment; it stays the same function. */
  readonly update: (step: (now: Value) => Value) => void
  readonly undo: () => void
  /** Answers the revision that is saved; null where it was refused. */
  readonly save: () => Promise<number | null>
}

export type DraftOptions<Value> = {
  readonly url: string
  readonly initial: Value
  /** Of what is saved: what saving expects unchanged. */
  readonly initialRevision: number
  readonly bodyOf: (value: Value) => unknown
  readonly isUnsaved: (value: Value, saved: Value) => boolean
  /** What the page can say before it sends anything. */
  readonly problemsWith?: (value: Value) => readonly ProblemSentence[]
  /** What to say when somebody else saved meanwhile. */
  readonly overtaken: string
}

/**
 * A draft while it is worked on. What was typed stays when saving is refused, since another person may
 * have saved meanwhile; leaving the page with something unsaved is asked about by the browser.
 */
export function useDraft<Value>(options: DraftOptions<Value>): Draft<Value> {
  const { url, initial, initialRevision, bodyOf, isUnsaved, problemsWith, overtaken } = options
  const router = useRouter()
  const [value, setValue] = useState(initial)
  const [saved, setSaved] = useState(initial)
  const [revision, setRevision] = useState(initialRevision)
  const [pending, setPending] = useState(false)
  const [errors, setErrors] = useState<readonly ProblemSentence[]>([])
  const [isSaved, setIsSaved] = useState(false)
  const isAhead = isUnsaved(value, saved)

  async function save(): Promise<number | null> {
    if (pending) return null
    const problems = problemsWith?.(value) ?? []
    if (problems.length > 0) {
      setErrors(problems)
      return null
    }
    setPending(true)
    const body = bodyOf(value)
    const ifMatch = String(revision)
    const sent = await sendJson<{ readonly revision: number }>(url, {
      method: 'PUT',
      body,
      ifMatch,
    })
    setPending(false)
    setIsSaved(sent.ok)
    setErrors(sent.ok ? [] : refusal(sent.problem, overtaken))
    if (!sent.ok) return null
    setSaved(value)
    setRevision(sent.value.revision)
    router.refresh()
    return sent.value.revision
  }

  const update = useCallback((step: (now: Value) => Value) => {
    setIsSaved(false)
    setValue(step)
  }, [])

  useAskBeforeLeaving(isAhead)
  useSaveKey(() => {
    if (isAhead) void save()
  })
  return {
    ...{ value, saved, revision, pending, errors, isSaved, save, update },
    change: (next) => {
      update(() => next)
    },
    undo: () => {
      update(() => saved)
    },
  }
}

function refusal(problem: Problem, overtaken: string): readonly ProblemSentence[] {
  return problem.code === 'stale_page' ? [{ message: overtaken }] : sentencesIn(problem)
}

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

/** Ctrl+S, or Cmd+S: what people press in anything that is saved. It saves whatever is not saved yet. */
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
