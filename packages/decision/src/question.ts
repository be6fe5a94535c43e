/** What the platform can ask. Whatever in it is not known makes the answer a no. */
export type Question = MemberQuestion | FeatureInMeeting | ItemToShare

/** May the purpose be used on this person, as far as their own account decides it? */
export type MemberQuestion = {
  readonly kind: 'member'
  readonly account: string
  readonly member: string
  readonly purpose: string
  /** For sharing only; absent or null for a feature. */
  readonly category?: string | null
}

/** May the feature run in the meeting, with who is there? */
export type FeatureInMeeting = {
  readonly kind: 'feature'
  readonly meeting: string
  /** Who hosts it: needed where two accounts have a meeting of that id. */
  readonly account?: string | null
  /** The version of the roster that the question rests on; null names none, and gets a no. */
  readonly roster: number | null
  readonly purpose: string
  /** Asked for one participant: may it take in this one's part? */
  readonly participant?: string
}

/** May this item be shared? */
export type ItemToShare = {
  readonly kind: 'item'
  readonly purpose: string
  readonly item: Item
}

export type Item = {
  /** The account whose meeting, recording or content it is. */
  readonly account: string
  readonly category: string
  /** Everybody who can be heard, seen or read in it. Mixed audio: all who spoke. */
  readonly contributors: readonly Contributor[]
  /** Where it comes from; needed where contributors are named as participants. */
  readonly meeting?: string | null
  readonly label?: string | null
  readonly isForMinors?: boolean
}

export type Contributor =
  | { readonly account: string; readonly member: string }
  | { readonly participant: string }
  | { readonly guest: string }
