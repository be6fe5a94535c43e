/** A number as an admin, a host or an auditor may see it. */
export type ShownCount =
  | { readonly shown: 'everyone' }
  | { readonly shown: 'not_everyone' }
  | { readonly shown: 'count'; readonly count: number; readonly of: number }

/** Below this many people a number could point at one of them. */
export const SHOWN_FROM = 5

/**
 * Masks a number of people in a group. Under five is "not everyone", and so is all but under five:
 * 18 of 20 would say that two did not. Nobody, too, is "not everyone".
 */
export function shownCount(count: number, of: number): ShownCount {
  if (of > 0 && count === of) return { shown: 'everyone' }
  if (count < SHOWN_FROM || of - count < SHOWN_FROM) return { shown: 'not_everyone' }
  return { shown: 'count', count, of }
}
