import type { MeetingNoticeView } from '#lib/queries/meeting-notice.ts'
import type { NoticedFeatureView } from '#lib/queries/noticed-feature.ts'
import type { ChangeWords } from '#lib/words/meeting/meeting-words.ts'

/** What is new on the page since it was last read, a sentence each, to be read out. */
export function noticeChanges(
  before: MeetingNoticeView,
  now: MeetingNoticeView,
  words: ChangeWords,
): string[] {
  if (!before.hasEnded && now.hasEnded) return [words.ended]
  return now.features.flatMap((feature) => {
    const was = before.features.find((each) => each.feature === feature.feature)
    return featureChange(was, feature, words) ?? []
  })
}

function featureChange(
  was: NoticedFeatureView | undefined,
  now: NoticedFeatureView,
  words: ChangeWords,
): string | null {
  const { title, turned } = now
  if (was?.switch !== now.switch && turned !== null) return words.turned(title, turned)
  if (was === undefined) return words.mayBeOn(title)
  return endOfAnswer(was, now, words) ?? askedOrMoved(was, now, words)
}

function endOfAnswer(
  was: NoticedFeatureView,
  { title, answer }: NoticedFeatureView,
  words: ChangeWords,
): string | null {
  if (!was.isAnswered || answer === null) return null
  if (answer.status === 'stale') return words.stale(title)
  return answer.ended === null ? null : words.switchedOff(title, answer.ended.by)
}

function askedOrMoved(
  was: NoticedFeatureView,
  now: NoticedFeatureView,
  words: ChangeWords,
): string | null {
  const { title, sentence } = now
  if (was.askedAt !== now.askedAt && !now.isAnswered) return words.asked(title)
  if (was.state !== now.state && was.answer?.at === now.answer?.at)
    return words.moved(title, sentence.state)
  return null
}
