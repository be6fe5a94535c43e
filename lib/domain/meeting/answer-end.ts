import type { AccountFacts } from '#lib/domain/decision/account-records.ts'

/**
 * What ended a yes that somebody gave in a meeting, though they took nothing back: the account that hosts
 * turned the feature off, their own account did, or the operator ended the use.
 */
export type AnswerEnd = {
  readonly by: 'host' | 'own_account' | 'operator'
  readonly at: Date
}

/** Who can end a yes in a meeting; `own` is null for a guest, and for whoever is of the account that hosts. */
export type AnswerParties = {
  readonly host: AccountFacts
  readonly own: AccountFacts | null
  readonly endings: readonly { readonly purpose: string; readonly at: Date }[]
}

/**
 * The first that ended this yes; null while it counts. What was turned off since is off for it for good:
 * turned on again it is asked again.
 */
export function answerEnd(
  yes: { readonly purpose: string; readonly position: number },
  { host, own, endings }: AnswerParties,
): AnswerEnd | null {
  const offs = [
    ...turnedOff(host, yes).map((act) => ({ ...act, by: 'host' as const })),
    ...(own === null ? [] : [...turnedOff(own, yes), ...closedElsewhere(own, yes)]).map((act) => ({
      ...act,
      by: 'own_account' as const,
    })),
  ]
  const [first] = offs.sort((a, b) => a.position - b.position)
  const ending = endings.find(({ purpose }) => purpose === yes.purpose)
  if (first !== undefined && (ending === undefined || first.at <= ending.at))
    return { by: first.by, at: first.at }
  return ending === undefined ? null : { by: 'operator', at: ending.at }
}

type Yes = { readonly purpose: string; readonly position: number }

function turnedOff({ id, permissions }: AccountFacts, yes: Yes) {
  return permissions.filter(
    ({ subjectId, purpose, category, kind, position }) =>
      subjectId === id &&
      kind === 'off' &&
      category === null &&
      purpose === yes.purpose &&
      position > yes.position,
  )
}

function closedElsewhere({ featurePolicies }: AccountFacts, yes: Yes) {
  return featurePolicies.filter(
    ({ purpose, elsewhere, position }) =>
      elsewhere === 'off' && purpose === yes.purpose && position > yes.position,
  )
}
