import { apiPaths } from '#lib/paths.ts'
import type { NoticedFeatureView } from '#lib/queries/noticed-feature.ts'
import type { MeetingWords } from '#lib/words/meeting/meeting-words.ts'
import { InWords } from './in-words.tsx'

/** What they said last, with the receipt, and whether it counts; or that they have not answered. */
export function Said({
  token,
  feature: { answer, labels, title, mayInclude },
  words: { answer: words, locale },
}: {
  token: string
  feature: NoticedFeatureView
  words: MeetingWords
}) {
  if (answer === null) return <p className="max-w-measure font-semibold">{words.none(title)}</p>
  const { status, ended } = answer
  const isYes = status === 'given' || status === 'revoked' || status === 'stale'
  const said = isYes ? labels.include : labels.leaveOut
  return (
    <div className="max-w-measure">
      <p>
        <InWords phrase={words.said(said, answer.at)} locale={locale} />{' '}
        <a href={apiPaths.meetingLinkReceipt(token, answer.receiptId)} download>
          {words.receipt}
        </a>
      </p>
      {status === 'stale' ? (
        <p className="mt-1">
          <InWords phrase={words.stale} locale={locale} /> {mayInclude ? words.readAgain : null}
        </p>
      ) : null}
      {ended === null ? null : (
        <p className="mt-1">
          <InWords phrase={words.ended(ended.by, ended.at)} locale={locale} />{' '}
          {mayInclude ? words.sayAgain : null}
        </p>
      )}
    </div>
  )
}
