import { useRouter } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
import { sendJson } from './send.ts'
import { sentencesIn, type ProblemSentence } from './problem-sentences.ts'

export type JsonForm<Value = unknown> = {
  readonly pending: boolean
  /** What is wrong, a sentence for each field, or one for all of it; empty once it was sent well. */
  readonly errors: readonly ProblemSentence[]
  readonly errorOf: (field: string) => string | undefined
  /** What was sent well last: what a form says it has done. Null before, and after a refusal. */
  readonly sent: Typed | null
  /** What was answered to it. */
  readonly answer: Value | null
  readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void
}

type Typed = Readonly<Record<string, string>>

/**
 * A form whose fields are sent as one JSON object. What was typed stays where it was refused, and is
 * cleared once it was recorded.
 */
export function useJsonForm<Value = unknown>({
  addressOf,
  bodyOf = (typed) => typed,
  problemsWith = () => [],
}: {
  /** Spells the address, of which a field may be a part. */
  readonly addressOf: (typed: Typed) => string
  readonly bodyOf?: (typed: Typed) => unknown
  /** What only the page can say, because without it there is nowhere to send to. */
  readonly problemsWith?: (typed: Typed) => readonly ProblemSentence[]
}): JsonForm<Value> {
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const [errors, setErrors] = useState<readonly ProblemSentence[]>([])
  const [done, setDone] = useState<{ readonly sent: Typed; readonly answer: Value } | null>(null)

  async function submit(form: HTMLFormElement) {
    const typed = textsIn(new FormData(form))
    const problems = problemsWith(typed)
    if (problems.length > 0) {
      setErrors(problems)
      return
    }
    setPending(true)
    const answer = await sendJson<Value>(addressOf(typed), { body: bodyOf(typed) })
    setPending(false)
    setErrors(answer.ok ? [] : sentencesIn(answer.problem))
    setDone(answer.ok ? { sent: typed, answer: answer.value } : null)
    if (!answer.ok) return
    form.reset()
    router.refresh()
  }

  return {
    pending,
    errors,
    errorOf: (field) => errors.find((each) => each.field === field)?.message,
    sent: done?.sent ?? null,
    answer: done?.answer ?? null,
    onSubmit: (event) => {
      event.preventDefault()
      if (!pending) void submit(event.currentTarget)
    },
  }
}

function textsIn(form: FormData): Typed {
  const texts = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return Object.fromEntries(texts)
}
