import { z } from 'zod'
import { stepSentence } from '#components/terms/comparison/verdict-words.ts'
import { formatInstant } from '#components/ui/format-instant.ts'
import { type AtomEntry, atomFeed } from '#lib/http/atom-feed.ts'
import { formatEtag, isKnownTo } from '#lib/http/etag.ts'
import { handle } from '#lib/http/handle.ts'
import { problemResponse } from '#lib/http/problem.ts'
import { paths } from '#lib/paths.ts'
import {
  findTermsHistory,
  type HistoryVersion,
  type TermsHistoryView,
} from '#lib/queries/terms-history.ts'

const params = z.object({ document: z.string() })

/** The document's versions as an Atom feed (RFC 4287), so that a program can watch them. */
export const GET = handle('anyone', { params }, async ({ params, request, context }) => {
  const history = await findTermsHistory(params.document, context)
  if (history === null) return problemResponse('not_found')
  const body = feedOf(history, context.publicUrl)
  const etag = context.digestOf(new TextEncoder().encode(body))
  const headers = { etag: formatEtag(etag), 'cache-control': 'public, max-age=60' }
  if (isKnownTo(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers })
  return new Response(body, {
    headers: { ...headers, 'content-type': 'application/atom+xml; charset=utf-8' },
  })
})

function feedOf({ slug, title, operator, versions }: TermsHistoryView, publicUrl: string): string {
  const [first, ...rest] = versions.map((version) => entryOf(version, slug, title, publicUrl))
  if (first === undefined) throw new Error(`${slug} has a history and no version`)
  return atomFeed({
    title: `${title}: every version`,
    author: operator === '' ? new URL(publicUrl).host : operator,
    self: publicUrl + paths.termsFeed(slug),
    alternate: publicUrl + paths.termsVersions(slug),
    entries: [first, ...rest],
  })
}

function entryOf(
  { number, publishedAt, inForceFrom, step }: HistoryVersion,
  slug: string,
  title: string,
  publicUrl: string,
): AtomEntry {
  const changes = paths.termsChanges(slug, { from: step?.from ?? number, to: number })
  const force =
    inForceFrom === null
      ? 'It is kept to be read and governs nothing.'
      : `In force from ${formatInstant(inForceFrom, 'day')}.`
  return {
    title: `${title}, version ${number}`,
    alternate: publicUrl + paths.termsVersion(slug, number),
    related: step === null ? [] : [{ title: 'What changed', href: publicUrl + changes }],
    at: publishedAt,
    summary: `${step === null ? 'The first version.' : stepSentence(step)} ${force}`,
  }
}
