import type { ConsentLine } from './receipt-content.ts'
import type { EffectLine } from './receipt-effects.ts'
import { dayWords, instantWords } from './receipt-words.ts'

/** What taking a yes back does, or did, to what was before it and to whom, in sentences. */
export type EffectGroup = {
  readonly heading: string
  readonly past: string
  readonly asked: readonly string[]
}

/** One group a purpose and an answer, each sentence once; a refusal took nothing back. */
export function effectSentences({
  at,
  purposes,
}: {
  readonly at: Date
  readonly purposes: readonly ConsentLine[]
}): EffectGroup[] {
  const groups = Map.groupBy(purposes, ({ purpose, choice }) => `${purpose} ${choice}`)
  return [...groups.values()].flatMap((lines) => {
    const [first] = lines
    if (first === undefined || first.choice === 'refuse' || first.effects.length === 0) return []
    const { title, choice } = first
    const asked = lines.flatMap(({ effects }) => effects.map(effectSentence))
    const heading = `${HEADINGS[choice]}: ${title}`
    return [{ heading, past: PAST[choice](at), asked: [...new Set(asked)] }]
  })
}

const HEADINGS = {
  withdraw: 'What taking it back set in motion',
  give: 'What taking it back would do',
} as const

/** GDPR, Article 7(3): consent is withdrawn for what is to come. */
const PAST = {
  withdraw: (at: Date) =>
    `What was done before ${instantWords(at)} stays lawful (GDPR, Article 7(3)). From then on:`,
  give: () =>
    'What is done until then stays lawful (GDPR, Article 7(3)). From the moment you take it back:',
} as const

function effectSentence({ effect, sentence, within, dueBy }: EffectLine): string {
  if (effect === 'remains' || within === null) return sentence
  return dueBy === null
    ? `${sentence} Within ${durationWords(within)}.`
    : `${sentence} By ${dayWords(dueBy)} at the latest.`
}

function durationWords(duration: string): string {
  const units = { Y: 'year', M: 'month', W: 'week', D: 'day' } as const
  return [...duration.matchAll(/(\d+)([YMWD])/g)]
    .map(
      ([, count = '', unit]) =>
        `${count} ${units[unit as keyof typeof units]}${count === '1' ? '' : 's'}`,
    )
    .join(' and ')
}
