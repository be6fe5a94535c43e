import { useEffect, useState } from 'react'
import { sendJson } from '#components/api/send.ts'
import type { OutlineEntry } from '#lib/queries/terms-draft.ts'

/** The clauses of a text as they are written, or why there are none; null until the first answer. */
export type Outline =
  | { readonly clauses: readonly OutlineEntry[]; readonly problem: null }
  | { readonly clauses: null; readonly problem: string }

const pauseMs = 400

/** Asked for once the typing pauses; an answer that comes after the next question is not heard. */
export function useOutline(url: string, markdown: string): Outline | null {
  const [outline, setOutline] = useState<Outline | null>(null)
  useEffect(() => {
    let isHeard = true
    const timer = setTimeout(() => {
      void (async () => {
        const sent = await sendJson<{ readonly clauses: readonly OutlineEntry[] }>(url, {
          body: { markdown },
        })
        if (!isHeard) return
        setOutline(
          sent.ok
            ? { clauses: sent.value.clauses, problem: null }
            : { clauses: null, problem: sent.problem.detail },
        )
      })()
    }, pauseMs)
    return () => {
      isHeard = false
      clearTimeout(timer)
    }
  }, [url, markdown])
  return outline
}
