'use client'

import { useEffect, useState } from 'react'
import { type Problem, sendJson } from '#components/api/send.ts'
import { apiPaths } from '#lib/paths.ts'
import type { ImpactView } from '#lib/queries/permission-impact.ts'
import type { PermissionPreviewInput } from '#lib/schemas/permissions.ts'

export type Preview =
  | { readonly kind: 'loading' }
  | { readonly kind: 'shown'; readonly impact: ImpactView }
  | { readonly kind: 'failed'; readonly problem: Problem }

/** What a change would do, asked anew whenever the change is another. Of two answers the later question's counts. */
export function useImpact(account: string, change: PermissionPreviewInput): Preview {
  const question = JSON.stringify(change)
  const [answered, setAnswered] = useState<{ question: string; preview: Preview } | null>(null)
  useEffect(() => {
    let isCurrent = true
    const body = JSON.parse(question) as PermissionPreviewInput
    void sendJson<ImpactView>(apiPaths.permissionPreviews(account), { body }).then((sent) => {
      if (!isCurrent) return
      const preview: Preview = sent.ok
        ? { kind: 'shown', impact: sent.value }
        : { kind: 'failed', problem: sent.problem }
      setAnswered({ question, preview })
    })
    return () => {
      isCurrent = false
    }
  }, [account, question])
  return answered?.question === question ? answered.preview : { kind: 'loading' }
}
