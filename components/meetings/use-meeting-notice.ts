'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { sendJson } from '#components/api/send.ts'
import { apiPaths } from '#lib/paths.ts'
import type { MeetingNoticeView } from '#lib/queries/meeting-notice.ts'
import type { Language } from '#lib/words/language.ts'
import { meetingWords } from '#lib/words/meeting/words-by-language.ts'
import { noticeChanges } from './notice-changes.ts'

const ASK_AGAIN_MS = 2000

/**
 * The notice as it is now, asked for again every two seconds while the page is looked at; what changed on it
 * last; and whether the portal answers. What is set on the server is read anew when the notice is another.
 */
export function useMeetingNotice(token: string, initial: MeetingNoticeView) {
  const router = useRouter()
  const { language } = initial
  const query = useQuery({
    queryKey: ['meeting-notice', token, language],
    queryFn: () => fetchNotice(token, language),
    initialData: initial,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.hasEnded === true ? false : ASK_AGAIN_MS),
  })
  const view = query.data
  const [seen, setSeen] = useState({ view, changes: [] as readonly string[] })
  if (seen.view !== view) {
    const changes = noticeChanges(seen.view, view, meetingWords[language].changes)
    setSeen({ view, changes: changes.length === 0 ? seen.changes : changes })
  }
  useEffect(() => {
    if (view.digest !== initial.digest) router.refresh()
  }, [router, view.digest, initial.digest])
  const { refetch } = query
  return { view, changes: seen.changes, isCut: query.isError, readAgain: () => void refetch() }
}

/** Tells the portal that this notice is on the screen, once it is looked at; another one is another display. */
export function useDisplayed(
  token: string,
  { digest, hasEnded, language }: MeetingNoticeView,
): void {
  useEffect(() => {
    if (hasEnded) return
    const tell = () => {
      if (document.visibilityState !== 'visible') return
      document.removeEventListener('visibilitychange', tell)
      void sendJson(apiPaths.meetingLinkDisplays(token, { language }), { body: { digest } })
    }
    document.addEventListener('visibilitychange', tell)
    tell()
    return () => document.removeEventListener('visibilitychange', tell)
  }, [token, digest, hasEnded, language])
}

async function fetchNotice(token: string, language: Language): Promise<MeetingNoticeView> {
  const response = await fetch(apiPaths.meetingLink(token, { language }), {
    headers: { accept: 'application/json' },
  })
  if (!response.ok) throw new Error(`status ${String(response.status)}`)
  return (await response.json()) as MeetingNoticeView
}
