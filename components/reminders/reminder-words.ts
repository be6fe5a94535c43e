import { formatInstant } from '#components/ui/format-instant.ts'
import { listOf } from '#components/ui/list-of.ts'
import { lowerFirst } from '#components/ui/lower-first.ts'
import type { AccountTermsView } from '#lib/queries/account-terms.ts'
import type { AnswerAgain } from '#lib/queries/home.ts'

/** What waits for an account's answer, in one sentence. */
export function termsSentence(waiting: readonly AccountTermsView[], account: string): string {
  const [first, ...more] = waiting
  if (first === undefined) return ''
  if (more.length > 0) {
    const named = listOf(waiting.map(({ title, number }) => `${title} (version ${String(number)})`))
    return `${String(waiting.length)} texts wait for ${account}’s answer: ${named}.`
  }
  const { title, number, answer, isScheduled, inForceFrom } = first
  const about = `${title}, version ${String(number)},`
  if (answer?.until != null)
    return `${about} waits again: ${account} put its answer off until ${formatInstant(answer.until, 'day')}.`
  const force = isScheduled ? 'takes force on' : 'is in force since'
  return `${about} ${force} ${formatInstant(inForceFrom, 'day')}, and ${account} has not answered.`
}

/** Which of a person's own answers are needed again, in one sentence. */
export function againSentence(again: readonly AnswerAgain[]): string {
  const features = titlesOf(again, 'features')
  const sharing = titlesOf(again, 'sharing').map((title) => `sharing for ${title}`)
  return `Your answer is needed again about ${listOf([...features, ...sharing])}.`
}

function titlesOf(again: readonly AnswerAgain[], question: AnswerAgain['question']): string[] {
  const titles = again.filter((each) => each.question === question).map(({ title }) => title)
  return [...new Set(titles.map(lowerFirst))]
}
