import { lowerFirst } from '#components/ui/lower-first.ts'
import type { MeetingNoticeView, NoticedFeatureView } from '#lib/queries/meeting-notice.ts'

/** What is new on the page since it was last read, a sentence each, to be read out. */
export function noticeChanges(before: MeetingNoticeView, now: MeetingNoticeView): string[] {
  if (!before.hasEnded && now.hasEnded) return ['This meeting has ended.']
  return now.features.flatMap((feature) => {
    const was = before.features.find((each) => each.feature === feature.feature)
    return featureChange(was, feature) ?? []
  })
}

function featureChange(
  was: NoticedFeatureView | undefined,
  now: NoticedFeatureView,
): string | null {
  const { title, turned } = now
  if (was?.switch !== now.switch && turned !== null)
    return `${title}: ${turned.charAt(0).toLowerCase()}${turned.slice(1)}.`
  if (was === undefined) return `${title} may be turned on.`
  return endOfAnswer(was, now) ?? askedOrMoved(was, now)
}

function endOfAnswer(
  was: NoticedFeatureView,
  { title, answer }: NoticedFeatureView,
): string | null {
  if (!was.isAnswered || answer === null) return null
  if (answer.status === 'stale')
    return `${title}: what it rests on has changed, so your answer no longer counts.`
  if (answer.ended === null) return null
  return `${title}: ${lowerFirst(answer.ended.by)} switched it off, so your answer no longer counts.`
}

function askedOrMoved(was: NoticedFeatureView, now: NoticedFeatureView): string | null {
  const { title, sentence } = now
  if (was.askedAt !== now.askedAt && !now.isAnswered)
    return `The host asks everyone for an answer about ${title}.`
  if (was.state !== now.state && was.answer?.at === now.answer?.at)
    return `${title}: ${sentence.state}`
  return null
}
