import { addDuration, isAtOrBefore } from '#lib/domain/consent/instant.ts'
import { sameWords } from '#lib/domain/terms/normalise-text.ts'
import type { Notice, Party, WithdrawalEffect } from './catalogue.ts'

/**
 * Does a notice ask for more than the one that was read (product.md, rule 7)? More is another controller,
 * a party that was not named, a longer retention, another place of storage or jurisdiction,
 * something more that a yes covers, something less that it does not, a withdrawal that asks less of a
 * party, later or in other words. Less of any of these, other marks,
 * a new address of a party and another title or summary are not more. Of sentences that say how to
 * withdraw or complain, and of the question itself, nobody can tell more from less: other words count.
 *
 * How long a yes lasts is no part of it: one that was given lasts as long as its own notice said.
 */
export function noticeWidens(read: Notice, now: Notice): boolean {
  return (
    idOf(read.controller) !== idOf(now.controller) ||
    isMore(partiesOf(read), partiesOf(now)) ||
    isLonger(read.retention.duration, now.retention.duration) ||
    read.storage.location !== now.storage.location ||
    read.jurisdiction !== now.jurisdiction ||
    isMore(read.covers, now.covers, sameWords) ||
    isMore(now.doesNotCover, read.doesNotCover, sameWords) ||
    asksLess(read.afterWithdrawal ?? [], now.afterWithdrawal ?? []) ||
    sentences.some((sentence) => !sameWords(read[sentence], now[sentence]))
  )
}

const sentences = ['question', 'withdrawal', 'complaint'] as const

function idOf(controller: Notice['controller']): string {
  return controller === 'account' ? controller : controller.id
}

/** Who else gets it. An address that changes does not make another party. */
function partiesOf({ processor, recipients }: Notice): readonly string[] {
  return [...(processor === null ? [] : [processor]), ...recipients].map(({ id }: Party) => id)
}

function isMore(
  before: readonly string[],
  now: readonly string[],
  isSame: (one: string, other: string) => boolean = (one, other) => one === other,
): boolean {
  return now.some((each) => !before.some((known) => isSame(known, each)))
}

/** What a withdrawal was to ask of each party has still to be asked, no later; what it leaves is no promise. */
function asksLess(read: readonly WithdrawalEffect[], now: readonly WithdrawalEffect[]): boolean {
  const isKept = (one: WithdrawalEffect) =>
    now.some(
      (other) =>
        other.effect === one.effect &&
        other.party === one.party &&
        sameWords(other.sentence, one.sentence) &&
        !isLonger(one.within ?? AT_ONCE, other.within ?? AT_ONCE),
    )
  const remains = (effects: typeof read) => effects.filter(({ effect }) => effect === 'remains')
  return (
    !read.filter(({ effect }) => effect !== 'remains').every(isKept) ||
    isMore(sentencesOf(remains(read)), sentencesOf(remains(now)), sameWords)
  )
}

const AT_ONCE = 'P0D'

function sentencesOf(effects: readonly WithdrawalEffect[]): readonly string[] {
  return effects.map(({ sentence }) => sentence)
}

/** Months are as long as they are from one fixed day on, the same for both. */
function isLonger(before: string, now: string): boolean {
  if (before === now) return false
  const from = '2024-01-01T00:00:00Z'
  return !isAtOrBefore(addDuration(from, now), addDuration(from, before))
}
