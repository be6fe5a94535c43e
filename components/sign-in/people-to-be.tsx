'use client'

import { useState } from 'react'
import { sendJson } from '#components/api/send.ts'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { apiPaths } from '#lib/paths.ts'

export type PersonToBe = {
  readonly name: string
  readonly email: string
  /** What they are here: "owner", "the operator’s staff". */
  readonly role: string
  readonly why: string | null
}

/** A group of the demonstration's people: one press signs a visitor in as one of them and goes to `to`. */
export function PeopleToBe({ people, to }: { people: readonly PersonToBe[]; to: string }) {
  const [pending, setPending] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  async function signInAs(person: PersonToBe) {
    setPending(person.email)
    setProblem(null)
    const body = { person: person.email }
    const sent = await sendJson(apiPaths.demonstrationSessions(), { body })
    // Loaded anew, so that no page of whoever was signed in before is shown from memory.
    if (sent.ok) {
      window.location.assign(to)
      return
    }
    setProblem(`${sent.problem.title}. ${sent.problem.detail}`)
    setPending(null)
  }

  return (
    <>
      {problem === null ? null : <NoticeBox kind="problem" title={problem} announce />}
      <ul className="grid gap-x-16 lg:grid-cols-2">
        {people.map((person) => (
          <li
            key={person.email}
            className="grid content-start items-start gap-x-8 gap-y-2 border-t border-rule py-3 sm:grid-cols-[minmax(0,1fr)_auto]"
          >
            <div className="max-w-measure">
              <p>
                <strong className="font-serif text-lg">{person.name}</strong>
                <span className="text-soft">, {person.role}</span>
              </p>
              {person.why === null ? null : <p className="text-sm text-soft">{person.why}</p>}
            </div>
            <SubmitButton
              type="button"
              className="justify-self-start"
              pending={pending === person.email}
              pendingText="Signing in"
              disabled={pending !== null && pending !== person.email}
              onClick={() => void signInAs(person)}
            >
              Sign in
              <span className="sr-only"> as {person.name}</span>
            </SubmitButton>
          </li>
        ))}
      </ul>
    </>
  )
}
