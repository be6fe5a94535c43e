import type { Effect, Judged, Reason, Told } from './comparison.ts'
import type { TermKind } from './vocabulary.ts'

/** A reason in plain words. */
export function reasonSentence(reason: Reason): string {
  return reason.effect === null ? toldSentence(reason) : judgedSentence(reason)
}

/** One sentence for all reasons that say the same of different things. */
export function reasonSentences(
  reasons: readonly Reason[],
): readonly { readonly sentence: string; readonly effect: Effect | null }[] {
  const together = Map.groupBy(reasons, (reason) =>
    reason.effect === null || reason.kind === 'period'
      ? reasonSentence(reason)
      : [reason.kind, reason.effect, reason.side].join(' '),
  )
  return [...together.values()].flatMap((alike) => {
    const [first] = alike
    if (first === undefined) return []
    const term = listFormat.format(widestOf(alike.map((reason) => reason.term)))
    const sentence = reasonSentence(alike.length === 1 ? first : ({ ...first, term } as Reason))
    return [{ sentence, effect: first.effect }]
  })
}

/** "Training artificial intelligence" says "artificial intelligence" already. */
function widestOf(terms: readonly string[]): readonly string[] {
  return terms.filter((term) => !terms.some((other) => other !== term && other.includes(term)))
}

const listFormat = new Intl.ListFormat('en-GB', { type: 'conjunction' })

function judgedSentence(reason: Judged): string {
  if (reason.kind === 'period') return periodSentence(reason)
  const { kind, term, effect, side } = reason
  const [appears, gone] = effects[kind][effect]
  return `${side === 'to' ? appears : gone}: ${term}.`
}

/** What is said of a term that appears, and of one that is gone. */
type Words = readonly [appears: string, gone: string]

const effects: Readonly<Record<TermKind, Readonly<Record<Effect, Words>>>> = {
  purpose: {
    widens: ['Allows a new purpose', 'No longer rules out a purpose'],
    narrows: ['Rules out a purpose', 'No longer allows a purpose'],
  },
  category: {
    widens: ['Reaches more data', 'No longer leaves out data'],
    narrows: ['Leaves out data', 'No longer reaches data'],
  },
  recipient: {
    widens: ['Names a new recipient', 'No longer leaves out a recipient'],
    narrows: ['Leaves out a recipient', 'No longer names a recipient'],
  },
  right: {
    widens: ['Gives a new right', 'No longer rules out a right'],
    narrows: ['Rules out a right', 'No longer gives a right'],
  },
  limit: {
    widens: ['Makes an exception', 'Loses a limit'],
    narrows: ['Sets a limit', 'Loses an exception'],
  },
}

function periodSentence({ term, from, to }: Extract<Judged, { kind: 'period' }>): string {
  const what = term === 'retention' ? 'The time that data is kept' : 'The notice that you are given'
  if (from === null || to === null)
    return `${what} ${from === null ? 'is stated now' : 'is no longer stated'}: ${daysOf(from ?? to)}.`
  return `${what} was ${daysOf(from)} and is ${daysOf(to)}.`
}

function daysOf(days: number | null): string {
  if (days === null) return 'no period'
  const [count, unit] = countOf(days)
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** A month is a twelfth of a year (periods.ts), so what was written in months or years is told so. */
function countOf(days: number): readonly [number, string] {
  const months = Math.round((days * 12) / 365)
  if (days < 1) return [Math.round(days * 24), 'hour']
  if (Math.abs(months - (days * 12) / 365) > 0.001) return [Math.round(days), 'day']
  return months % 12 === 0 ? [months / 12, 'year'] : [months, 'month']
}

function toldSentence(reason: Told): string {
  const { kind, from, term } = reason
  switch (kind) {
    case 'number':
      return `Was ${from}, is ${term}.`
    case 'place':
      return 'Stands in another place.'
    case 'name':
      return `Was called "${from}".`
    case 'word':
      return `Says "${term}" for "${from}".`
    case 'reference':
      return `Refers to ${term} for ${from}${followsWords(reason.follows)}.`
  }
}

function followsWords(follows: boolean | null): string {
  if (follows === null) return ''
  return follows ? ', which is the same clause' : ', which is another clause'
}
