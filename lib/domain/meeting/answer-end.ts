import { groupOffs, type GroupHistory } from '#lib/domain/consent/group-locks.ts'
import type { AccountFacts } from '#lib/domain/decision/account-records.ts'

/**
 * What ended a yes that somebody gave in a meeting, though they took nothing back: the account that hosts
 * turned the feature off, their own account or a group of it did, or the operator ended the use.
 */
export type AnswerEnd = {
  readonly by: 'host' | 'own_account' | 'operator'
  readonly at: Date
  /** The kind of document that records it. */
  readonly record: 'PermissionDocument' | 'FeaturePolicyDocument' | 'GroupDocument' | 'EndingRecord'
}

/** What it rests on says more than what was read: from when on is not worked out. */
export const WIDENED = { by: 'texts' } as const

/** Who can end a yes in a meeting; `own` is null for a guest, and for whoever is of the account that hosts. */
export type AnswerParties = {
  readonly host: AccountFacts
  readonly own: AccountFacts | null
  /** What their groups were to them; none for a guest. */
  readonly groups: GroupHistory
  readonly endings: readonly { readonly purpose: string; readonly at: Date }[]
}

/**
 * The first that ended this yes; null while it counts. What was turned off since is off for it for good:
 * turned on again it is asked again.
 */
export function answerEnd(
  yes: { readonly purpose: string; readonly position: number },
  { host, own, groups, endings }: AnswerParties,
): AnswerEnd | null {
  const offs = [
    ...turnedOff(host, yes).map((act) => off('host', act)),
    ...ownOffs(own, yes),
    ...groupOffs(groups, yes).map((act) => off('own_account', act, 'GroupDocument')),
  ]
  const [first] = offs.sort((a, b) => a.position - b.position)
  const ending = endings.find(({ purpose }) => purpose === yes.purpose)
  if (first !== undefined && (ending === undefined || first.end.at <= ending.at)) return first.end
  return ending === undefined ? null : { by: 'operator', at: ending.at, record: 'EndingRecord' }
}

type Yes = { readonly purpose: string; readonly position: number }
type Off = { readonly position: number; readonly end: AnswerEnd }

function off(
  by: AnswerEnd['by'],
  { position, at }: { readonly position: number; readonly at: Date },
  record: AnswerEnd['record'] = 'PermissionDocument',
): Off {
  return { position, end: { by, at, record } }
}

function ownOffs(own: AccountFacts | null, yes: Yes): Off[] {
  if (own === null) return []
  const closed = closedElsewhere(own, yes)
  return [
    ...turnedOff(own, yes).map((act) => off('own_account', act)),
    ...closed.map((act) => off('own_account', act, 'FeaturePolicyDocument')),
  ]
}

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
