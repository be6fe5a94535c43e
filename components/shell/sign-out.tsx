'use client'

import { useState } from 'react'
import { sendJson } from '#components/api/send.ts'
import { Button } from '#components/ui/button.tsx'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { apiPaths, paths } from '#lib/paths.ts'

/** Ends the session. The first page is then loaded anew, so that nothing of the person stays in memory. */
export function SignOut({ label }: { label: string }) {
  const hydrated = useHydrated()
  const [said, setSaid] = useState('')

  async function signOut() {
    setSaid('Signing out')
    const sent = await sendJson(apiPaths.session(), { method: 'DELETE' })
    if (sent.ok) window.location.assign(paths.home())
    else setSaid(sent.problem.title)
  }

  return (
    <>
      <span role="status" className="text-soft empty:hidden">
        {said}
      </span>
      <Button variant="quiet" disabled={!hydrated} onClick={() => void signOut()}>
        <span className="text-sm font-normal">{label}</span>
      </Button>
    </>
  )
}
