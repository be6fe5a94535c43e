import type { Permission, PurposeKind } from '@assent/decision'

/** What a group has off of one purpose: all of what is asked about it, some, or nothing. */
export type GroupLock = {
  readonly title: string
  readonly kind: PurposeKind
  readonly off: 'all' | 'some' | 'none'
  /** What is off, where that is some. */
  readonly offTitles: readonly string[]
  /** What the account permits; of several, whether it permits any. */
  readonly permission: Permission | null
}

/** A group's lock as a state: it only restricts, so without one the account's word holds. */
export function groupLockSentence({ off, offTitles, permission }: GroupLock): string {
  if (off === 'all') return 'off for everyone in the group.'
  const rest = `as your organisation has it, ${PERMITTED[permission ?? 'unset']}.`
  return off === 'some' ? `off in the group for ${offTitles.join(', ')}; the rest ${rest}` : rest
}

/**
 * What setting or lifting a lock does, said before it is saved. No number of yeses: a group is small, and one
 * beside the number of all would tell what the few outside it answered.
 */
export function groupLockEffects(
  to: 'members_decide' | 'off',
  { title, kind, off, permission }: GroupLock,
): readonly string[] {
  if (to === 'off')
    return [
      ...(off === 'all' ? ['It is so already.'] : []),
      kind === 'feature'
        ? `${title} leaves out everyone in the group from now on, and whoever comes into it later.`
        : `Nothing of anyone in the group is shared for this from now on, nor of whoever comes into it later.`,
      'A yes that one of them has said ends. How many there are is not shown: in a group a number could point at a person.',
      ...(permission === 'members_decide'
        ? []
        : ['Your organisation does not permit it, so nothing that is used today stops.']),
    ]
  return [
    ...(off === 'none' ? ['It is so already.'] : []),
    'Nobody is included by this: a yes that ended does not come back, and silence is a no.',
    permission === 'members_decide'
      ? 'Everyone in the group can say yes or no for themselves again.'
      : 'It stays off for them all the same: your organisation does not permit it.',
    'Another group that has it off still leaves its people out.',
  ]
}

const PERMITTED: Readonly<Record<Permission | 'unset', string>> = {
  members_decide: 'members decide for themselves',
  off: 'off for everyone',
  unset: 'nothing decided yet',
}
