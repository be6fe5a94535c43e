import type { Regime } from '@assent/decision'
import type { Question } from '#lib/domain/ledger/act.ts'

export type RegimeSentences = { readonly title: string; readonly lines: readonly string[] }

/**
 * What holds for a member whatever they answer, by the rules for people under age and for health data
 * (packages/decision, "The rules"). Null where neither applies. `unauthorised`: features by their titles.
 */
export function regimeSentences(
  question: Question,
  { regime, isMinor }: { readonly regime: Regime; readonly isMinor: boolean | null },
  unauthorised: readonly string[],
): RegimeSentences | null {
  const isForMinors = isMinor === true || regime === 'minors'
  if (!isForMinors && regime !== 'healthcare') return null
  const why = isMinor === true ? ['The platform says that you are under age.'] : []
  return {
    title: isForMinors ? 'Rules for people under age apply.' : 'Rules for health data apply.',
    lines: [
      ...why,
      ...(question === 'sharing' ? SHARING : featureLines(isForMinors, unauthorised)),
    ],
  }
}

const SHARING = [
  'Nothing of yours is shared, whatever you have answered. Your answers are kept all the same.',
]

function featureLines(isForMinors: boolean, unauthorised: readonly string[]): readonly string[] {
  const needed = isForMinors ? 'an authorisation' : 'an agreement on health data'
  return [
    `Your own yes is not enough: your organisation has to record ${needed} for each feature.`,
    ...(unauthorised.length === 0
      ? []
      : [
          `It has recorded none for ${list.format(unauthorised)}: until it does, your part is left out, also where you have said yes.`,
        ]),
  ]
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })
